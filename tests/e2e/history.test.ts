import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workerFile } from '../../src/browser/status/edition.ts';
import { launchBrowser } from '../setup/browser.ts';
import { buildMeasured } from '../setup/measured.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { hostileText, TeamRepository } from '../setup/team-repository.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const repository = new TeamRepository(folder);
let site: StaticSite;
let browser: Browser;
const complaints: string[] = [];

const body = (tray: string, more = '') => `## Symptoms

It hums, as [the other one](KI-2.mdx) does.

## Workaround

1. Open the **${tray} tray** and take the sheet out.
2. Close it:

   \`\`\`sh
   lpstat -p   # ${tray}
   lprm -
   \`\`\`

| Light | Meaning |
| --- | --- |
| red | the ${tray} tray is open |

One.

Two.

Three.

Four.

Five.

Six.

Seven.

${more}`;

const fields = (version: string, more: Record<string, unknown> = {}) => ({
	title: `Paper jams <b>${version}</b>`,
	version,
	changelog: [{ version, date: '2026-11-01', note: `Note of ${version}` }],
	phrases: ['it hums', 'paper everywhere'],
	severity: 2,
	...more,
});

beforeAll(async () => {
	await repository.write('KI-1', fields('1.0.0'), body('lower', 'The last words.'));
	await repository.write('KI-2', { title: 'Fan is loud' });
	repository.git('init', '-q', '-b', 'main');
	repository.commit('First articles');
	await repository.write('KI-1', fields('1.0.0'), body('lower', `The last words, ${'`<img src=x onerror="document.title=1">`'}.`));
	repository.commit(`Silent ${hostileText}`);
	await repository.write('KI-1', fields('1.1.0'), `${body('lower')}\n\n<script>document.title = "owned"</script>\n`);
	await rm(join(repository.corpus, 'KI-2.mdx'));
	repository.commit('Unsafe');
	const newest = fields('1.2.0', { severity: 1, phrases: ['it hums', 'paper in every corner', `say ${hostileText}`] });
	await repository.write('KI-1', newest, body('upper', 'The very last words.'));
	await repository.write('KI-2', { title: 'Fan is loud', version: '1.1.0' });
	repository.commit('Another tray');
	await repository.write('KI-3', { title: 'Brand new', replaces: ['KI-0'] });
	const built = await buildMeasured(repository.corpus, folder);
	if (built.code !== 0) throw new Error(built.stderr);
	site = await serveStatic(join(folder, 'site'));
	browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
	const page = await (await browser.newContext({ serviceWorkers: 'block', ...options })).newPage();
	page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error' && !message.text().includes('404')) complaints.push(`${path}: ${message.text()}`);
	});
	await page.goto(site.address + path);
	return page;
}

const status = (page: Page) => page.locator('[data-history-result] [role=status]').textContent();
const rows = (page: Page) =>
	page
		.locator('.history-table tbody tr')
		.evaluateAll((all) =>
			all.map((row) => [...row.querySelectorAll('th, td:not(.pick)')].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())),
		);
const address = async (page: Page, row: number) =>
	(await page.locator('.history-table tbody tr').nth(row).getAttribute('data-version')) ?? '';

