import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { searchFor } from '../setup/search-box.ts';
import { visitSite } from '../setup/visited-site.ts';

const visited = visitSite();
const complaints: string[] = [];

async function openBox(site: { address: string }, shortcut: string = 'Control+k'): Promise<Page> {
	const context = await visited.browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) complaints.push(message.text());
	});
	await page.goto(`${site.address}articles/esc-media/`);
	await page.locator('[data-open-palette]:enabled').waitFor();
	await page.keyboard.press(shortcut);
	await page.locator('dialog.palette textarea').waitFor();
	return page;
}

describe.each([
	['with the server', () => visited.served],
	['on a plain web host', () => visited.plain],
])('the search box %s', (_, site) => {
	test('puts an id and an error text that are typed exactly first', async () => {
		const page = await openBox(site());
		expect((await searchFor(page, 'ki-0031'))[0]).toBe('KI-0031');
		expect((await searchFor(page, 'RQ-4012'))[0]).toBe('KI-0001');
		expect(await page.locator('[role=option]').first().textContent()).toContain('exactly what you typed');
		await page.context().close();
	});

	test('ranks a sentence of which no page has every word, beside pages that have every word', async () => {
		const page = await openBox(site());
		expect((await searchFor(page, 'somebody unplugged my padlock after the browser died')).slice(0, 3)).toContain('KI-0001');
		const byWord = await searchFor(page, 'padlock');
		expect(byWord[0]).toBe('KI-0001');
		expect(await page.locator('[role=option] mark').first().textContent()).toMatch(/padlock/i);
		await page.context().close();
	});
});

describe('the search box', () => {
	test('opens by its button, by / and by Ctrl+K, but not while something is typed; Esc closes it', async () => {
		const page = await openBox(visited.served, '/');
		await page.keyboard.press('Escape');
		expect(await page.locator('dialog.palette').isVisible()).toBe(false);
		await page.getByRole('button', { name: /Search, or paste a ticket/ }).click();
		await page.locator('dialog.palette textarea').waitFor();
		await page.keyboard.type('a/b');
		expect(await page.locator('dialog.palette textarea').inputValue()).toBe('a/b');
		await page.context().close();
	});

	test('is worked by the keyboard: arrows choose, Enter opens at the right place', async () => {
		const page = await openBox(visited.served);
		const [, second] = await searchFor(page, 'padlock');
		await page.keyboard.press('ArrowDown');
		const active = page.locator('[role=option][aria-selected=true]');
		expect(await active.getAttribute('id')).toBe(`hit-${second}`);
		expect(await page.locator('dialog.palette textarea').getAttribute('aria-activedescendant')).toBe(`hit-${second}`);
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/articles/${second?.toLowerCase()}/**`);
		await page.context().close();
	});

	test('names a section once, and says of what requesters wrote that they wrote it', async () => {
		const page = await openBox(visited.served);
		await searchFor(page, 'padlock');
		const excerpts = await page.locator('[role=option] .excerpt').allTextContents();
		expect(excerpts.filter((text) => /^([^:]+): \1\./.test(text))).toEqual([]);
		expect(excerpts.find((text) => text.includes('writing from my private mail'))).toMatch(/^Requesters say: /);
		await page.context().close();
	});

	test('narrows down by kind, system, severity and state', async () => {
		const page = await openBox(visited.served);
		await page.getByLabel('Kind').selectOption('sop');
		await searchFor(page, 'locked');
		for (const id of await searchFor(page, 'password reset locked')) expect(id).toMatch(/^SOP-/);
		await page.getByLabel('Kind').selectOption('');
		await page.getByLabel('Severity').selectOption('1');
		await searchFor(page, 'cannot open');
		for (const meta of await page.locator('[role=option] .meta').allTextContents()) expect(meta).toContain('severity 1');
		await page.context().close();
	});

	test('takes a pasted ticket: Enter shows workaround, check, reply and escalation on the spot', async () => {
		const page = await openBox(visited.served);
		await page.keyboard.insertText('hello,\nchrome crashed in the middle of my review\nand the item says it is locked by me');
		await page.keyboard.press('Enter');
		await page.locator('dialog [data-answer] .verdict.match').waitFor();
		for (const name of ['Check', 'Workaround', 'Verify', 'Reply'])
			await page.locator('dialog .in-place').getByRole('heading', { name }).waitFor();
		expect(await page.locator('dialog .escalation-card').textContent()).toContain('Review Platform');
		expect(page.url()).toBe(`${visited.served.address}articles/esc-media/`);
		await page.keyboard.press('/');
		await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
		await page.context().close();
	});

	test('that finds nothing leads to the match page, and the gap is recorded where the team agreed to it', async () => {
		const gaps: unknown[] = [];
		const page = await openBox(visited.plain);
		await page.route('**/api/gaps', (route) => {
			gaps.push(route.request().postDataJSON());
			return route.fulfill({ status: 201, json: { stored: true } });
		});
		expect(await searchFor(page, 'zxqv')).toEqual([]);
		expect(await page.getByRole('link', { name: 'Open the match page' }).getAttribute('href')).toBe('/match/');
		await page.waitForTimeout(2_500);
		expect(gaps).toEqual([]);

		await page.route('**/healthz', (route) => route.fulfill({ json: { status: 'ok', articles: 1, model: null, gaps: true } }));
		await page.reload();
		await page.locator('[data-open-palette]:enabled').waitFor();
		await page.keyboard.press('Control+k');
		await page.locator('dialog.palette textarea').waitFor();
		await searchFor(page, 'zxqv');
		await expect.poll(() => gaps).toEqual([{ query: 'zxqv' }]);
		await page.context().close();
	});

	test('says what failed, and goes on with the rest', async () => {
		const page = await openBox(visited.plain);
		await page.route('**/engine/**', (route) => route.abort());
		await page.route('**/_astro/worker-*', (route) => route.abort());
		expect((await searchFor(page, 'padlock'))[0]).toBe('KI-0001');
		await page.getByText('Ranking: ').waitFor();
		await page.context().close();
	});

	test('never takes what is typed for markup, and breaks no policy', async () => {
		const page = await openBox(visited.served);
		for (const text of [
			'<img src=x onerror="document.title=1">',
			'"><script>document.title=1</script>',
			'javascript:alert(1)',
			'((((',
			'\\',
			'*',
		])
			await searchFor(page, text);
		expect(await page.locator('dialog.palette :is(img, script)').count()).toBe(0);
		expect(complaints).toEqual([]);
		await page.context().close();
	});
});
