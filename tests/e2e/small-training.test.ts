import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { answerByKeyboard, readKeys } from '../setup/take-module.ts';
import { temporaryFolder } from '../setup/temporary.ts';
import { buildTrainingSite } from '../setup/training-site.ts';

/** Programs and files of the practice database. */
const engineFiles = /practice-database|pglite|initdb|database\.json/;

const folder = temporaryFolder();
const editions = { first: '', second: '' };
let browser: Browser;
let site: StaticSite;
let context: BrowserContext;

beforeAll(async () => {
	editions.first = await buildTrainingSite({ version: '1.0.0', flap: 'front' }, join(folder, 'first'));
	editions.second = await buildTrainingSite({ version: '1.1.0', flap: 'left' }, join(folder, 'second'));
	site = await serveStatic(editions.first);
	browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
	await browser?.close();
	await site?.close();
});
beforeEach(async () => {
	site.serve(editions.first);
	site.requests.length = 0;
	context = await browser.newContext({ serviceWorkers: 'block' });
});
afterEach(async () => {
	await context.close();
});

async function openModule(module: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${site.address}training/printing/${module}/`);
	await page.locator('[data-module][data-ready]').waitFor();
	return page;
}

describe('a module whose article has changed', () => {
	test('says what has changed, asks again what is about it and nothing else, and is settled by that', async () => {
		const before = await openModule('01-paper');
		for (const question of await readKeys(before)) await answerByKeyboard(before, question);
		await expect.poll(() => before.locator('[data-result]').textContent()).toContain('Passed with 100 %');
		await before.close();

		site.serve(editions.second);
		const page = await context.newPage();
		await page.goto(`${site.address}training/`);
		await expect.poll(() => page.locator('[data-path] [data-state]').textContent()).toBe('1 of 2 passed, 1 changed since');
		await page.goto(`${site.address}training/printing/01-paper/`);
		const change = page.locator('[data-change]');
		await change.getByRole('heading', { name: 'Changed since you passed' }).waitFor();
		const said = await change.textContent();
		expect(said).toContain('you learnt version 1.0.0, it is at 1.1.0');
		expect(await change.locator('del').textContent()).toContain('front');
		expect(await change.locator('ins').textContent()).toContain('left');
		expect(await change.locator('li a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(['#question-flap']);
		expect(await page.locator('#question-lamp .question-said').textContent()).toContain('Answered earlier');

		const [flap] = await readKeys(page);
		if (flap === undefined) throw new Error('the module asks nothing');
		await answerByKeyboard(page, flap);
		await change.getByRole('button', { name: 'I have read what changed' }).click();
		await expect.poll(() => change.isHidden()).toBe(true);
		await page.reload();
		await page.locator('[data-module][data-ready]').waitFor();
		expect(await change.isHidden()).toBe(true);
	});
});

describe('what was missed', () => {
	test('comes again a day later, by itself, and says when it comes next', async () => {
		const page = await context.newPage();
		await page.clock.install({ time: '2026-11-24T10:00:00Z' });
		await page.goto(`${site.address}training/repeat/`);
		await page.getByRole('heading', { name: 'Nothing is due.' }).waitFor();
		await page.goto(`${site.address}training/printing/01-paper/`);
		await page.locator('[data-module][data-ready]').waitFor();
		for (const question of await readKeys(page)) await answerByKeyboard(page, question, false);
		await page.getByRole('link', { name: 'Repeat what you missed' }).waitFor();
		await page.goto(`${site.address}training/`);
		await page.getByText('The next question that you missed comes again in a day.').waitFor();

		await page.clock.fastForward('25:00:00');
		await page.reload();
		await page.getByRole('link', { name: 'Repeat 2 questions that you missed' }).click();
		await page.getByRole('heading', { name: 'Question 1 of 2' }).waitFor();
		await page.getByLabel('The front one.').check();
		await page.getByRole('button', { name: 'Check the answer' }).click();
		await page.getByText('Right: this question comes again in 3 days.').waitFor();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Question 2 of 2' }).waitFor();
		await page.getByLabel('Red.').check();
		await page.getByRole('button', { name: 'Check the answer' }).click();
		await page.getByText('Not right: this question comes again in a day.').waitFor();
		await page.getByRole('button', { name: 'Finish' }).click();
		await page.getByRole('heading', { name: '1 of 2 right. The next question comes again in a day.' }).waitFor();
		await page.goto(`${site.address}training/printing/01-paper/`);
		await page.getByText('0 %, and 60 % are needed').waitFor();
	});
});

describe('the practice database', () => {
	const asked = (page: Page, id: string): Locator => page.locator(`#question-${id}`);
	const run = async (question: Locator, text: string): Promise<string> => {
		await question.getByRole('textbox').fill(text);
		await question.getByRole('button', { name: 'Run it' }).click();
		const said = question.locator('.runs-said');
		await expect.poll(() => said.textContent(), { timeout: 60_000 }).not.toMatch(/^$|Asking/);
		return (await said.textContent()) ?? '';
	};
	const check = async (question: Locator, text: string): Promise<string> => {
		await question.getByRole('textbox').fill(text);
		await question.getByRole('button', { name: 'Check the answer' }).click();
		const said = question.locator('.question-said');
		await expect.poll(() => said.textContent(), { timeout: 60_000 }).not.toBe('');
		return (await said.textContent()) ?? '';
	};

	test('is not fetched before something is run', async () => {
		const page = await openModule('02-trays');
		await asked(page, 'sql').getByRole('textbox').fill('select 1');
		await page.waitForLoadState('networkidle');
		expect(site.requests.filter((path) => engineFiles.test(path))).toEqual([]);
		await run(asked(page, 'sql'), 'select 1');
		expect(site.requests.filter((path) => engineFiles.test(path)).length).toBeGreaterThan(3);
	});

	test('judges a query by what it gives and says what is wrong with that, lets it change nothing, and counts none that cannot be run', async () => {
		const page = await openModule('02-trays');
		const question = asked(page, 'sql');
		expect(await run(question, 'delete from printing.trays')).toContain('cannot execute DELETE in a read-only transaction');
		expect(await run(question, 'select count(*) from printing.trays')).toContain('4');
		expect(await run(question, `select tray from printing.trays where filled_at > now() - interval '45 minutes'`)).toMatch(/One row:.*1$/);
		expect(await check(question, 'selekt')).toMatch(/syntax error .* does not count/);
		expect(await question.getAttribute('data-judged')).toBeNull();
		expect(await check(question, 'select tray, sheets from printing.trays where sheets < 6')).toContain(
			'Your query gives 3 rows; it should be 2 rows.',
		);
		await question.getByRole('button', { name: 'Try again' }).click();
		expect(
			await check(
				question,
				'with few as (select * from printing.trays where sheets <= 4) select tray as t, sheets from few order by 1 desc',
			),
		).toBe('Right.');
		expect(await question.locator('.runs-solution').textContent()).toContain('where sheets < 5');
	});

	test('judges a request by what it has done', async () => {
		const page = await openModule('02-trays');
		const question = asked(page, 'http');
		const address = 'https://ops.internal.example/printing/v1/trays';
		expect(await run(question, `POST ${address}/3/lock`)).toContain('the header Authorization is missing');
		expect(await run(question, `POST ${address}/9/lock\nAuthorization: Bearer x\n\n{"reason": "empty"}`)).toContain('Answered with 404');
		expect(await check(question, `POST ${address}/2/lock\nAuthorization: Bearer x\n\n{"reason": "empty"}`)).toContain(
			'has not done what is asked for',
		);
		await question.getByRole('button', { name: 'Try again' }).click();
		expect(await check(question, `post ${address}/3/lock\nauthorization: Bearer x\n\n{ "reason":"empty" }`)).toBe('Right.');
	});
});

