import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parts } from './page-parts.ts';
import { installWatch } from './page-watch.ts';

/** What one measure gives: milliseconds a run, and the long tasks of the main thread over all runs. */
export interface Measured {
	times: number[];
	longTasks: number[];
}

/** What does not show within that is not there, in milliseconds. */
const patience = 30_000;

/** A page did not show what is measured; the message says what and where. */
export class MissingPart extends Error {}

/** Opens pages of a site in turn, in a browser that has been there before and has its copy. */
export interface Visitor {
	address: string;
	context: BrowserContext;
}

/** A browser that has opened the site, has its copy and, where `ticket` is answered by meaning, the model. */
export async function welcome(browser: Browser, address: string): Promise<Visitor> {
	const context = await browser.newContext();
	await context.addInitScript(installWatch);
	const page = await context.newPage();
	await page.goto(address);
	await page
		.locator(parts.copyKept, { hasText: 'A copy of this edition is on this device' })
		.waitFor({ state: 'attached', timeout: 120_000 });
	await page.close();
	return { address, context };
}

/** First views in a browser that has never been there: long tasks until nothing more is fetched. `times` is the load event. */
export async function measureLoading(browser: Browser, address: string, runs: number): Promise<Measured> {
	const measured: Measured = { times: [], longTasks: [] };
	for (let run = 0; run < runs; run++) {
		const context = await browser.newContext({ serviceWorkers: 'block' });
		await context.addInitScript(installWatch);
		const page = await context.newPage();
		await page.goto(address, { waitUntil: 'networkidle' });
		measured.times.push(
			await page.evaluate(
				() => performance.getEntriesByType('navigation').map((entry) => (entry as PerformanceNavigationTiming).loadEventEnd)[0] ?? 0,
			),
		);
		measured.longTasks.push(...(await page.evaluate(() => window.watch.takeLongTasks())));
		await context.close();
	}
	return measured;
}

/** From the words in the search box to the first result, each time in a page just opened. */
export function measureSearch({ address, context }: Visitor, queries: readonly string[]): Promise<Measured> {
	return measureEach(context, queries, async (page, query) => {
		await page.goto(address, { waitUntil: 'networkidle' });
		await page.keyboard.press(parts.searchKey);
		const field = await find(page, parts.searchField);
		await page.evaluate(() => window.watch.takeLongTasks());
		await page.evaluate(([event, selector, region]) => window.watch.start(event, selector, region), [
			'input',
			parts.searchResult,
			'dialog',
		] as const);
		await field.fill(query);
		return readClock(page, parts.searchResult);
	});
}

/** Pagefind by itself in the same page: from the words to the text of its first result. */
export function measurePagefind({ address, context }: Visitor, queries: readonly string[]): Promise<Measured> {
	return measureEach(context, queries, async (page, query) => {
		await page.goto(address, { waitUntil: 'networkidle' });
		return page.evaluate(
			async ([script, words]) => {
				const pagefind = await import(script);
				await pagefind.init();
				window.watch.takeLongTasks();
				const start = performance.now();
				const { results } = await pagefind.search(words);
				await results[0]?.data();
				return performance.now() - start;
			},
			[new URL('pagefind/pagefind.js', address).pathname, query] as const,
		);
	});
}

/** From Ctrl Enter to the first answer by words or meaning, each time in a match page just opened. */
export function measureFirstAnswer({ address, context }: Visitor, tickets: readonly string[]): Promise<Measured> {
	return measureEach(context, tickets, async (page, ticket) => {
		await page.goto(address + parts.match, { waitUntil: 'load' });
		return answer(page, ticket, parts.verdict);
	});
}

/** From Ctrl Enter to the answer by meaning, in one match page whose engine has answered before. */
export async function measureByMeaning({ address, context }: Visitor, tickets: readonly string[]): Promise<Measured> {
	const page = await context.newPage();
	const measured: Measured = { times: [], longTasks: [] };
	try {
		await page.goto(address + parts.match, { waitUntil: 'load' });
		await answer(page, tickets.at(-1) ?? '', parts.verdictByMeaning);
		await page.evaluate(() => window.watch.takeLongTasks());
		for (const ticket of tickets) {
			measured.times.push(await answer(page, ticket, parts.verdictByMeaning));
			measured.longTasks.push(...(await page.evaluate(() => window.watch.takeLongTasks())));
		}
	} finally {
		await page.close();
	}
	return measured;
}

async function answer(page: Page, ticket: string, verdict: string): Promise<number> {
	const field = await find(page, parts.ticketField);
	await field.fill(ticket);
	await page.evaluate(([event, selector, region]) => window.watch.start(event, selector, region), [
		'keydown',
		verdict,
		parts.answer,
	] as const);
	await field.press(parts.answerKey);
	return readClock(page, verdict);
}

async function measureEach(
	context: BrowserContext,
	inputs: readonly string[],
	run: (page: Page, input: string) => Promise<number>,
): Promise<Measured> {
	const measured: Measured = { times: [], longTasks: [] };
	for (const input of inputs) {
		const page = await context.newPage();
		try {
			measured.times.push(await run(page, input));
			measured.longTasks.push(...(await page.evaluate(() => window.watch.takeLongTasks())));
		} finally {
			await page.close();
		}
	}
	return measured;
}

async function find(page: Page, selector: string) {
	const found = page.locator(selector).first();
	await found.waitFor({ timeout: patience }).catch(() => {
		throw new MissingPart(describeMissing(page, selector));
	});
	return found;
}

async function readClock(page: Page, selector: string): Promise<number> {
	const clock = await page
		.waitForFunction(() => window.watch.elapsed, undefined, { timeout: patience, polling: 20 })
		.catch(() => {
			throw new MissingPart(describeMissing(page, selector));
		});
	return (await clock.jsonValue()) ?? Number.NaN;
}

function describeMissing(page: Page, selector: string): string {
	return `${new URL(page.url()).pathname} never showed ${selector}. Is it called otherwise now? The names are in scripts/bench/page-parts.ts.`;
}
