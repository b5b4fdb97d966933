import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { builtSite } from '../setup/built-site.ts';
import { startSite } from '../setup/running-site.ts';
import { buildSmallSite } from '../setup/small-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const first = join(temporary, 'first');
const second = join(temporary, 'second');
const firstArticles = { jam: 'Open the back flap.', ink: 'Change the cartridge.' };
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
	// Where nothing is built yet it takes longer than a test may.
	await builtSite();
	browser = await launchBrowser();
	await buildSmallSite(firstArticles, first, '/kb');
	await buildSmallSite({ jam: 'Open the front flap.', ink: 'Change the cartridge.', feed: 'Push the tray in.' }, second, '/kb');
}, 300_000);

afterAll(async () => {
	await browser?.close();
});

beforeEach(async () => {
	context = await browser.newContext();
});

afterEach(async () => {
	await context.close();
});

/** Opens a page and waits until a copy of the site is on the device. */
async function visit(address: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(address);
	await page
		.locator('.site-status', { hasText: 'A copy of this edition is on this device' })
		.waitFor({ state: 'attached', timeout: 50_000 });
	return page;
}

/** What happens of itself after a while, or when the reader comes back to the tab. */
async function lookAgain(page: Page): Promise<void> {
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

const notice = (page: Page) => page.locator('.site-notice:not([hidden])');

/** What was searched for with the site's own search is found. */
async function search(page: Page, words: string, title: string): Promise<void> {
	await page.locator('[data-open-palette]:enabled').waitFor();
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').locator('input, textarea').first().fill(words);
	await page.getByRole('dialog').getByText(title).first().waitFor();
}

describe('with the server gone', () => {
	test('articles, lists and search of the copy go on working, and the page says how old it is', async () => {
		const site = await startSite();
		const page = await visit(`${site.address}articles/ki-0001/`);
		await site.stop();
		for (const [path, heading] of [
			['', 'What did the requester write?'],
			['articles/ki-0019/', ''],
			['systems/review-queue/?sort=severity', 'Review queue'],
			['match/?system=Review%20queue#ticket', 'Match a ticket'],
		] as const) {
			await page.goto(site.address + path);
			expect(await page.locator('h1').textContent(), path).toContain(heading);
		}
		await notice(page).waitFor();
		expect(await notice(page).textContent()).toMatch(
			/No connection: this is the copy of \d+ \w+, \d\d:\d\d \((\d+ \w+|less than a minute) old\)\. Articles, search and matching by keywords work; matching by meaning needs the model/,
		);
		await search(page, 'RQ-4012', 'items stay locked');

		await page.goto(`${site.address}articles/ki-9999/`);
		await page.getByRole('heading', { name: 'Not in the copy on this device' }).waitFor();
	});
});

describe('on a plain web host, below a sub-path', () => {
	let host: StaticSite;

	beforeEach(async () => {
		host = await serveStatic(join(first, 'site'), '/kb/');
	});

	afterEach(() => host.close());

	test('the copy is of the whole site, and asks the host for nothing it does not have', async () => {
		const page = await visit(`${host.address}articles/jam/`);
		await host.close();
		await page.goto(`${host.address}systems/printers/?from=board`);
		await page.getByRole('link', { name: 'Article ink' }).click();
		await page.getByText('Change the cartridge.').waitFor();
		await search(page, 'back flap', 'Article jam');
		await page.keyboard.press('Escape');
		await notice(page).getByText('Articles, search and matching by keywords work.').waitFor();
		await notice(page).getByRole('button', { name: 'Hide' }).click();
		await page.goto(`${host.address}articles/jam/`);
		await page.locator('.site-status summary', { hasText: 'no connection' }).waitFor();
		expect(await notice(page).count()).toBe(0);
	});

	test('what the server answers is never kept', async () => {
		const page = await visit(host.address);
		await page.evaluate(() => Promise.all(['healthz', 'api/match'].map((path) => fetch(path).catch(() => null))));
		const kept = await page.evaluate(async () => {
			const caught = await Promise.all(
				(await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
			);
			return caught.flat();
		});
		expect(kept.length).toBeGreaterThan(20);
		expect(kept.filter((url) => /healthz|\/api\/|404\.html/.test(url))).toEqual([]);
	});

	test('a page that is newer than the copy comes from the host, and not from the copy', async () => {
		const page = await visit(host.address);
		host.serve(join(second, 'site'));
		await page.goto(`${host.address}articles/feed/`);
		await page.getByText('Push the tray in.').waitFor();
	});

	test('a newer edition waits until it is asked for, and then what is half typed stays', async () => {
		const page = await visit(`${host.address}articles/jam/`);
		const other = await visit(`${host.address}articles/ink/`);
		const type = (target: Page) =>
			target.evaluate(() => {
				const field = document.createElement('textarea');
				field.dataset.draft = 'note';
				field.setAttribute('aria-label', 'Note');
				document.querySelector('main')?.append(field);
			});
		await type(page);
		await page.getByLabel('Note').fill('the flap is <b>stuck</b>, asked');

		host.serve(join(second, 'site'));
		await lookAgain(page);
		await notice(page).getByText('A newer edition is here.').waitFor();
		await page.goto(`${host.address}articles/jam/`);
		await page.getByText('Open the back flap.').waitFor();
		await notice(page).getByText('A newer edition is here.').waitFor();
		await type(page);
		await expect.poll(() => page.getByLabel('Note').inputValue()).toBe('the flap is <b>stuck</b>, asked');

		let reloaded = false;
		other.on('load', () => {
			reloaded = true;
		});
		await notice(page).getByRole('button', { name: 'Load it' }).click();
		await page.getByText('Open the front flap.').waitFor();
		await type(page);
		await expect.poll(() => page.getByLabel('Note').inputValue()).toBe('the flap is <b>stuck</b>, asked');
		await host.close();
		await page.goto(`${host.address}articles/feed/`);
		await page.getByText('Push the tray in.').waitFor();

		await notice(other).getByText('Another tab has loaded a newer edition').waitFor();
		expect(reloaded).toBe(false);
	});

	test('an edition of the same content is not announced', async () => {
		const page = await visit(host.address);
		const again = join(temporary, 'again');
		await buildSmallSite(firstArticles, again, '/kb');
		host.serve(join(again, 'site'));
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
		const answered = page.waitForResponse(/build\.json\?live/);
		await lookAgain(page);
		await answered;
		await page.locator('.site-status summary', { hasText: 'Edition of' }).waitFor();
		expect(await notice(page).count()).toBe(0);
	});

	test('a copy that cannot be kept is left alone: the old one goes on working, and the newer edition can be had without', async () => {
		const page = await visit(`${host.address}articles/jam/`);
		const broken = join(temporary, 'broken');
		await buildSmallSite({ jam: 'Open the left flap.' }, broken, '/kb');
		// As a host does that is renewed while a device takes its copy.
		await writeFile(join(broken, 'site', 'systems', 'index.html'), 'of another edition');
		host.serve(join(broken, 'site'));
		await lookAgain(page);
		await notice(page).getByText('this device could not keep a copy of it').waitFor();
		await page.goto(`${host.address}articles/jam/`);
		await page.getByText('Open the back flap.').waitFor();
		await notice(page).getByRole('button', { name: 'Load it' }).click();
		await page.getByText('Open the left flap.').waitFor();
	});

	test('an image too large for every device is left out, and the build says so', async () => {
		const folder = join(temporary, 'large');
		await mkdir(join(folder, 'corpus'), { recursive: true });
		await writeFile(join(folder, 'corpus', 'tray.png'), Buffer.alloc(2_500_000, 1));
		const said = await buildSmallSite({ jam: '![tray](tray.png)' }, folder);
		expect(said).toContain('too large for the copy on a device, and not there without a connection: images/tray.png (2.5 MB)');
	});
});

describe('where the browser keeps no copy', () => {
	beforeEach(async () => {
		await context.close();
		context = await browser.newContext({ serviceWorkers: 'block' });
	});

	test('the page works, says so only when asked, and tells of a newer edition and of lost parts', async () => {
		const host = await serveStatic(join(first, 'site'), '/kb/');
		const problems: string[] = [];
		const page = await context.newPage();
		page.on('pageerror', ({ message }) => problems.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') problems.push(message.text());
		});
		await page.goto(`${host.address}articles/jam/`);
		await page.locator('.site-status summary', { hasText: 'Edition of' }).click();
		await page.getByText('No copy for use without a connection is on this device.').waitFor();
		expect(await notice(page).count()).toBe(0);
		await search(page, 'cartridge', 'Article ink');
		await page.keyboard.press('Escape');
		expect(problems).toEqual([]);

		host.serve(join(second, 'site'));
		await lookAgain(page);
		await notice(page).getByRole('button', { name: 'Load it' }).click();
		await page.getByText('Open the front flap.').waitFor();
		await page.locator('.site-status summary', { hasText: 'Edition of' }).waitFor();

		await context.setOffline(true);
		await lookAgain(page);
		await notice(page).getByText('no copy of the site on this device').waitFor();
		await host.close();
	});

	test('a part of the page that is fetched late and is gone from the host is told', async () => {
		const host = await serveStatic(join(first, 'site'), '/kb/');
		const page = await context.newPage();
		await page.route('**/_astro/Palette*', (route) => route.fulfill({ status: 404 }));
		await page.goto(`${host.address}articles/jam/`);
		await page.locator('[data-open-palette]:enabled').waitFor();
		await page.keyboard.press('Control+k');
		await notice(page).getByText('This page is of an older edition, and a part of it is gone.').waitFor();
		await page.unroute('**/_astro/Palette*');
		await notice(page).getByRole('button', { name: 'Load again' }).click();
		await search(page, 'cartridge', 'Article ink');
		await host.close();
	});
});
