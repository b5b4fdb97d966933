import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { readShifts, watchShifts } from '../setup/layout-shift.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { TeamRepository } from '../setup/team-repository.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const repository = new TeamRepository(folder);
const environment = { SIGNPOST_CONTENT: repository.corpus, SIGNPOST_HOME: join(folder, 'home'), SIGNPOST_MODEL_SOURCE: 'none' };
let site: RunningSite;
let plain: StaticSite;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
	await repository.fill();
	site = await startSite(environment);
	const [corpus = ''] = await readdir(join(folder, 'home/site'));
	const [build = ''] = await readdir(join(folder, 'home/site', corpus));
	plain = await serveStatic(join(folder, 'home/site', corpus, build));
	browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await plain?.close();
	await site?.stop();
});

/** A page at Wednesday 4 November 2026, 11:30 UTC, not yet a day after the last commit. */
async function open(path: string, options: BrowserContextOptions = {}, address = site.address): Promise<Page> {
	const context = await browser.newContext({ timezoneId: 'Europe/Dublin', ...options });
	const page = await context.newPage();
	if (options.javaScriptEnabled !== false) await page.clock.install({ time: new Date('2026-11-04T11:30Z') });
	page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
	page.on('console', (message) => {
		// A plain web host has no server behind it, which the browser reports.
		if (message.type() === 'error' && !message.text().includes('404')) complaints.push(`${path}: ${message.text()}`);
	});
	await page.goto(address + path);
	return page;
}

function rows(page: Page): Promise<(string | undefined)[]> {
	return page.locator('[data-issue]:visible').evaluateAll((found) => found.map((row) => (row as HTMLElement).dataset.issue));
}

const count = (page: Page) => page.locator('[data-board-count]').textContent();

describe('the board', () => {
	test('shows what is broken, worst first, with fixed ones apart and archived ones nowhere', async () => {
		const page = await open('known-issues/');
		expect(await rows(page)).toEqual(['KI-1', 'KI-2', 'KI-3']);
		const first = page.locator('[data-issue="KI-1"]');
		expect((await first.locator('td').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
			'Severity 1',
			'Printers',
			'2026-10-20 2 weeks',
			'Workaround',
			'Fix planned for 7.7 ENG-1',
			'2 1 resolved, 1 wrong',
		]);
		expect(await page.locator('[data-issue="KI-2"]').textContent()).toContain('none yet');
		const fixed = page.locator('[data-board-fixed]');
		expect(await fixed.getByRole('heading').textContent()).toContain('should not happen any more');
		expect(await fixed.locator('[data-issue]').textContent()).toContain('Fixed in 7.6');
		await first.getByRole('link', { name: 'Workaround' }).click();
		await page.getByRole('heading', { level: 2, name: 'Workaround' }).waitFor();
		expect(new URL(page.url()).hash).toBe('#workaround');
	});

	test('filters and groups, says how many are left, and keeps all of it in the address', async () => {
		const page = await open('known-issues/');
		await page.getByLabel('Group by').selectOption('System');
		expect(await page.locator('[data-board-open] h2').allTextContents()).toEqual(['Printers 2', 'Tunnel 1']);
		await page.getByRole('combobox', { name: 'System', exact: true }).selectOption('Tunnel');
		expect(await rows(page)).toEqual(['KI-2', 'KI-2']);
		expect(await count(page)).toBe('1 open, 0 fixed match.');
		await page.getByLabel('Find').pressSequentially('vpn-77');
		expect(new URL(page.url()).search).toBe('?group=system&system=tunnel&q=vpn-77');
		await page.goBack();
		expect([
			await page.getByLabel('Find').inputValue(),
			await page.getByRole('combobox', { name: 'System', exact: true }).inputValue(),
		]).toEqual(['', 'tunnel']);
		await page.goBack();
		expect(await rows(page)).toEqual(['KI-1', 'KI-2', 'KI-2', 'KI-3']);
		await page.goForward();
		await page.getByRole('button', { name: 'Show all' }).click();
		await expect.poll(() => count(page)).toBe('2 open, 1 fixed.');
		expect(new URL(page.url()).search).toBe('');
	});

	test('opens as the address says, and says what it does not know', async () => {
		const page = await open(`known-issues/?severity=2&fix=moon&system=${encodeURIComponent('<img src=x onerror=document.title="owned">')}`);
		expect(await rows(page)).toEqual(['KI-2']);
		expect(await page.locator('[data-board-ignored]').textContent()).toMatch(/system “<img src=x.*fix “moon”/);
		expect(await page.title()).not.toBe('owned');
		const none = await open('known-issues/?q=zzz');
		expect(await count(none)).toBe('0 open, 0 fixed match.');
		expect(await none.getByText('Nothing known fits').isVisible()).toBe(true);
	});

	test('is all there without JavaScript, and on a plain web host', async () => {
		const page = await open('known-issues/', { javaScriptEnabled: false });
		expect(await rows(page)).toEqual(['KI-1', 'KI-2', 'KI-3']);
		expect(await page.locator('[data-board-filters]').isVisible()).toBe(false);
		expect(await page.locator('[data-links="KI-1"]').textContent()).toContain('1 resolved, 1 wrong');
		const hosted = await open('known-issues/', {}, plain.address);
		await hosted.getByLabel('Find').fill('jams');
		expect(await rows(hosted)).toEqual(['KI-1']);
	});

	test('counts what has been linked since the site was built', async () => {
		const page = await open('known-issues/');
		const linked = await page.request.post(`${site.address}api/links`, {
			data: { text: 'linkcanary no network at all', article: 'KI-2', ticket: 'T-9' },
		});
		expect(linked.status()).toBe(201);
		await page.reload();
		await expect.poll(() => page.locator('[data-links="KI-2"]').textContent()).toBe('11 resolved');
		expect(await (await page.request.get(`${site.address}api/links`)).text()).not.toMatch(/canary|T-9/);
	});

	test('fits a small screen', async () => {
		const page = await open('known-issues/', { viewport: { width: 360, height: 800 } });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
		expect(await page.getByRole('table').count()).toBe(3);
	});

	test('moves nothing while its scripts start', async () => {
		const page = await open('known-issues/');
		await watchShifts(page);
		await page.reload();
		await page.waitForTimeout(500);
		const { sum, moved } = await readShifts(page);
		expect(sum, moved.join('\n')).toBeLessThan(0.01);
	});
});

