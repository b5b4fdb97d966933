import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { startSite } from '../setup/running-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { hostileText, TeamRepository } from '../setup/team-repository.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
let site: StaticSite;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
	const repository = new TeamRepository(folder);
	await repository.fill();
	const server = await startSite({
		SIGNPOST_CONTENT: repository.corpus,
		SIGNPOST_HOME: join(folder, 'home'),
		SIGNPOST_MODEL_SOURCE: 'none',
	});
	await server.stop();
	const [corpus = ''] = await readdir(join(folder, 'home/site'));
	const [built = ''] = await readdir(join(folder, 'home/site', corpus));
	const root = join(folder, 'home/site', corpus, built);
	await build({
		configFile: false,
		publicDir: false,
		logLevel: 'error',
		build: {
			outDir: join(root, 'card'),
			rollupOptions: {
				input: fileURLToPath(new URL('../setup/card-page.tsx', import.meta.url)),
				output: { entryFileNames: 'page.js', chunkFileNames: 'card/[name].js' },
			},
		},
		base: '/card/',
		define: { 'import.meta.env.BASE_URL': '"/"' },
	});
	site = await serveStatic(root);
	browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

/** A page in Berlin at an instant. Nothing fetches a copy of the site meanwhile: what a page asks for is its own. */
async function open(path: string, time: string, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ timezoneId: 'Europe/Berlin', serviceWorkers: 'block', ...options });
	const page = await context.newPage();
	if (options.javaScriptEnabled !== false) await page.clock.install({ time: new Date(time) });
	page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
	await page.goto(site.address + path);
	return page;
}

/** What the page has put on the clipboard, which a browser without a screen does not have. */
async function catchCopies(page: Page): Promise<() => Promise<string[]>> {
	await page.evaluate(() => {
		const copies: string[] = [];
		Object.assign(window, { copies });
		Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text: string) => void copies.push(text) } });
	});
	return () => page.evaluate(() => (window as unknown as { copies: string[] }).copies);
}

const onCall = (page: Page) => page.locator('.on-call').first().textContent();

describe('a team', () => {
	test('says who is on, there and here, and follows the clock', async () => {
		const page = await open('articles/esc-print/', '2026-11-23T17:58:30Z');
		await expect.poll(() => onCall(page)).toBe('On now: DUB until 18:00 (19:00 your time)');
		expect(await page.locator('[data-zones]').textContent()).toBe('DUB: Europe/Dublin, SG: Asia/Singapore, you: Europe/Berlin.');
		expect(await page.getByText('Answers within 20 min').textContent()).toBe('Answers within 20 min: by 19:18 your time if you call now.');
		expect(await page.getByRole('heading', { name: 'No answer' }).textContent()).toContain('from 19:18 your time on');
		await page.clock.runFor(31_000);
		await expect.poll(() => page.getByText('Answers within 20 min').textContent()).toContain('by 19:19');
		await page.clock.runFor(61_000);
		await expect.poll(() => onCall(page)).toBe('Nobody until Tue 09:00 SG (Tue 02:00 your time)');
		expect(await page.getByText('Answers within 20 min').textContent()).toBe('Answers within 20 min while somebody is on.');
	});

	test('is up to date again when a sleeping tab wakes', async () => {
		const page = await open('articles/esc-print/', '2026-11-20T17:00Z');
		await expect.poll(() => onCall(page)).toContain('On now: DUB');
		await page.clock.setSystemTime(new Date('2026-11-21T09:00Z'));
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect.poll(() => onCall(page)).toBe('Nobody until Mon 09:00 SG (Mon 02:00 your time)');
	});

	test('keeps another zone of the reader on the device', async () => {
		const page = await open('articles/esc-print/', '2026-11-23T10:00Z');
		await page.getByLabel('Your time zone').selectOption('Asia/Kolkata');
		await expect.poll(() => onCall(page)).toBe('On now: DUB until 18:00 (23:30 your time)');
		await page.goto(`${site.address}escalation/`);
		await expect.poll(() => onCall(page)).toContain('(23:30 your time)');
	});

	test('has its facts as a block to copy, kept in the tab alone', async () => {
		const page = await open('articles/esc-print/', '2026-11-23T10:00Z');
		const copies = await catchCopies(page);
		await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
		await page.getByLabel('Ticket id').fill('T-5');
		await page.getByLabel('Printer name').fill('lobby <b>');
		await page.getByRole('button', { name: 'Copy for the team' }).click();
		expect(await copies()).toEqual([
			'#print-help (chat)',
			`Escalation to Printing, tier 1: #print-help (chat)\nTicket: T-5\nArticle: none\nPrinter name: lobby <b>\nError code ${hostileText}: unknown`,
		]);
		expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('lobby');
		await page.reload();
		expect(await page.getByLabel('Printer name').inputValue()).toBe('lobby <b>');
		await page.getByRole('button', { name: 'Empty all' }).click();
		await page.reload();
		expect(await page.getByLabel('Printer name').inputValue()).toBe('');
		expect(await page.title()).not.toBe('owned');
	});

	test('shows contacts, shifts and facts without JavaScript', async () => {
		const page = await open('articles/esc-print/', '', { javaScriptEnabled: false });
		expect(await onCall(page)).toBe('See the shifts for who is on.');
		await page.getByText('Shifts', { exact: true }).click();
		expect(await page.getByRole('row', { name: 'DUB' }).textContent()).toBe('DUBMon to Fri09:00 to 18:00Europe/Dublin');
		expect(await page.getByText('pager print-lead').isVisible()).toBe(true);
		expect(await page.getByText('Printer name').isVisible()).toBe(true);
		expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
	});
});

