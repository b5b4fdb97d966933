import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/matching/evaluation/compare.ts';
import type { JudgedTicket, TicketResult } from '../../../src/matching/evaluation/judged.ts';
import { buildReport, type FullReport } from '../../../src/matching/evaluation/report.ts';
import { reportMarkdown } from '../../../src/matching/evaluation/report-markdown.ts';
import { found, outside } from './results.ts';

const subject = {
	date: '2026-01-02T03:04:05.000Z',
	corpus: 'c'.repeat(64),
	ticketsFile: 'd'.repeat(64),
	model: 'a model',
	articles: 3,
	links: 2,
	half: 'held-out',
} as const;

function report(results: TicketResult[]): FullReport {
	const tickets = results.map(
		({ id, inScope }): JudgedTicket => ({ id, half: 'held-out', ticket: { text: 'a few words' }, relevant: inScope ? ['right'] : [] }),
	);
	const none = { clean: [], rewritten: [] };
	return buildReport('a set', subject, tickets, { results, typos: none, mail: none }, {});
}

const results = [
	...Array.from({ length: 8 }, (_, place) => found(1, 0.96, { id: `t${place}`, decision: 'match' })),
	found(2, 0.96, { id: 't8', decision: 'match' }),
	found(1, 0.55, { id: 't9' }),
	outside(0.05, { id: 't10', decision: 'none' }),
	outside(0.15, { id: 't11' }),
];

describe('reportMarkdown', () => {
	const text = reportMarkdown(report(results));

	test('says what was measured', () => {
		expect(text).toContain('# How well a set is matched');
		expect(text).toContain(
			'on 2026-01-02 over the held-out half of the tickets: 10 in scope, 2 out of scope; 3 articles, 2 links; model a model.',
		);
	});

	test('shows each figure with its interval and its meaning', () => {
		expect(text).toMatch(/^\| Top-1 \| 90\.0 % \| [67]\d\.\d to 100\.0 % \| in-scope tickets whose article comes first \|$/m);
		expect(text).toMatch(/^\| AUROC \| 1\.000 \| 1\.000 to 1\.000 \|/m);
		expect(text).toMatch(/^\| MRR \| \.950 \| /m);
	});

	test('counts what each decision did, and holds it against the best threshold', () => {
		expect(text).toContain('| `match` | 8 | 1 | 0 | 9 |');
		expect(text).toContain('| `none` | 0 | 0 | 1 | 1 |');
		expect(text).toContain('Of 9 `match` decisions 1 are wrong (11.1 %).');
		expect(text).toContain('would answer 0 tickets.');
	});

	test('draws what came true as a bar, and marks what was promised', () => {
		expect(text).toContain('| 90 % to 100 % | 9 | 96.0 % | 88.9 % | `██████████████████████░░┃` |');
		expect(text).toContain('| 50 % to 60 % | 1 | 55.0 % | 100.0 % | `█████████████┃███████████` |');
		expect(text).toContain('| 20 % to 30 % | 0 | – | – |  |');
	});

	test('shows a dash where there is nothing to judge', () => {
		expect(text).toContain('| **Out of scope**: no article solves them | 2 | – | – | 0.0 % (0–0) | – |');
		expect(text).toContain('\n\nNo tickets: long, with an error code, with typos, as a mail, tuning half.\n');
		expect(text).toContain('## Other ways to search\n\nNot measured.');
	});

	test('tells what moved where an earlier report was given', () => {
		const compared = report(results);
		compared.comparison = compareRuns({ set: 'before', measured: subject, results }, results);
		expect(reportMarkdown(compared)).toContain('## What moved\n\nAgainst before of 2026-01-02, corpus cccccccccccc, over the 12 tickets');
		expect(text).not.toContain('## What moved');
	});

	test('lets no id end a cell, begin a tag or move the cursor', () => {
		const hostile = found(1, 0.5, { id: 'a|b\n<script>\u001b[2J', first: '`x`' });
		const compared = report([hostile]);
		compared.comparison = compareRuns({ set: 's', measured: subject, results: [{ ...hostile, rank: 2 }] }, [hostile]);
		expect(reportMarkdown(compared)).toContain('| a\\|b \\<script> \\[2J | gained | 2 → 1 | \\`x\\` | suggest | 50 % |');
	});
});
