import { describe, expect, test } from 'vitest';
import { evaluateResults, type JudgedResult } from '../../src/matching/evaluation.ts';
import type { MatchResult } from '../../src/matching/result.ts';

/** A result that names articles by one letter each, best first. */
function judged(relevant: string, found: string, confidence: number, decision: MatchResult['decision'] = 'suggest'): JudgedResult {
	const candidates = [...found].map((id) => ({
		article: id,
		path: id,
		title: id,
		section: { heading: '', anchor: '' },
		probability: 0,
		evidence: [],
	}));
	return { relevant: [...relevant], result: { ticket: null, decision, confidence, candidates, escalation: null } };
}

describe('evaluateResults', () => {
	test('counts ranks over the tickets that have an article', () => {
		const report = evaluateResults([
			judged('a', 'abc', 0.9),
			judged('a', 'bac', 0.9),
			judged('a', 'bcda', 0.9),
			judged('a', 'bcdefa', 0.9),
			judged('a', 'bcd', 0.9),
			judged('', 'abc', 0.9),
		]);
		expect(report).toMatchObject({ inScope: 5, outOfScope: 1, top1: 1 / 5, top3: 2 / 5, top5: 3 / 5 });
		expect(report.mrr).toBeCloseTo((1 + 1 / 2 + 1 / 4 + 1 / 6 + 0) / 5, 12);
	});

	test('takes the first of several right articles', () => {
		expect(evaluateResults([judged('ab', 'cba', 0.9)]).mrr).toBe(1 / 2);
	});

	test('says how often it acted, how often that was right, and how often it rightly refused', () => {
		const report = evaluateResults([
			judged('a', 'a', 0.95, 'match'),
			judged('a', 'b', 0.95, 'match'),
			judged('', 'a', 0.95, 'match'),
			judged('a', 'a', 0.1, 'none'),
			judged('', '', 0.1, 'none'),
		]);
		expect(report.matched).toBeCloseTo(3 / 5, 12);
		expect(report.matchPrecision).toBeCloseTo(1 / 3, 12);
		expect(report.refused).toBeCloseTo(1 / 2, 12);
	});

	test('has no opinion where there is nothing to judge', () => {
		expect(evaluateResults([judged('a', 'a', 0.5)])).toMatchObject({ matchPrecision: null, refused: null });
		expect(evaluateResults([])).toMatchObject({ inScope: 0, top1: 0, mrr: 0, answerableAt95: 0, calibrationError: 0 });
	});

	test('finds the largest share that one threshold answers with at most 5 % wrong', () => {
		const right = Array.from({ length: 19 }, (_, position) => judged('a', 'a', 0.9 - position / 1_000));
		// 19 right and then 1 wrong: exactly 5 % wrong among 20; the second wrong one is too many.
		const report = evaluateResults([...right, judged('a', 'b', 0.5), judged('', 'a', 0.4), judged('a', 'a', 0.3)]);
		expect(report.answerableAt95).toBeCloseTo(20 / 22, 12);
	});

	test('lets no threshold cut between tickets of one confidence', () => {
		const report = evaluateResults([judged('a', 'a', 0.9), judged('a', 'a', 0.9), judged('a', 'b', 0.9)]);
		expect(report.answerableAt95).toBe(0);
	});

	test('measures how far confidence and truth lie apart, bin by bin', () => {
		// Bin .8 to .9: promised .85 + .85, one right, .7 apart. Bin .2 to .3: promised .2, none right, .2 apart.
		const report = evaluateResults([judged('a', 'a', 0.85), judged('a', 'b', 0.85), judged('', 'a', 0.2)]);
		expect(report.calibrationError).toBeCloseTo((0.7 + 0.2) / 3, 12);
	});

	test('sees an error of calibration that cancels out over the bins', () => {
		const report = evaluateResults([judged('a', 'b', 1), judged('a', 'a', 0)]);
		expect(report.calibrationError).toBe(1);
	});
});
