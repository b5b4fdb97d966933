import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { builtSite } from '../setup/built-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { answerByKeyboard, readKeys, tabTo } from '../setup/take-module.ts';

let browser: Browser;
let site: StaticSite;
let context: BrowserContext;

beforeAll(async () => {
	site = await serveStatic(await builtSite());
	browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
	await browser?.close();
	await site?.close();
});
beforeEach(async () => {
	context = await browser.newContext();
});
afterEach(async () => {
	await context.close();
});

async function openModule(page: Page): Promise<void> {
	await page.locator('[data-module][data-ready]').waitFor();
}

describe('a training path', () => {
	test('is taken from start to certificate by keyboard alone, through a reload and without a connection', async () => {
		const page = await context.newPage();
		await page.goto(`${site.address}training/`);
		await page
			.locator('.site-status', { hasText: 'A copy of this edition is on this device' })
			.waitFor({ state: 'attached', timeout: 50_000 });
		await tabTo(page, '.training-paths a[href*="first-week"]');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/training/first-week/');
		await tabTo(page, '.training-modules li:first-child a');
		await page.keyboard.press('Enter');
		const modules = 4;
		for (let at = 0; at < modules; at++) {
			await openModule(page);
			const keys = await readKeys(page);
			for (const [position, question] of keys.entries()) {
				await answerByKeyboard(page, question);
				if (at === 1 && position === 2) {
					await context.setOffline(true);
					await page.reload();
					await openModule(page);
					expect(await page.locator('[data-result]').textContent()).toContain(`3 of ${keys.length} questions answered`);
				}
			}
			await expect.poll(() => page.locator('[data-result]').textContent()).toContain('Passed with 100 %');
			await tabTo(page, '[data-result] a');
			await page.keyboard.press('Enter');
			await page.waitForFunction((before) => location.pathname !== before, new URL(page.url()).pathname).catch(() => {});
			if (at < modules - 1) await page.waitForURL(/\/0\d-/);
		}
		await page.waitForURL('**/training/first-week/');
		await expect.poll(() => page.locator('.training-modules').textContent()).toMatch(/(passed with 100 %[\s\S]*){4}/);
		await tabTo(page, 'a[data-certificate]');
		await page.keyboard.press('Enter');
		await page.locator('.certificate-sheet').waitFor();
		await tabTo(page, '.certificate input');
		await page.keyboard.type('Ada Example');
		const sheet = await page.locator('.certificate-sheet').textContent();
		expect(sheet).toContain('Ada Example');
		expect(sheet).toMatch(/KI-0001 1\.3\.0/);
	});

	test('a wrong answer explains itself, leads to the section, and is not undone by a second try', async () => {
		const page = await context.newPage();
		await page.goto(`${site.address}training/first-week/02-one-known-issue/`);
		await openModule(page);
		const question = (await readKeys(page)).find(({ ask }) => ask === 'single');
		if (question === undefined) throw new Error('the module asks no question with choices');
		await answerByKeyboard(page, question, false);
		const section = page.locator(`#question-${question.id}`);
		expect(await section.locator('.question-said').textContent()).toMatch(/^Not right\.\S{2}/);
		expect(await section.locator('.question-about a').getAttribute('href')).toMatch(/\/articles\/[a-z]+-\d+\/#/);
		await section.getByRole('button', { name: 'Try again' }).click();
		await answerByKeyboard(page, question);
		expect(await section.getAttribute('data-judged')).toBe('right');
		await page.reload();
		await openModule(page);
		expect(await section.locator('.question-said').textContent()).toContain('not right');
	});
});
