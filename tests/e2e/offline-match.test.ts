import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { builtSite } from '../setup/built-site.ts';
import { startSite } from '../setup/running-site.ts';

const locked = 'hi, chrome crashed in the middle of my review and now the item says it is locked by me, cannot open it again';

let browser: Browser;

beforeAll(async () => {
	// Where nothing is built yet it takes longer than a test may.
	await builtSite();
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
});

/** The match page, once the device has its copy of the site. */
async function visit(address: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${address}match/`);
	await page
		.locator('.site-status', { hasText: 'A copy of this edition is on this device' })
		.waitFor({ state: 'attached', timeout: 50_000 });
	return page;
}

async function ask(page: Page): Promise<void> {
	await page.getByLabel('Ticket', { exact: true }).fill(locked);
	await page.keyboard.press('Control+Enter');
	await page.locator('[data-answer] .verdict').waitFor();
}

describe('matching with the server gone', () => {
	test('goes on by words, with the steps of the article, and keeps what came of it', async () => {
		const site = await startSite();
		const page = await visit(site.address);
		await site.stop();
		await page.goto(`${site.address}match/?system=Review+queue`);
		await ask(page);
		expect(await page.locator('[data-answer]').getAttribute('data-by')).toBe('words');
		await page.getByText(/cannot be loaded.*Ranked by words only/).waitFor();
		await page.locator('.in-place').getByRole('heading', { name: 'Workaround' }).waitFor();
		await page.locator('.escalation-card').getByText('Answers within').waitFor();
		await page.getByRole('button', { name: 'It resolved the ticket' }).click();
		await page.getByText('There is no server now: kept on this device').first().waitFor();

		await page.keyboard.press('Control+k');
		await page.locator('dialog.palette textarea').fill('padlock');
		await page.locator('dialog.palette [role=option]').first().waitFor();
		await page.context().close();
	});

	test('goes on by meaning, where the model was kept on the device', async () => {
		const site = await startSite();
		const page = await visit(site.address);
		await page.getByRole('button', { name: 'Keep matching offline' }).click();
		await page.getByText('From now on tickets are matched here without a server, too.').first().waitFor();
		await site.stop();
		await page.reload();
		await ask(page);
		await page.locator('[data-answer][data-by=meaning]').waitFor();
		expect(await page.locator('.verdict').textContent()).toContain('Match: act on this article.');
		expect(await page.getByRole('button', { name: 'Keep matching offline' }).count()).toBe(0);
		await page.context().close();
	});
});
