import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { articleRoute } from '../../src/knowledge/links.ts';
import { openFresh, visitSite } from '../setup/visited-site.ts';

/** Bytes as sent, compressed, of all that a page fetches by itself at the first view. */
const budget = 120_000;
/** Articles that are measured: those with the most HTML. */
const heaviest = 3;

/** What is fetched for the search, which the budget leaves apart. */
const searchFiles = /\/pagefind\/|\/_astro\/Palette/;

const visited = visitSite();

/** Loads a page and waits until it fetches nothing more. Gives bytes as sent, headers included, by address. */
async function measureBytes(path: string): Promise<Map<string, number>> {
	const { page, session } = await openFresh(visited.browser, 1280);
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

/** Measures a page, says what it found, and holds it to the budget. `about` is said with it. */
async function expectLight(path: string, about = ''): Promise<void> {
	const sent = [...(await measureBytes(path))];
	const own = sent.filter(([address]) => !searchFiles.test(address));
	const total = own.reduce((sum, [, bytes]) => sum + bytes, 0);
	const search = sent.reduce((sum, [, bytes]) => sum + bytes, 0) - total;
	process.stdout.write(`${path}: ${total} bytes as sent in ${own.length} files${about}, search apart ${search}\n`);
	// The page, its styles and its scripts were all counted.
	expect(own.length).toBeGreaterThan(4);
	expect(total, JSON.stringify(own, null, '\t')).toBeLessThan(budget);
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
			await expectLight(route, ` (HTML ${size} before compression)`);
		}
	});
});

describe('the weight of the training', () => {
	test.each(['training/', 'training/repeat/', 'training/trainer/', 'training/troubleshooting/01-read-before-you-touch/'])(
		`%s is under ${budget} bytes as sent at the first view`,
		(path) => expectLight(path),
	);

	test('no device carries the practice database or the plots that it has not asked for', async () => {
		const worker = await fetch(`${visited.served.address}sw.js`).then((response) => response.text());
		expect(worker).toContain('training/practice/index.html');
		expect(worker).not.toMatch(/pglite|initdb|practice-database|plots\./);
	});
});