describe('the practice desk', () => {
	test('scores article, reply and escalation with their reasons, and goes on to the next ticket', async () => {
		const page = await context.newPage();
		await page.goto(`${site.address}training/practice/`);
		await page.getByRole('heading', { name: 'PT-001: About PT-001' }).waitFor();
		await page.getByRole('button', { name: 'Match this ticket' }).click();
		const answers = page.getByRole('region', { name: 'What the match page answers' });
		await answers.locator('.verdict').waitFor();
		await page.getByRole('button', { name: 'Answer the ticket' }).click();
		await page.getByText('Name the article, or say that none answers it.').waitFor();
		await page.getByLabel('Article by id').fill('nonsense');
		await page.getByRole('button', { name: 'Add it' }).click();
		await page.getByText('There is no article “nonsense”.').waitFor();
		await page.getByLabel('Article by id').fill('ink');
		await page.keyboard.press('Enter');
		await page.getByLabel('Please restart everything.').check();
		await page.getByLabel('Escalation').selectOption('none');
		await page.getByRole('button', { name: 'Answer the ticket' }).click();
		const result = page.locator('.practice-result');
		await result.getByRole('heading', { name: '1 of 3 points' }).waitFor();
		expect(await result.evaluate((shown) => shown === document.activeElement)).toBe(true);
		expect(await result.textContent()).toMatch(/It is answered by jam\..*ink: It is not about ink\..*Better: “Look at the lamp\.”/);

		await result.getByRole('button', { name: 'Answer it again' }).click();
		await page.getByLabel('Article by id').fill('JAM');
		await page.getByRole('button', { name: 'Add it' }).click();
		await page.getByLabel('Look at the lamp.').check();
		await page.getByLabel('Escalation').selectOption('none');
		await page.getByRole('button', { name: 'Answer the ticket' }).click();
		await result.getByRole('heading', { name: '3 of 3 points' }).waitFor();
		await result.getByRole('button', { name: 'Next ticket' }).click();
		await page.getByRole('heading', { name: 'PT-002' }).waitFor();
		await page.reload();
		await page.getByText('1 of 2 tickets answered, 3 of 3 points').waitFor();
		await page.getByRole('heading', { name: 'PT-002' }).waitFor();
		expect(await page.evaluate(() => localStorage.getItem('signpost.recent-tickets'))).toBeNull();
	});

	test('counts down where it is wanted, and takes a late answer', async () => {
		const page = await context.newPage();
		await page.clock.install({ time: '2026-11-24T10:00:00Z' });
		await page.goto(`${site.address}training/practice/`);
		await page.getByLabel('Against the clock').check();
		await page.getByRole('timer').waitFor();
		expect(await page.getByRole('timer').textContent()).toMatch(/^(3:00|2:5\d) left$/);
		await page.clock.fastForward('04:00');
		await expect.poll(() => page.getByRole('timer').textContent()).toMatch(/over the time$/);
		await page.getByLabel('No article answers it').check();
		await page.getByLabel('Look at the lamp.').check();
		await page.getByLabel('Escalation').selectOption('print-desk');
		await page.getByRole('button', { name: 'Answer the ticket' }).click();
		await page.getByRole('heading', { name: '1 of 3 points' }).waitFor();
	});
});
