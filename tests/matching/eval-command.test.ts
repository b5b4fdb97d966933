import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const wordsHome = { SIGNPOST_HOME: join(temporary, 'words'), SIGNPOST_MODEL_SOURCE: 'none' };
const set = join(temporary, 'set');

const articles = [
	{ id: 'KB-1', title: 'Printer jams', body: 'The roller is worn. Open the front tray.' },
	{ id: 'KB-2', title: 'Tunnel drops', body: 'Shown with TUN-7001. Restart the client.' },
	{ id: 'KB-3', title: 'Mailbox full', body: 'Archive old letters.' },
];
const tickets = [
	{ id: 'a', text: 'the printer jams ticketcanary', relevant: ['KB-1'] },
	{ id: 'b', subject: 'mailbox', body: 'is full', relevant: ['KB-3'] },
	{ id: 'c', text: 'mailbox full', relevant: ['KB-2'] },
	{ id: 'd', text: 'the tunnel drops', relevant: ['KB-2'] },
	{ id: 'e', text: 'zzz', relevant: [] },
	{ id: 'f', text: 'my chair squeaks', relevant: [] },
];

function lines(records: readonly object[]): string {
	return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function writeSet(folder: string, files: { articles?: readonly object[]; tickets: readonly object[] }): Promise<string> {
	await mkdir(folder);
	await writeFile(join(folder, 'articles.jsonl'), lines(files.articles ?? articles));
	await writeFile(join(folder, 'tickets.jsonl'), lines(files.tickets));
	return folder;
}

await writeSet(set, { tickets });
await writeFile(join(set, 'links.jsonl'), lines([{ text: 'sheets come out torn', article: 'KB-1' }]));

function evaluate(args: readonly string[], environment: Record<string, string> = wordsHome) {
	return runScript('eval', args, environment);
}

describe('npm run -s eval -- DIR --json', () => {
	test('prints one object: plain figures, intervals, slices, baselines, bins and what came of each ticket', async () => {
		const { code, stdout } = await evaluate([set, '--json']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^\{.*\}\n$/);
		const report = JSON.parse(stdout);
		expect(report).toMatchObject({ set, inScope: 4, outOfScope: 2, top1: 3 / 4, top3: 3 / 4, refused: 1, matchPrecision: null });
		for (const figure of ['top5', 'mrr', 'matched', 'answerableAt90', 'answerableAt95', 'confidentAndWrong', 'calibrationError', 'auroc'])
			expect(report[figure], figure).toEqual(expect.any(Number));
		expect(report.intervals.top1).toEqual([expect.any(Number), expect.any(Number)]);
		expect(report.slices.outOfScope).toMatchObject({ inScope: 0, outOfScope: 2 });
		expect(report.slices.typos).toMatchObject({ inScope: 4, clean: { top1: 3 / 4 } });
		expect(report.slices.tuning.inScope + report.slices.heldOut.inScope).toBe(4);
		expect(Object.keys(report.baselines)).toEqual(['bm25']);
		expect(report.reliability).toHaveLength(10);
		expect(report.measured).toMatchObject({ model: null, articles: 3, links: 1, half: 'all', resamples: 1000 });
		expect(report.results[0]).toEqual({
			id: 'a',
			inScope: true,
			decision: 'suggest',
			confidence: expect.any(Number),
			first: 'KB-1',
			rank: 1,
		});
	});

	test('is the same from run to run but for its date', async () => {
		const [first, second] = await Promise.all([evaluate([set, '--json']), evaluate([set, '--json'])]);
		const undated = (json: string): string => json.replace(/"date":"[^"]*"/, '');
		expect(undated(first.stdout)).toBe(undated(second.stdout));
	});

	test('measures what a page does without the model, the model alone and Orama beside it where there is a model', {
		timeout: 120_000,
	}, async () => {
		const { stdout, stderr } = await evaluate([set, '--json'], { SIGNPOST_HOME: join(temporary, 'model') });
		const { baselines, measured } = JSON.parse(stdout);
		expect(measured.model).toContain('MiniLM');
		expect(Object.keys(baselines)).toEqual(['bm25', 'static', 'model', 'orama']);
		// Four articles are little to distil a model on.
		expect(baselines.static.top1).toBeGreaterThanOrEqual(2 / 4);
		for (const name of ['bm25', 'model', 'orama']) expect(baselines[name].top1).toBe(3 / 4);
		for (const baseline of Object.values<Record<string, unknown>>(baselines))
			expect(baseline).toMatchObject({ mrr: expect.any(Number), auroc: expect.any(Number), answerableAt95: expect.any(Number) });
		expect(stderr).toContain('other ways to search: 100 %');
	});
});

describe('npm run -s eval -- DIR', () => {
	test('prints Markdown, and --out writes it beside the JSON; no word of a ticket is in either', async () => {
		const out = join(temporary, 'deep', 'report');
		const { code, stdout } = await evaluate([set, '--out', out]);
		expect(code).toBe(0);
		const [markdown, json] = await Promise.all([readFile(join(out, 'report.md'), 'utf8'), readFile(join(out, 'report.json'), 'utf8')]);
		expect(stdout).toBe(markdown);
		expect(markdown).toMatch(/^\| Top-1 \| 75\.0 % \|/m);
		expect(JSON.parse(json)).toMatchObject({ top1: 3 / 4 });
		expect(markdown + json).not.toContain('ticketcanary');
	});

	test('--half takes the tickets whose id hashes even or odd, and both make the whole', async () => {
		const even = tickets.filter(({ id }) => (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0).map(({ id }) => id);
		const idsOf = async (half: string): Promise<string[]> => {
			const { stdout } = await evaluate([set, '--json', '--half', half, '--sample', '0', '--no-baselines']);
			return JSON.parse(stdout).results.map(({ id }: { id: string }) => id);
		};
		const [tuning, heldOut] = await Promise.all([idsOf('tuning'), idsOf('held-out')]);
		expect(tuning).toEqual(even);
		expect([...tuning, ...heldOut].sort()).toEqual(tickets.map(({ id }) => id));
	});

	test('--compare tells which tickets moved since an earlier report', async () => {
		const before = await writeSet(join(temporary, 'before'), { articles: articles.slice(0, 2), tickets });
		const old = join(temporary, 'old.json');
		const { stdout, stderr } = await evaluate([before, '--json', '--no-baselines']);
		expect(stderr).toContain('names an article that the corpus has not, and no answer is right for that; first ticket b with KB-3');
		await writeFile(old, stdout);
		const people = await evaluate([set, '--compare', old, '--no-baselines', '--sample', '0']);
		expect(people.stdout).toContain('1 tickets gained the right article as the first, 0 lost it');
		expect(people.stdout).toMatch(/^\| b \| gained \| – → 1 \|/m);
		const machines = await evaluate([set, '--compare', old, '--json', '--no-baselines', '--sample', '0']);
		expect(JSON.parse(machines.stdout).comparison).toMatchObject({ tickets: 6, changes: { gained: 1, lost: 0 }, moved: expect.any(Array) });
	});

	test('--links reads links that are kept elsewhere', async () => {
		const links = join(temporary, 'elsewhere.jsonl');
		await writeFile(links, lines([{ text: 'my chair squeaks', article: 'KB-3' }]));
		const { stdout } = await evaluate([set, '--links', links, '--json', '--no-baselines', '--sample', '0']);
		expect(JSON.parse(stdout).results.at(-1)).toMatchObject({ id: 'f', first: 'KB-3' });
	});

	test('knows tickets without an id of their own by their line', async () => {
		const unnamed = [
			{ text: 'printer', relevant: ['KB-1'] },
			{ id: 'x', text: 'tunnel', relevant: ['KB-2'] },
			{ id: 'x', text: 'mailbox', relevant: [] },
		];
		const folder = await writeSet(join(temporary, 'unnamed'), { tickets: unnamed });
		const { stdout } = await evaluate([folder, '--json', '--no-baselines', '--sample', '0']);
		expect(JSON.parse(stdout).results.map(({ id }: { id: string }) => id)).toEqual(['line 1', 'x', 'line 3']);
	});
});

describe('what eval cannot work with', () => {
	test.each([
		['a half that is none', ['--half', 'best'], 2, /--half best: is none of them\.\nusage: npm run -s eval/],
		['a sample that is no count', ['--sample', 'many'], 2, /--sample many: is no count/],
		['an earlier report that is absent', ['--compare', join(temporary, 'absent.json')], 1, /absent\.json: no such file/],
		[
			'an earlier report without results',
			['--compare', join(set, 'tickets.jsonl')],
			1,
			/is no report with results for each ticket\. Make one: npm/,
		],
		['results in the place of a file', ['--out', join(set, 'tickets.jsonl')], 1, /tickets\.jsonl: cannot be read or written \(EEXIST\)/],
	])('ends with a sentence before any ticket is matched: %s', async (_, args, code, sentence) => {
		const outcome = await evaluate([set, ...args]);
		expect([outcome.code, outcome.stdout]).toEqual([code, '']);
		expect(outcome.stderr).toMatch(sentence);
		expect(outcome.stderr).not.toMatch(/\n +at |matching/);
	});

	test('names the line of a ticket that is too long', async () => {
		const folder = await writeSet(join(temporary, 'long'), { tickets: [...tickets, { id: 'g', text: 'x '.repeat(50_000), relevant: [] }] });
		const { code, stderr } = await evaluate([folder]);
		expect([code, stderr]).toEqual([1, expect.stringMatching(/tickets\.jsonl:7: the ticket has 99999 characters/)]);
	});

	test('tells that a half has no ticket', async () => {
		const folder = await writeSet(join(temporary, 'one'), { tickets: tickets.slice(0, 1) });
		const outcomes = await Promise.all(
			['tuning', 'held-out'].map((half) => evaluate([folder, '--half', half, '--no-baselines', '--sample', '0'])),
		);
		expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 1]);
		expect(outcomes.find(({ code }) => code === 1)?.stderr).toMatch(
			/none of its 1 tickets is in the \S+ half\. Add tickets, or use --half all\./,
		);
	});
});