describe('the history of an article', () => {
	test('lists its versions with day, author and reason, and leads to each, without JavaScript', async () => {
		const page = await open('articles/ki-1/', { javaScriptEnabled: false });
		await page.locator('summary', { hasText: 'version 1.2.0' }).click();
		await page.getByRole('link', { name: 'All versions of KI-1' }).click();
		const silent = await address(page, 2);
		const first = await address(page, 3);
		expect([silent, first]).toEqual(['1.0.0', expect.stringMatching(/^1\.0\.0-[0-9a-f]{7}$/)]);
		expect(await rows(page)).toEqual([
			['1.2.0 current', '2026-11-04 12:00', 'namecanary', 'Note of 1.2.0'],
			['1.1.0', '2026-11-03 12:00', 'namecanary', 'Note of 1.1.0'],
			['1.0.0', '2026-11-02 12:00', 'namecanary', `Silent ${hostileText}`],
			[first, '2026-11-01 12:00', 'namecanary', 'Note of 1.0.0'],
		]);
		expect(await page.locator('input:visible, button:visible').evaluateAll((all) => all.filter((one) => one.closest('main')).length)).toBe(
			0,
		);
		await page.getByRole('link', { name: first }).click();
		expect(new URL(page.url()).pathname).toBe(`/articles/ki-1/versions/${first}/`);
		expect(await page.locator('h1').textContent()).toBe('Paper jams <b>1.0.0</b>');
		const banner = page.locator('.banner').first();
		expect((await banner.textContent())?.replace(/\s+/g, ' ')).toContain('KI-1, version 1.0.0');
		expect(await page.locator('[data-body]').textContent()).toContain('The last words.');
		await banner.getByRole('link', { name: 'what holds now' }).click();
		expect(new URL(page.url()).pathname).toBe('/articles/ki-1/');
	});

	test('a deletion and a return are told, and what is not committed yet', async () => {
		const page = await open('articles/ki-2/history/');
		expect((await rows(page)).map(([version, when]) => [version, when])).toEqual([
			['1.1.0 current', '2026-11-04 12:00'],
			['deleted', '2026-11-03 12:00'],
			['1.0.0', '2026-11-01 12:00'],
		]);
		const fresh = await open('articles/ki-3/history/');
		expect(await rows(fresh)).toEqual([['1.0.0 current', 'not committed yet', 'author not known', '']]);
		expect(await fresh.locator('.changes-notice').textContent()).toMatch(/No commit has included/);
	});

	test('a version that the gate refuses is shown as its source, and says why', async () => {
		const page = await open('articles/ki-1/versions/1.1.0/');
		expect(await page.locator('[data-source]').textContent()).toContain('<script>document.title = "owned"</script>');
		expect(await page.getByText('Shown as its source').textContent()).toMatch(/Line \d+: .*script/);
		expect(await page.title()).not.toBe('owned');
	});

	test('has no scripts of the article at work in a version, and no search or copy on devices that knows of it', async () => {
		const page = await open('articles/ki-1/versions/1.0.0/');
		await page.waitForTimeout(300);
		expect(await page.locator('[data-body] :is(button, input, textarea):visible').count()).toBe(0);
		const html = await readFile(join(folder, 'site/articles/ki-1/versions/1.0.0/index.html'), 'utf8');
		expect(html).not.toContain('data-pagefind-body');
		const worker = await readFile(join(folder, 'site', workerFile), 'utf8');
		expect(worker).toContain('articles/ki-1/index.html');
		expect(worker).not.toMatch(/articles\/ki-1\/(history|versions)/);
	});
});

