import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';

/** One line a page kind, or a state that a page can be brought into. */
const pages: { name: string; path: string; prepare?: (page: Page) => Promise<unknown> }[] = [
	{ name: 'home', path: '' },
	{ name: 'match', path: 'match/' },
	{ name: 'match, answered', path: 'match/', prepare: answerTicket },
	{ name: 'list of known issues', path: 'browse/known-issue/' },
	{ name: 'list of procedures', path: 'browse/sop/' },
	{ name: 'list of escalations', path: 'browse/escalation/' },
	{ name: 'systems', path: 'systems/' },
	{ name: 'one system', path: 'systems/review-queue/' },
	{ name: 'known issue', path: 'articles/ki-0001/' },
	{ name: 'procedure', path: 'articles/sop-0001/' },
	{ name: 'escalation', path: 'articles/esc-media/' },
	{ name: 'search, open', path: 'articles/ki-0001/', prepare: openSearch },
	{ name: 'edition told, no connection', path: 'articles/ki-0001/', prepare: loseConnection },
	{ name: 'no such page', path: 'articles/nothing/' },
	{ name: 'not in the copy', path: 'offline/' },
];

const themes = ['light', 'dark'] as const;
const widths = [1280, 360] as const;

let site: RunningSite;
let browser: Browser;

beforeAll(async () => {
	site = await startSite();
	browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

async function answerTicket(page: Page): Promise<void> {
	await page.getByLabel('Ticket').fill('chrome crashed in the middle of my review and now the item says it is locked by me');
	await page.keyboard.press('Control+Enter');
	await page.locator('[data-answer] .verdict').waitFor();
}

async function openSearch(page: Page): Promise<void> {
	await page.waitForFunction(() => customElements.get('site-search') !== undefined);
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').locator('input, textarea').first().fill('RQ-4012');
	await page.getByRole('dialog').getByText('items stay locked').first().waitFor();
}

async function loseConnection(page: Page): Promise<void> {
	await page.locator('.site-status summary', { hasText: 'Edition of' }).click();
	await page.context().setOffline(true);
	await page.locator('.site-notice:not([hidden])').waitFor();
}

describe.each(themes)('in the %s theme', (colorScheme) => {
	describe.each(widths)('%i pixels wide', (width) => {
		test.each(pages)('$name has no violation that axe finds, and nothing beside the window', async ({ path, prepare }) => {
			const context = await browser.newContext({
				colorScheme,
				viewport: { width, height: 800 },
				serviceWorkers: 'block',
				// What fades in is judged when it is there.
				reducedMotion: 'reduce',
			});
			const page = await context.newPage();
			await page.goto(site.address + path);
			await prepare?.(page);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(
				violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`),
			).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
			await context.close();
		});
	});
});
