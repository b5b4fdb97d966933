import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineQuestion, EngineReply } from '../../src/browser/engine/worker.ts';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { indexFolder } from '../../src/knowledge/working-files.node.ts';
import { openEngine } from '../../src/matching/engine.node.ts';
import { matchTicket } from '../../src/matching/match-ticket.ts';
import { openBase } from '../../src/matching/open-base.ts';
import type { MatchResult } from '../../src/matching/result.ts';
import { maxTicketCharacters } from '../../src/matching/ticket.ts';
import { type Embedder, modelId } from '../../src/search/embedder.ts';
import { readIndex, readManifest } from '../../src/search/index-files.node.ts';
import { launchBrowser } from '../setup/browser.ts';
import { modelFolder } from '../setup/commands.ts';
import { buildEnginePage, type EngineSite, serveEngine } from '../setup/engine-site.ts';
import { temporaryFolder } from '../setup/temporary.ts';

/** How far the confidence may be from Node's, where it is rounded to four digits: the kernels add up in another order. */
const tolerance = 0.001;

const longMail = `Hi team,

hope you had a good weekend. I am writing on behalf of the whole late shift in Dublin, five of us have it and two more in Manila.

Since Monday around 14:00 UTC the player stays black when we open a clip from the queue: the sound goes on, the timeline moves, the
picture never comes. Reloading helps for one or two items, then it is back. I tried another browser and a private window, I cleared
the cache, and I restarted the laptop twice. My colleague next to me has the same build and no problem at all, which is odd.

What I see on the console:

    [player] decoder stalled at 00:00:03.120, retrying (3/3)
    Uncaught (in promise) DOMException: The play() request was interrupted by a call to pause()

We have about 140 items waiting and the partner asks every hour. Can you please tell us what to do meanwhile, and whom to call tonight
if it gets worse? Happy to share my screen.

Kind regards,
Maeve Byrne
Senior Specialist, Trust Operations
Tel. +353 1 555 0142

On Fri, 7 Mar 2025 at 09:12, Support Desk wrote:
> Your request about the export has been solved. Please reopen it if the file is still empty.`;

const temporary = temporaryFolder();
const servedIndex = join(temporary, 'index');
const requestsAbroad: string[] = [];
let tickets: string[];
let site: EngineSite;
let browser: Browser;
let context: BrowserContext;
let embedder: Embedder | null;

