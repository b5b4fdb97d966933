import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { builtSite } from '../setup/built-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';

const locked = 'hi, chrome crashed in the middle of my review and now the item says it is locked by me, cannot open it again';

let plain: StaticSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	plain = await serveStatic(await builtSite());
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await plain?.close();
});

beforeEach(async () => {
	context = await browser.newContext({ serviceWorkers: 'block' });
	// Without the model: what is tested here needs none.
	await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
	page = await context.newPage();
});

afterEach(() => context.close());

async function openMatch(): Promise<void> {
	await page.goto(`${plain.address}match/`);
	await page.locator('form[data-ready]').waitFor();
}

async function ask(ticket: string): Promise<void> {
	await page.getByLabel('Ticket', { exact: true }).fill(ticket);
	await page.keyboard.press('Control+Enter');
	await page.locator('[data-answer] .candidate').first().waitFor();
}

async function openBox(): Promise<void> {
	await page.locator('[data-open-palette]:enabled').waitFor();
	await page.keyboard.press('Control+k');
	await page.locator('dialog.palette textarea').waitFor();
}

async function askInBox(ticket: string): Promise<void> {
	await openBox();
	await page.locator('dialog.palette textarea').fill(ticket);
	await page.keyboard.press('Enter');
	await page.locator('dialog.palette .candidate').first().waitFor();
}

/** From now on a server is behind the site, whose API answers every POST so. */
async function pretendServer(answer: (path: string, body: Record<string, string>) => { status?: number; body: string }): Promise<void> {
	await context.route('**/healthz', (route) => route.fulfill({ json: { status: 'ok', articles: 1, model: 'one', gaps: false } }));
	await context.route('**/api/*', (route) => {
		const request = route.request();
		return route.fulfill(answer(new URL(request.url()).pathname, request.method() === 'POST' ? request.postDataJSON() : {}));
	});
}

const waiting = (): Promise<{ article: string; outcome: string }[]> =>
	page.evaluate(() => JSON.parse(localStorage.getItem('signpost.outcomes') ?? '[]'));

describe('an answer that is none', () => {
	test.each([
		['a page of something between', { body: '<html>Please log in' }],
		['half an answer', { body: '{"result": {"decision": "mat' }],
		['an empty object', { body: '{}' }],
		['a refusal that is not the server’s', { status: 403, body: '<html>Blocked by policy' }],
	])('(%s): the page answers in its place, and the outcome is not lost', async (_, answer) => {
		await pretendServer(() => answer);
		await openMatch();
		await ask(locked);
		await page.getByText('This page answers in its place.').waitFor();
		await page.getByRole('button', { name: 'It resolved the ticket' }).click();
		await expect.poll(waiting).toMatchObject([{ article: 'KI-0001', outcome: 'resolved' }]);
	});
});

describe('outcomes that wait', () => {
	const kept = (article: string, outcome: string) => ({ text: locked, article, outcome, ticket: article, created: '2026-01-01T00:00:00Z' });

	test('are not lost when another tab adds one while they are sent, nor by a damaged one', async () => {
		await context.addInitScript(
			(first) => localStorage.setItem('signpost.outcomes', JSON.stringify([null, first])),
			kept('KI-0001', 'tried'),
		);
		let addAnother = async (): Promise<void> => {};
		await context.route('**/healthz', (route) => route.fulfill({ json: { status: 'ok', articles: 1, model: null, gaps: false } }));
		await context.route('**/api/links', async (route) => {
			await addAnother();
			await route.fulfill({ status: 201, json: { stored: true } });
		});
		addAnother = () =>
			page.evaluate(
				(second) => {
					const before = JSON.parse(localStorage.getItem('signpost.outcomes') ?? '[]');
					localStorage.setItem('signpost.outcomes', JSON.stringify([...before, second]));
				},
				kept('KI-0002', 'resolved'),
			);
		await openMatch();
		await page.getByText('One outcome that waited is now at the server.').waitFor();
		expect(await waiting()).toEqual([kept('KI-0002', 'resolved')]);
	});

	test('give way to a later word on the same ticket', async () => {
		let isUp = false;
		const sent: string[] = [];
		await pretendServer((path, { outcome = '' }) => {
			if (!path.endsWith('links') || !isUp) return { status: 503, body: '' };
			sent.push(outcome);
			return { status: 201, body: '{"stored":true}' };
		});
		await openMatch();
		await ask(locked);
		await page.getByRole('button', { name: 'It did not work' }).click();
		await expect.poll(waiting).toMatchObject([{ outcome: 'tried' }]);
		isUp = true;
		await page.getByRole('button', { name: 'It resolved the ticket' }).click();
		await expect.poll(() => sent).toEqual(['resolved']);
		await expect.poll(waiting).toEqual([]);
	});
});

