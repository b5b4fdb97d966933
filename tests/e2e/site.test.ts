import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { articleRoute } from '../../src/knowledge/links.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';

let site: RunningSite;
let browser: Browser;
const complaints: string[] = [];

async function openPage(path: string): Promise<Page> {
	const page = await browser.newPage();
	page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${path}: ${message.text()}`);
	});
	await page.goto(site.address + path);
	return page;
}

async function ask(page: Page, ticket: string): Promise<void> {
	await page.getByLabel('Ticket').fill(ticket);
	await page.keyboard.press('Control+Enter');
	await page.locator('[data-answer] .verdict').waitFor();
}

beforeAll(async () => {
	site = await startSite();
	browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

describe('matching a ticket in the browser', () => {
	test('a ticket in plain words is answered with the article that solves it', async () => {
		const page = await openPage('match/');
		await ask(page, 'hi, chrome crashed in the middle of my review and now the item says it is locked by me, cannot open it again');
		await expect(page.locator('.verdict').textContent()).resolves.toContain('Match: act on this article.');
		const first = page.locator('.candidate').first();
		expect(await first.locator('h3').textContent()).toContain('items stay locked');
		expect(await page.locator('.escalation').textContent()).toContain('Review Platform');
		await first.locator('h3 a').click();
		await page.getByRole('heading', { level: 2, name: 'Workaround' }).waitFor();
		expect(page.url()).toBe(`${site.address}articles/ki-0001/`);
	});

	test('a ticket that no article fits is told so, with the escalation', async () => {
		const page = await openPage('');
		await ask(page, 'how do I bake sourdough bread at home?');
		expect(await page.locator('.verdict').textContent()).toContain('No known workaround.');
		expect(await page.locator('.escalation').textContent()).toContain('Escalate to');
	});

	test('nothing in a ticket becomes markup', async () => {
		const page = await openPage('match/');
		await ask(
			page,
			'RQ-4012 <img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script> ![x](javascript:alert(1)) {1+1}',
		);
		expect(await page.locator('[data-answer] img, [data-answer] script').count()).toBe(0);
		expect(await page.title()).not.toBe('owned');
	});

	test('an empty ticket is asked for words', async () => {
		const page = await openPage('match/');
		await page.getByLabel('Ticket').focus();
		await page.keyboard.press('Control+Enter');
		await page.locator('[data-answer] .verdict').waitFor();
		expect(await page.locator('.verdict').textContent()).toContain('no words to go by');
	});

	test('a server that fails, or is gone, is said in a sentence', async () => {
		const page = await openPage('match/');
		await page.route('**/api/match', (route) =>
			route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"The server failed on this ticket."}' }),
		);
		await page.getByLabel('Ticket').fill('locked');
		await page.getByRole('button', { name: 'Find the workaround' }).click();
		await page.getByText('The server failed on this ticket.').waitFor();
		await page.unroute('**/api/match');
		await page.route('**/api/match', (route) => route.abort());
		await page.getByRole('button', { name: 'Find the workaround' }).click();
		await page.getByText('The server cannot be reached.').waitFor();
		complaints.length = 0;
	});
});

describe('the pages', () => {
	test('every article has its page, with the anchors that the engine names', async () => {
		const { articles } = await readCorpus('content');
		const page = await openPage('');
		for (const article of articles) {
			await page.goto(site.address + articleRoute(article.id), { waitUntil: 'domcontentloaded' });
			expect(await page.locator('h1').textContent()).toBe(article.title);
			const ids = await page
				.locator('.sl-markdown-content :is(h2, h3, h4)[id]')
				.evaluateAll((headings) => headings.map((heading) => heading.id));
			expect(ids).toEqual(article.sections.map(({ anchor }) => anchor).filter((anchor) => anchor !== ''));
		}
	});

	test('links from page to page lead somewhere', async () => {
		const page = await openPage('');
		const seen = new Set<string>();
		for (const path of [
			'',
			'browse/known-issue/',
			'browse/sop/',
			'browse/escalation/',
			'systems/',
			'systems/review-queue/',
			'articles/ki-0001/',
		]) {
			await page.goto(site.address + path);
			for (const href of await page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href)))
				seen.add(href.replace(/#.*/, ''));
		}
		const own = [...seen].filter((href) => href.startsWith(site.address));
		expect(own.length).toBeGreaterThan(90);
		for (const href of own) expect((await page.request.get(href)).status(), href).toBe(200);
	});

	test('a keyword is found with Ctrl+K', async () => {
		const page = await openPage('articles/esc-media/');
		await page.waitForFunction(() => customElements.get('site-search') !== undefined);
		await page.keyboard.press('Control+k');
		await page.getByRole('dialog').locator('input').fill('RQ-4012');
		await page.getByRole('dialog').getByText('items stay locked').first().waitFor();
	});

	test('an address that does not exist says so', async () => {
		const page = await browser.newPage();
		const response = await page.goto(`${site.address}articles/nothing/`);
		expect(response?.status()).toBe(404);
		await page.getByRole('heading', { name: 'No such page' }).waitFor();
	});

	test('no page breaks the Content-Security-Policy or throws', () => {
		expect(complaints).toEqual([]);
	});
});

describe('npm start', () => {
	test('keeps what has not changed, and ends cleanly on SIGTERM', async () => {
		const second = await startSite();
		const output = second.output();
		expect(await second.stop()).toBe(0);
		expect(output).toContain('site unchanged');
		expect(output).not.toMatch(/embedding|fetching/);
		expect(second.output()).toContain('stopping');
	});
});