beforeAll(async () => {
	const tested = (await readCorpus('content')).articles.filter((article) => article.tests.length > 0);
	const ten = Array.from({ length: 10 }, (_, at) => tested[Math.floor((at * tested.length) / 10)]?.tests[0] ?? '');
	tickets = [...ten, longMail];
	({ embedder } = await openEngine('content', { progress: () => {}, notice: () => {} }));
	await cp(indexFolder('content'), servedIndex, { recursive: true });
	const page = join(temporary, 'page');
	await buildEnginePage(page);
	site = await serveEngine({ page, index: servedIndex, model: modelFolder });
	browser = await launchBrowser();
	context = await browser.newContext();
	await context.route(
		(url) => !url.href.startsWith(site.address),
		(route) => {
			requestsAbroad.push(route.request().url());
			return route.abort();
		},
	);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

/** The answers of the very files that the browser reads, without the links that people have added since. */
async function answerInNode(known: Embedder | null): Promise<MatchResult[]> {
	const manifest = await readManifest(servedIndex, 'npm run index');
	if (manifest === null) throw new Error('there is no index');
	const base = await openBase(manifest, await readIndex(servedIndex, manifest, modelId, 'npm run index'), known);
	const answers: MatchResult[] = [];
	for (const text of tickets) answers.push(await matchTicket(base, known, { text }));
	return answers;
}

async function openPage(visitor = context): Promise<Page> {
	const page = await visitor.newPage();
	await page.goto(site.address);
	await page.waitForFunction(() => 'ask' in window);
	return page;
}

function ask(page: Page, question: EngineQuestion): Promise<EngineReply> {
	return page.evaluate((asked) => window.ask(asked), question);
}

async function answerInBrowser(model: string | null): Promise<MatchResult[]> {
	const page = await openPage();
	expect(await ask(page, { open: '/index' })).toHaveProperty('opened');
	if (model !== null) expect(await ask(page, { load: model })).toHaveProperty('loaded');
	const answers: MatchResult[] = [];
	for (const text of tickets) {
		const reply = await ask(page, { ticket: { text } });
		if (!('answer' in reply)) throw new Error(JSON.stringify(reply));
		expect(reply.by).toBe(model === null ? 'words' : 'meaning');
		answers.push(reply.answer.result);
	}
	await page.close();
	return answers;
}

function order({ candidates }: MatchResult): string[] {
	return candidates.map(({ article }) => article);
}

describe('the engine in a browser worker', () => {
	test.each([
		{ by: 'meaning', model: '/model' },
		{ by: 'words alone', model: null },
	])('ranks ten tickets and a mail as in Node, by $by', async ({ model }) => {
		const expected = await answerInNode(model === null ? null : embedder);
		const answers = await answerInBrowser(model);
		expect(answers.map(order)).toEqual(expected.map(order));
		expect(answers.map(({ decision, reason }) => ({ decision, reason }))).toEqual(
			expected.map(({ decision, reason }) => ({ decision, reason })),
		);
		for (const [at, { confidence }] of answers.entries())
			expect(Math.abs(confidence - (expected[at]?.confidence ?? Number.NaN)), tickets[at]).toBeLessThanOrEqual(tolerance);
	});

	test('says in a sentence what it cannot do, and goes on', async () => {
		const page = await openPage();
		const problem = async (question: EngineQuestion): Promise<string> => {
			const reply = await ask(page, question);
			return 'problem' in reply ? reply.problem : JSON.stringify(reply);
		};
		expect(await problem({ ticket: { text: 'black screen' } })).toBe('The engine has not been opened.');
		expect(await problem({ open: '/nowhere' })).toBe('The server answered 404 to /nowhere/manifest.json.');
		expect(await ask(page, { open: '/index' })).toHaveProperty('opened');
		expect(await problem({ load: '/nowhere' })).toMatch(/^The embedding model at \/nowhere cannot be loaded: /);
		expect(await problem({ ticket: { text: 'x'.repeat(maxTicketCharacters + 1) } })).toContain(`at most ${maxTicketCharacters}`);
		expect(await ask(page, { ticket: { text: 'black screen' } })).toHaveProperty('answer');
		await page.close();
	});

	test('loads the model at the second attempt where the network failed in the first', async () => {
		// Where nothing is kept of an earlier page.
		const empty = await browser.newContext();
		const page = await openPage(empty);
		expect(await ask(page, { open: '/index' })).toHaveProperty('opened');
		await page.route('**/*.onnx_data', (route) => route.abort());
		expect(await ask(page, { load: '/model' })).toHaveProperty('problem');
		await page.unrouteAll();
		expect(await ask(page, { load: '/model' })).toHaveProperty('loaded');
		expect(await ask(page, { ticket: { text: longMail } })).toHaveProperty('by', 'meaning');
		await empty.close();
	});

	test('refuses files of two builds', async () => {
		const file = join(servedIndex, 'articles.json');
		const articles = await readFile(file, 'utf8');
		await writeFile(file, articles.replace('KI-0001', 'KI-9999'));
		const page = await openPage();
		expect(await ask(page, { open: '/index' })).toHaveProperty(
			'problem',
			expect.stringContaining('articles.json has been changed since it was written. Load the page again'),
		);
		await writeFile(file, articles);
		await page.close();
	});

	test('asks nobody but the site, and never tries what its policy forbids', () => {
		expect(requestsAbroad).toEqual([]);
		expect(site.violations).toEqual([]);
	});
});
