import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { articleRoute } from '../../src/knowledge/links.ts';
import { visitSite } from '../setup/visited-site.ts';

/** Bytes as sent, compressed, of all that an article page fetches by itself at the first view. */
const budget = 120_000;
/** Cumulative layout shift that nobody sees. */
const steady = 0.01;
/** Articles that are measured: those with the most HTML. */
const heaviest = 3;

/** What is fetched for the search, which the budget leaves apart. */
const searchFiles = /\/pagefind\/|\/_astro\/Palette/;

const visited = visitSite();

/** A page of a browser that has never been here, and takes no copy of the site. */
async function openFresh(width: number): Promise<{ page: Page; session: CDPSession }> {
	const context = await visited.browser.newContext({ serviceWorkers: 'block', viewport: { width, height: 800 } });
	const page = await context.newPage();
	return { page, session: await context.newCDPSession(page) };
}

/** Loads a page and waits until it fetches nothing more. Gives bytes as sent, headers included, by address. */
async function measureBytes(path: string): Promise<Map<string, number>> {
	const { page, session } = await openFresh(1280);
	const addresses = new Map<string, string>();
	const sent = new Map<string, number>();
	session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const address = addresses.get(requestId) ?? requestId;
		sent.set(address, (sent.get(address) ?? 0) + encodedDataLength);
	});
	await session.send('Network.enable');
	await page.goto(visited.served.address + path, { waitUntil: 'networkidle' });
	await page.locator('.site-status summary', { hasText: 'Edition of' }).waitFor();
	await page.context().close();
	return sent;
}

describe('the weight of an article page', () => {
	test(`is under ${budget} bytes as sent at the first view, for the articles with the most HTML`, async () => {
		const { articles } = await readCorpus('content');
		const sizes = await Promise.all(
			articles.map(async ({ id }) => {
				const html = await fetch(visited.served.address + articleRoute(id)).then((response) => response.text());
				return { route: articleRoute(id), size: html.length };
			}),
		);
		for (const { route, size } of sizes.sort((a, b) => b.size - a.size).slice(0, heaviest)) {
			const sent = [...(await measureBytes(route))];
			const own = sent.filter(([address]) => !searchFiles.test(address));
			const total = own.reduce((sum, [, bytes]) => sum + bytes, 0);
			const search = sent.reduce((sum, [, bytes]) => sum + bytes, 0) - total;
			process.stdout.write(
				`${route}: ${total} bytes as sent in ${own.length} files (HTML ${size} before compression), search apart ${search}\n`,
			);
			// The page, its styles and its scripts were all counted.
			expect(own.length).toBeGreaterThan(4);
			expect(total, JSON.stringify(own, null, '\t')).toBeLessThan(budget);
		}
	});
});

/** Adds up what moves without the reader's doing, from the first paint on. */
function watchShifts(): void {
	const shifts: string[] = [];
	let sum = 0;
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as (PerformanceEntry & {
			value: number;
			hadRecentInput: boolean;
			sources: { node: Node | null }[];
		})[]) {
			if (entry.hadRecentInput) continue;
			sum += entry.value;
			shifts.push(...entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML : (node?.textContent ?? '')).slice(0, 80)));
		}
	}).observe({ type: 'layout-shift', buffered: true });
	Object.assign(window, { shifted: () => ({ sum, shifts }) });
}

describe('nothing moves while a page loads', () => {
	const paths = ['', 'match/', 'articles/ki-0001/', 'articles/esc-media/', 'browse/known-issue/', 'systems/'];
	test.each(paths.flatMap((path) => [1280, 360].map((width) => ({ path, width }))))('/$path at $width pixels', async ({ path, width }) => {
		const { page, session } = await openFresh(width);
		// Slow enough that every script comes after the first paint.
		await session.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: 60,
			downloadThroughput: 200_000,
			uploadThroughput: 200_000,
		});
		await page.addInitScript(watchShifts);
		await page.goto(visited.served.address + path, { waitUntil: 'networkidle' });
		// At the foot of the page, too, where the status of the edition comes in.
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		await page.locator('.site-status summary', { hasText: 'Edition of' }).waitFor();
		const { sum, shifts } = await page.evaluate(() => (window as unknown as { shifted(): { sum: number; shifts: string[] } }).shifted());
		expect(sum, shifts.join('\n')).toBeLessThan(steady);
		await page.context().close();
	});
});
