import { describe, expect, test } from 'vitest';
import { compareRuns, type SavedReport } from '../../../src/matching/evaluation/compare.ts';
import { comparisonMarkdown } from '../../../src/matching/evaluation/compare-markdown.ts';
import type { TicketResult } from '../../../src/matching/evaluation/judged.ts';
import { found, outside } from './results.ts';

function earlier(results: TicketResult[]): SavedReport {
	return { set: 'a set', measured: { date: '2026-01-02T03:04:05Z', corpus: 'abc' }, results };
}

const was = [
	found(2, 0.4, { id: 'gained' }),
	found(1, 0.9, { id: 'lost', decision: 'match' }),
	found(5, 0.4, { id: 'up' }),
	found(3, 0.4, { id: 'vanished' }),
	found(2, 0.4, { id: 'elsewhere', first: 'one' }),
	found(1, 0.6, { id: 'surer' }),
	outside(0.1, { id: 'refused', decision: 'none' }),
	found(1, 0.5, { id: 'old' }),
	outside(0.5, { id: 'judged anew' }),
];
const now = [
	found(1, 0.5, { id: 'gained' }),
	found(2, 0.4, { id: 'lost' }),
	found(4, 0.4, { id: 'up' }),
	found(0, 0.4, { id: 'vanished' }),
	found(2, 0.4, { id: 'elsewhere', first: 'two' }),
	found(1, 0.7, { id: 'surer' }),
	outside(0.3, { id: 'refused' }),
	found(1, 0.5, { id: 'new' }),
	found(1, 0.5, { id: 'judged anew' }),
];

describe('compareRuns', () => {
	test('tells for each ticket what became of it, losses first', () => {
		const { moved, changes, decisionsChanged } = compareRuns(earlier(was), now);
		expect(moved.map(({ id, change }) => [id, change])).toEqual([
			['lost', 'lost'],
			['gained', 'gained'],
			['vanished', 'down'],
			['up', 'up'],
			['elsewhere', 'answer'],
			['refused', 'answer'],
		]);
		expect(changes).toEqual({ gained: 1, lost: 1, up: 1, down: 1, answer: 2 });
		expect(decisionsChanged).toBe(2);
		expect(moved[0]).toMatchObject({ was: { rank: 1, decision: 'match' }, now: { rank: 2, decision: 'suggest' } });
	});

	test('compares figures over the tickets that both runs judged alike', () => {
		const { tickets, left, figures } = compareRuns(earlier(was), now);
		expect(tickets).toBe(7);
		expect(left).toEqual({ onlyThen: 1, onlyNow: 1, judgedOtherwise: 1 });
		expect(figures.top1).toMatchObject({ was: 2 / 6, now: 2 / 6, difference: 0 });
		expect(figures.matched).toMatchObject({ was: 1 / 7, now: 0 });
	});

	test('finds nothing moved between equal runs', () => {
		expect(compareRuns(earlier(was), was)).toMatchObject({ moved: [], decisionsChanged: 0, figures: { top1: { interval: [0, 0] } } });
	});
});

describe('comparisonMarkdown', () => {
	test('lists each moved ticket with what it was and is', () => {
		const text = comparisonMarkdown(compareRuns(earlier(was), now));
		expect(text).toContain('over the 7 tickets of both runs (1 were there only then, 1 are there only now, 1 were judged otherwise then)');
		expect(text).toContain('| lost | lost | 1 → 2 | right → other | match → suggest | 90 % → 40 % |');
		expect(text).toContain('| vanished | down | 3 → – | other | suggest | 40 % |');
		expect(text).toContain('| refused | answer | out of scope | other | none → suggest | 10 % → 30 % |');
	});

	test('leaves thousands to the JSON', () => {
		const many = Array.from({ length: 1_000 }, (_, place) => found(1, 0.5, { id: `t${place}` }));
		const text = comparisonMarkdown(compareRuns(earlier(many.map((result) => ({ ...result, rank: 2 }))), many));
		expect(text).toContain('1000 tickets gained');
		expect(text).toContain('800 more are in the JSON report.');
		expect(text).not.toContain('| t500 |');
	});
});
