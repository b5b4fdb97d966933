import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerByKeyboard, readKeys } from '../setup/take-module.ts';
import { visitSite } from '../setup/visited-site.ts';

const visited = visitSite();
const module = 'training/first-week/02-one-known-issue/';

async function openDevice(path: string): Promise<{ page: Page; context: BrowserContext; sent: string[] }> {
	const context = await visited.browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	const sent: string[] = [];
	page.on('request', (request) => request.url().includes('/api/') && sent.push(request.url()));
	await page.goto(visited.served.address + path);
	return { page, context, sent };
}

test('progress goes to the server when its owner makes a code, from there to the other device, and is forgotten', async () => {
	const first = await openDevice(module);
	await first.page.locator('[data-module][data-ready]').waitFor();
	const [question] = await readKeys(first.page);
	if (question === undefined) throw new Error('the module asks nothing');
	await answerByKeyboard(first.page, question);
	await first.page.locator('[data-result]', { hasText: /^1 of/ }).waitFor();
	await first.page.goto(`${visited.served.address}training/`);
	await first.page.getByRole('button', { name: 'Make a code' }).waitFor();
	expect(first.sent).toEqual([]);
	await first.page.getByRole('button', { name: 'Make a code' }).click();
	await first.page.getByText('The server has what this device has.').waitFor();
	const code = (await first.page.locator('[data-progress-tools] code').textContent()) ?? '';
	expect(code).toMatch(/^\w{5}-\w{5}-\w{5}-\w{5}$/);

	const second = await openDevice('training/');
	const field = second.page.getByLabel('I have a code');
	await field.fill('12345');
	await field.press('Enter');
	await second.page.getByText('This is no code').waitFor();
	await field.fill(` ${code.toUpperCase()} `);
	await field.press('Enter');
	await expect
		.poll(() => second.page.locator('[data-progress-tools] [role=status]').allTextContents())
		.toContain('One entry of another device taken over.');
	await second.page.goto(visited.served.address + module);
	await second.page.locator(`#question-${question.id} .question-said`, { hasText: 'Answered earlier: right.' }).waitFor();

	await first.page.getByRole('button', { name: 'Forget it on the server' }).click();
	await first.page.getByText('The server’s copy is gone. What is on this device stays.').waitFor();
	const third = await openDevice('training/');
	await third.page.getByLabel('I have a code').fill(code);
	await third.page.getByRole('button', { name: 'Use it' }).click();
	await third.page.getByText('The server has what this device has.').waitFor();
	await third.page.getByRole('button', { name: 'Forget it on the server' }).click();
	await third.page.getByText('The server’s copy is gone.').waitFor();
	for (const { context } of [first, second, third]) await context.close();
});
