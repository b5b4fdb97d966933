import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { builtSite } from './built-site.ts';
import { type RunningSite, startSite } from './running-site.ts';
import { type StaticSite, serveStatic } from './static-site.ts';

/** The site that ships and what visits it, from before the first test of a file until after its last. */
export interface VisitedSite {
	/** With its server. */
	readonly served: RunningSite;
	/** The same files on a plain web host. */
	readonly plain: StaticSite;
	readonly browser: Browser;
}

/** Opens the site for the tests of a file. */
export function visitSite(): VisitedSite {
	let opened: VisitedSite | null = null;
	const open = (): VisitedSite => {
		if (opened === null) throw new Error('the site is open only while tests run');
		return opened;
	};
	beforeAll(async () => {
		const served = await startSite();
		opened = { served, plain: await serveStatic(await builtSite()), browser: await launchBrowser() };
	}, 300_000);
	afterAll(async () => {
		await opened?.browser.close();
		await opened?.plain.close();
		await opened?.served.stop();
	});
	return {
		get served() {
			return open().served;
		},
		get plain() {
			return open().plain;
		},
		get browser() {
			return open().browser;
		},
	};
}

/** A page of a browser that has never been here, and takes no copy of the site. */
export async function openFresh(browser: Browser, width: number): Promise<{ page: Page; session: CDPSession }> {
	const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width, height: 800 } });
	const page = await context.newPage();
	return { page, session: await context.newCDPSession(page) };
}