describe('all teams', () => {
	test('are found by a system, with who is on', async () => {
		const page = await open('escalation/', '2026-11-23T10:00Z');
		expect(await page.locator('.teams h2').allTextContents()).toEqual(['Printing', 'Duty']);
		await expect
			.poll(() => page.locator('.on-call').allTextContents())
			.toEqual(['On now: DUB until 18:00 (19:00 your time)', 'When somebody is on is not known.']);
		await page.getByLabel('Find by system').fill('printers');
		expect(await page.locator('.teams > li:visible h2').allTextContents()).toEqual(['Printing']);
		expect(await page.locator('[data-team-count]').textContent()).toBe('1 team.');
		await page.reload();
		expect(await page.locator('.teams > li:visible h2').allTextContents()).toEqual(['Printing']);
	});

	test.each(['escalation/', 'articles/esc-print/'])('%s has nothing that axe-core minds, light and dark', async (path) => {
		for (const colorScheme of ['light', 'dark'] as const) {
			const page = await open(path, '2026-11-23T10:00Z', { colorScheme });
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
		}
	});

	test('are fetched with the arithmetic of time zones only where somebody is shown', async () => {
		site.requests.length = 0;
		await open('articles/ki-1/', '2026-11-23T10:00Z');
		expect(site.requests.filter((path) => /coverage|escalation\.json/.test(path))).toEqual([]);
	});
});

describe('the card of an answer', () => {
	const given = {
		team: 'Printing',
		tier: 1,
		contact: '#print-help (chat)',
		facts: ['Printer name', hostileText],
		article: { id: 'KI-1', version: '1.1.0', title: 'Paper jams' },
	};

	async function showCard(page: Page, props: object = given): Promise<void> {
		await page.setContent('<script type="module" src="/card/page.js"></script>');
		await page.waitForFunction(() => 'showCard' in window);
		await page.evaluate((shown) => window.showCard(shown as never), props);
	}

	test('shows the contact, who is on, the next tier, and a block with the article', async () => {
		const page = await open('escalation.json', '2026-11-23T10:00Z');
		await showCard(page);
		await expect.poll(() => page.locator('.on-call').textContent()).toBe('On now: DUB until 18:00 (19:00 your time)');
		expect(await page.locator('.next').textContent()).toBe(
			'No answer by 11:20 your time? The next that appliesTier 2 pager print-leadWhen: Tier 1 is silent',
		);
		expect(await page.getByRole('link', { name: 'Printing' }).getAttribute('href')).toBe('/articles/esc-print/');
		const copies = await catchCopies(page);
		await page.getByLabel('Printer name').fill('lobby');
		await page.getByRole('button', { name: 'Copy for the team' }).click();
		expect(await copies()).toEqual([
			`Escalation to Printing, tier 1: #print-help (chat)\nTicket: unknown\nArticle: KI-1 v1.1.0, Paper jams\nPrinter name: lobby\n${hostileText}: unknown`,
		]);
		expect(await page.title()).not.toBe('owned');
	});

	test('names who takes it while nobody is on', async () => {
		const page = await open('escalation.json', '2026-11-21T10:00Z');
		await showCard(page);
		await expect.poll(() => page.locator('.on-call').textContent()).toBe('Nobody until Mon 09:00 SG (Mon 02:00 your time)');
		expect(await page.getByText('Until then').textContent()).toBe('Until then Duty: #print-help (chat). When somebody is on is not known.');
	});

	test('keeps what was filled in for its ticket, and not for the next one', async () => {
		const page = await open('escalation.json', '2026-11-23T10:00Z');
		await showCard(page, { ...given, ticket: 'one' });
		await page.getByLabel('Printer name').fill('lobby');
		await page.evaluate((shown) => window.showCard(shown as never), { ...given, ticket: 'two' });
		expect(await page.getByLabel('Printer name').inputValue()).toBe('');
		await page.evaluate((shown) => window.showCard(shown as never), { ...given, ticket: 'one' });
		expect(await page.getByLabel('Printer name').inputValue()).toBe('lobby');
	});

	test("shows what it was given where the teams' data cannot be had", async () => {
		const page = await open('escalation.json', '2026-11-23T10:00Z');
		await page.route('**/escalation.json', (route) => route.abort());
		await showCard(page);
		await page.getByText('Who is on could not be looked up.').waitFor();
		expect(await page.getByText('#print-help (chat)').isVisible()).toBe(true);
	});
});

test('nothing is thrown', () => {
	expect(complaints).toEqual([]);
});