describe('what changed', () => {
	const shown = (page: Page) =>
		page
			.locator('[data-key]:visible')
			.evaluateAll((items) => items.map((item) => `${(item as HTMLElement).dataset.kind} ${item.querySelector('.id')?.textContent}`));

	test("tells new, changed and fixed apart, with the changelog's line or the commit's subject, and no name", async () => {
		const page = await open('changes/');
		expect((await shown(page)).slice(0, 2)).toEqual(['fixed KI-3', 'changed KI-1']);
		expect(await shown(page)).toHaveLength(8);
		const [fixed = '', changed = ''] = await page.locator('[data-key]').allTextContents();
		expect(fixed).toContain('Fixed <img src=x onerror=');
		expect(fixed).toContain('2026-11-03 12:00');
		expect(changed).toContain('Another way to clear the tray.');
		expect(await page.content()).not.toContain('namecanary');
		expect(await page.title()).not.toBe('owned');
	});

	test('goes by span and kind, in the address', async () => {
		const page = await open('changes/?since=day&kind=fixed,changed');
		expect(await shown(page)).toEqual(['fixed KI-3']);
		await page.getByLabel('Show').selectOption('Since my shift began');
		await page.getByLabel('My shift began at').fill('13:00');
		await expect.poll(() => shown(page)).toEqual([]);
		await page.getByLabel('My shift began at').fill('12:00');
		await expect.poll(() => shown(page)).toEqual(['fixed KI-3']);
		expect(new URL(page.url()).search).toBe('?since=shift&from=12:00&kind=changed,fixed');
		await page.getByLabel('Show').selectOption('Last 7 days');
		await page.getByLabel('New').check();
		await expect.poll(() => shown(page)).toHaveLength(8);
		await page.goBack();
		await expect.poll(() => page.getByLabel('New').isChecked()).toBe(false);
	});

	test('keeps what was read on this device, moves only when told, and can be brought back', async () => {
		const page = await open('known-issues/');
		const strip = page.locator('[data-summary]');
		expect(await strip.textContent()).toBe('In the last 7 days: 6 new, 1 changed, 1 fixed.');
		await page.goto(`${site.address}changes/`);
		await page.reload();
		expect(await shown(page)).toHaveLength(8);
		await page.getByLabel('New').uncheck();
		await expect.poll(() => page.getByRole('button', { name: 'I have read these' }).isDisabled()).toBe(true);
		await page.getByLabel('New').check();
		await page.getByRole('button', { name: 'I have read these' }).click();
		await expect.poll(() => shown(page)).toEqual([]);
		await page.getByRole('button', { name: 'Bring them back' }).click();
		await expect.poll(() => shown(page)).toHaveLength(8);
		await page.getByRole('button', { name: 'I have read these' }).click();
		await page.goto(`${site.address}known-issues/`);
		expect(await strip.textContent()).toBe('Since your last visit: nothing has changed.');
	});

	test('works with storage blocked', async () => {
		// A page of its own: Starlight's choice of theme reports what it finds blocked.
		const page = await browser.newPage();
		await page.clock.install({ time: new Date('2026-11-04T11:30Z') });
		await page.addInitScript(() => {
			const get = () => {
				throw new Error('blocked');
			};
			Object.defineProperty(window, 'localStorage', { get });
		});
		await page.goto(`${site.address}changes/`);
		await page.getByRole('button', { name: 'I have read these' }).click();
		await expect.poll(() => shown(page)).toEqual([]);
	});

	test('is all there without JavaScript', async () => {
		const page = await open('changes/', { javaScriptEnabled: false });
		expect(await shown(page)).toHaveLength(8);
		expect(await page.locator('[data-changes-filters]').isVisible()).toBe(false);
	});
});

describe('both pages', () => {
	test.each(['known-issues/', 'changes/'])('%s has nothing that axe-core minds, light and dark', async (path) => {
		for (const colorScheme of ['light', 'dark'] as const) {
			const page = await open(path, { colorScheme });
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
		}
	});

	test('break no policy and throw nothing', () => {
		expect(complaints).toEqual([]);
	});

	test('a commit that leaves every article as it is builds the site anew', async () => {
		repository.git('commit', '-q', '--amend', '-m', 'Another subject');
		const second = await startSite(environment);
		const html = await fetch(`${second.address}changes/`).then((response) => response.text());
		await second.stop();
		expect(html).toContain('Another subject');
	});
});