describe('two versions beside each other', () => {
	test('show word by word what was removed and added, in text, code, tables and fields, at an address of their own', async () => {
		const page = await open('articles/ki-1/history/');
		const first = await address(page, 3);
		await page.getByRole('radio', { name: /^from version 1.0.0 \(/ }).check();
		await page.getByRole('button', { name: 'Compare the two' }).press('Enter');
		await expect
			.poll(() => status(page))
			.toMatch(/^\d+ differences between version 1\.0\.0 \([0-9a-f]{7}\), of 2026-11-01, 12:00 UTC, and version 1\.2\.0, /);
		expect(new URL(page.url()).search).toBe(`?from=${first}&to=1.2.0`);
		const again = await open(`articles/ki-1/history/${new URL(page.url()).search}`);
		const shown = again.locator('.diff-text');
		await shown.waitFor();
		const text = async (selector: string) => (await shown.locator(selector).first().textContent())?.replace(/\s+/g, ' ');
		expect(await text('li:has(strong)')).toBe('Open the [removed: lower][added: upper] tray and take the sheet out.');
		expect(await text('pre')).toBe('lpstat -p # [removed: lower][added: upper] lprm -');
		expect(await text('tr:has(del)')).toBe('redthe [removed: lower][added: upper] tray is open');
		expect(await shown.locator('p', { hasText: 'last words' }).textContent()).toBe('The [added: very ]last words.');
		expect((await again.locator('.diff-fields > div').allTextContents()).map((field) => field.replace(/\s+/g, ' '))).toEqual([
			'TitlePaper jams <b>1.[removed: 0][added: 2].0</b>',
			'Severity[removed: 2][added: 1]',
			expect.stringContaining('and 1 unchanged'),
		]);
		const folded = shown.getByRole('button', { name: /^Show \d+ unchanged parts$/ });
		expect(await shown.getByText('Four.').isVisible()).toBe(false);
		await folded.last().click();
		expect(await shown.getByText('Four.').isVisible()).toBe(true);
		expect(await again.title()).not.toMatch(/owned|^1$/);
	});

	test('say when nothing differs, and which version there is not', async () => {
		const page = await open('articles/ki-1/history/?from=1.2.0&to=1.2.0');
		await expect.poll(() => status(page)).toMatch(/same version/);
		await page.goto(`${site.address}articles/ki-2/history/?from=1.0.0&to=9.9.9`);
		await expect.poll(() => status(page)).toContain('“9.9.9”, which is not kept here');
		await page.goto(`${site.address}articles/ki-1/history/?from=%3Cimg%20src=x%20onerror=document.title=1%3E&to=1.2.0`);
		await expect.poll(() => status(page)).toContain('<img src=x');
		expect(await page.title()).toBe('History of KI-1 | Signpost');
	});
});

describe('as of a day', () => {
	test('shows what the article said at the end of it, at an address of its own', async () => {
		const page = await open('articles/ki-1/history/');
		await page.getByLabel('What it said on').fill('2026-11-02');
		await page.getByLabel('What it said on').press('Enter');
		await expect.poll(() => status(page)).toBe('At the end of 2026-11-02 (UTC) KI-1 said version 1.0.0, of 2026-11-02, 12:00 UTC.');
		expect(new URL(page.url()).search).toBe('?on=2026-11-02');
		expect(await page.locator('.history-body').textContent()).toContain('The last words, <img src=x');
		expect(await page.getByRole('link', { name: 'Its permanent address' }).getAttribute('href')).toBe('/articles/ki-1/versions/1.0.0/');
		await page.goto(`${site.address}articles/ki-1/history/?on=2026-10-31`);
		await expect.poll(() => status(page)).toMatch(/was not in git yet/);
		await page.goto(`${site.address}articles/ki-2/history/?on=2026-11-03`);
		await expect.poll(() => status(page)).toMatch(/was deleted: since 2026-11-03/);
		expect(await page.title()).not.toBe('owned');
	});
});

test('axe minds nothing, light and dark, and nothing lies beside a small window', async () => {
	for (const path of ['history/?from=1.0.0&to=1.2.0', 'history/?on=2026-11-04', 'versions/1.1.0/']) {
		const page = await open(`articles/ki-1/${path}`, { reducedMotion: 'reduce' });
		if (path.includes('?')) await page.locator('[data-history-result] h2').first().waitFor();
		// Colours that fade from theme to theme would be judged halfway.
		await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important }' });
		for (const theme of ['light', 'dark']) {
			await page.evaluate((name) => {
				document.documentElement.dataset.theme = name;
			}, theme);
			// What scrolls gets the focus a moment after it has become too wide.
			await expect
				.poll(async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]), {
					message: path,
				})
				.toEqual([]);
		}
		await page.setViewportSize({ width: 360, height: 800 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	}
});

test('nothing breaks the policy or throws', () => {
	expect(complaints).toEqual([]);
});

test('the address of an article that was merged leads to the one that has it now', async () => {
	const page = await open('articles/ki-0/');
	await page.waitForURL(/articles\/ki-3\/$/);
	expect(await page.locator('h1').textContent()).toBe('Brand new');
});
