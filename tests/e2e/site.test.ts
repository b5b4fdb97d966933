import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { articleRoute } from '../../src/knowledge/links.ts';
import { startSite } from '../setup/running-site.ts';
import { visitSite } from '../setup/visited-site.ts';

const visited = visitSite();
const complaints: string[] = [];

async function openPage(path: string): Promise<Page> {
	const page = await visited.browser.newPage();
	page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${path}: ${message.text()}`);
	});
	await page.goto(visited.served.address + path);
	return page;
}

async function ask(page: Page, ticket: string): Promise<void> {
	await page.getByLabel('Ticket').fill(ticket);
	await page.keyboard.press('Control+Enter');
	await page.locator('[data-answer] .verdict').waitFor();
}

describe('the home page', () => {
	test('answers a ticket too, and leads on to the article', async () => {
		const page = await openPage('');
		await ask(page, 'hi, chrome crashed in the middle of my review and now the item says it is locked by me, cannot open it again');
		const first = page.locator('.candidate').first();
		expect(await first.locator('h3').textContent()).toContain('items stay locked');
		await first.locator('h3 a').click();
		await page.getByRole('heading', { level: 2, name: 'Workaround' }).waitFor();
		expect(page.url()).toBe(`${visited.served.address}articles/ki-0001/`);
	});

	test('asks for words where the ticket is empty', async () => {
		const page = await openPage('');
		await ask(page, '');
		expect(await page.locator('.verdict').textContent()).toContain('no words to go by');
	});
});

describe('the pages', () => {
	test('every article has its page, with the anchors that the engine names', async () => {
		const { articles } = await readCorpus('content');
		const page = await openPage('');
		for (const article of articles) {
			await page.goto(visited.served.address + articleRoute(article.id), { waitUntil: 'domcontentloaded' });
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
			await page.goto(visited.served.address + path);
			for (const href of await page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href)))
				seen.add(href.replace(/#.*/, ''));
		}
		const own = [...seen].filter((href) => href.startsWith(visited.served.address));
		expect(own.length).toBeGreaterThan(90);
		for (const href of own) expect((await page.request.get(href)).status(), href).toBe(200);
	});

	test('a team that takes what no other owns says so, with systems of its own and without', async () => {
		const html = await fetch(`${visited.served.address}escalation/`).then((response) => response.text());
		const said = [...html.matchAll(/<p class="sub">([^<]*no other team owns)</g)].map(([, text]) => text);
		expect(said).toEqual(['Support desk, and all that no other team owns', 'All that no other team owns']);
	});

	test('an address that does not exist says so', async () => {
		const page = await visited.browser.newPage();
		const response = await page.goto(`${visited.served.address}articles/nothing/`);
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