describe('hands that are quick', () => {
	test('Enter opens what was typed, not what was found for the text before', async () => {
		await page.goto(`${plain.address}changes/`);
		await openBox();
		const box = page.locator('dialog.palette textarea');
		await box.fill('chrome');
		await page.locator('[data-found-for=chrome] [role=option]').first().waitFor();
		await box.fill('KI-0020');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/articles/**');
		expect(new URL(page.url()).pathname).toBe('/articles/ki-0020/');
	});

	test('a key that is held down asks once', async () => {
		let asked = 0;
		await pretendServer((path) => {
			if (path.endsWith('explain')) asked++;
			return { status: 503, body: '' };
		});
		await openMatch();
		await page.getByLabel('Ticket', { exact: true }).fill(locked);
		await page.keyboard.down('Control');
		for (let times = 0; times < 20; times++) await page.keyboard.down('Enter');
		await page.locator('[data-answer] .candidate').first().waitFor();
		expect(asked).toBe(1);
	});

	test('a number opens a candidate of the answer in front, not of one behind it', async () => {
		await openMatch();
		await ask(locked);
		await askInBox(locked);
		await page.keyboard.press('3');
		await expect.poll(() => page.locator('dialog.palette .candidate').nth(2).getAttribute('data-open')).toBe('true');
		expect(new URL(page.url()).search).toBe('');
		await page.keyboard.press('Escape');
		await page.locator('[data-answer]').first().focus();
		await page.keyboard.press('2');
		await expect.poll(() => new URL(page.url()).searchParams.get('article')).not.toBeNull();
		expect(await page.locator('dialog.palette .candidate').nth(2).getAttribute('data-open')).toBe('true');
	});

	test('a pasted log of 5,000 lines does not hold the search box up', async () => {
		await page.goto(`${plain.address}changes/`);
		await openBox();
		const box = page.locator('dialog.palette textarea');
		// As a paste does it; typing so many lines takes the browser itself half a minute.
		await box.evaluate((field) => {
			if (!(field instanceof HTMLTextAreaElement)) return;
			field.setRangeText(
				Array.from({ length: 5_000 }, (_, line) => `line ${line}: chrome crashed, item ${line * 7_919} locked`).join('\n'),
			);
			field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		});
		await page.getByText('finds the workaround for this ticket').waitFor();
		expect(await page.locator('dialog.palette [role=option]').count()).toBe(0);
		await page.keyboard.press('Enter');
		await page.getByText('at most 32768 are read').waitFor();
	});
});

test('what was filled in and ticked for one ticket is gone for the next, on any page, and stays for the same one', async () => {
	await openMatch();
	await ask(locked);
	const field = page.locator('.in-place .fields-grid input').first();
	await field.fill('canary-of-a');
	await page.locator('.in-place input.step').first().check();
	await page.reload();
	await expect.poll(() => field.inputValue()).toBe('canary-of-a');
	expect(await page.locator('.in-place input.step:checked').count()).toBe(1);
	await page.goto(`${plain.address}changes/`);
	await askInBox(`${locked}, says another person`);
	await field.waitFor();
	expect(await page.locator('.in-place-head a').getAttribute('href')).toBe('/articles/ki-0001/');
	expect(await field.inputValue()).toBe('');
	expect(await page.locator('.in-place input.step:checked').count()).toBe(0);
	expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('canary-of-a');
});

test('a server that comes back is found by a page that was open all the time', async () => {
	await page.clock.install();
	let isUp = false;
	await context.route('**/healthz', (route) =>
		isUp ? route.fulfill({ json: { status: 'ok', articles: 1, model: null, gaps: false } }) : route.fulfill({ status: 502, body: '' }),
	);
	await context.route('**/api/links', (route) => route.fulfill({ status: 201, json: { stored: true } }));
	await openMatch();
	await ask(locked);
	await page.getByRole('button', { name: 'It did not work' }).click();
	await page.getByText('There is no server now: kept on this device').first().waitFor();
	isUp = true;
	await page.clock.fastForward(30_000);
	await page.getByRole('button', { name: 'It resolved the ticket' }).click();
	await page.getByText('Saved. It counts from the next ticket on.').first().waitFor();
});

test('a ticket is in no address, even where the page’s script cannot be had', async () => {
	await context.route('**/_astro/*.js', (route) => route.abort());
	const before = plain.requests.length;
	await page.goto(`${plain.address}match/`);
	await page.getByLabel('Ticket', { exact: true }).fill('canary in the ticket');
	await page.getByRole('button', { name: 'Find the workaround' }).click();
	await page.waitForTimeout(500);
	expect(page.url()).not.toContain('canary');
	expect(plain.requests.slice(before).join()).not.toContain('canary');
});
