import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeResult, type TicketResult } from '../../../src/matching/evaluation/judged.ts';
import { evaluateResults, measureFigures, sortResults } from '../../../src/matching/evaluation/metrics.ts';
import { reliabilityBins } from '../../../src/matching/evaluation/reliability.ts';
import type { Candidate } from '../../../src/matching/result.ts';
import { found, outside } from './results.ts';

describe('judgeResult', () => {
	const candidate = (article: string): Candidate => ({
		article,
		path: article,
		title: article,
		section: { heading: '', anchor: '' },
		probability: 0.1,
		evidence: [],
	});
	const answer = (found: string) =>
		({ ticket: null, decision: 'suggest', confidence: 0.4, candidates: [...found].map(candidate), escalation: null }) as const;

	test('takes the first of several right articles, counted from 1', () => {
		expect(judgeResult('t', ['a', 'b'], answer('cba'))).toEqual({
			id: 't',
			inScope: true,
			decision: 'suggest',
			confidence: 0.4,
			first: 'c',
			rank: 2,
		});
	});

	test('gives no rank where the article is not among the candidates, or there is none', () => {
		expect(judgeResult('t', ['z'], answer('cba'))).toMatchObject({ inScope: true, rank: null });
		expect(judgeResult('t', [], answer('cba'))).toMatchObject({ inScope: false, first: 'c', rank: null });
		expect(judgeResult('t', [], answer(''))).toMatchObject({ first: null, rank: null });
	});
});

describe('evaluateResults', () => {
	test('counts ranks over the tickets that have an article', () => {
		const report = evaluateResults([found(1, 0.9), found(2, 0.9), found(4, 0.9), found(6, 0.9), found(0, 0.9), outside(0.9)]);
		expect(report).toMatchObject({ inScope: 5, outOfScope: 1, top1: 1 / 5, top3: 2 / 5, top5: 3 / 5 });
		expect(report.mrr).toBeCloseTo((1 + 1 / 2 + 1 / 4 + 1 / 6) / 5, 12);
	});

	test('says how often it acted, how often that was right or wrong, and how often it rightly refused', () => {
		const report = evaluateResults([
			found(1, 0.95, { decision: 'match' }),
			found(2, 0.95, { decision: 'match' }),
			outside(0.95, { decision: 'match' }),
			found(1, 0.1, { decision: 'none' }),
			outside(0.1, { decision: 'none' }),
		]);
		expect(report.matched).toBeCloseTo(3 / 5, 12);
		expect(report.matchPrecision).toBeCloseTo(1 / 3, 12);
		expect(report.confidentAndWrong).toBeCloseTo(2 / 5, 12);
		expect(report.refused).toBeCloseTo(1 / 2, 12);
	});

	test('has no opinion where there is nothing to judge', () => {
		expect(evaluateResults([found(1, 0.5)])).toMatchObject({ matchPrecision: null, refused: null, auroc: null });
		expect(evaluateResults([found(0, 0.5)]).thresholdShare).toBeNull();
		expect(evaluateResults([])).toMatchObject({
			inScope: 0,
			top1: 0,
			mrr: 0,
			answerableAt95: 0,
			confidentAndWrong: 0,
			calibrationError: 0,
		});
	});

	test('finds the largest share that one threshold answers with at most 5 % wrong, and with 10 %', () => {
		const right = Array.from({ length: 19 }, (_, position) => found(1, 0.9 - position / 1_000));
		// 19 right and then 1 wrong: exactly 5 % wrong among 20; the second wrong one is too many. With the last, 20 of 22 are right.
		const report = evaluateResults([...right, found(2, 0.5), outside(0.4), found(1, 0.3)]);
		expect(report.answerableAt95).toBeCloseTo(20 / 22, 12);
		expect(report.answerableAt90).toBe(1);
	});

	test('lets no threshold cut between tickets of one confidence', () => {
		expect(evaluateResults([found(1, 0.9), found(1, 0.9), found(2, 0.9)]).answerableAt95).toBe(0);
	});

	test('holds what was decided against the best threshold', () => {
		// The best threshold answers the first four; `match` answers two of them.
		const results = [
			found(1, 0.9, { decision: 'match' }),
			found(1, 0.8, { decision: 'match' }),
			found(1, 0.7),
			found(1, 0.6),
			outside(0.5),
		];
		expect(evaluateResults(results).thresholdShare).toBe(0.5);
	});

	test('tells in scope from out of scope by pairs, ties counting half', () => {
		// .9 beats both, .6 ties with one and beats the other, .4 beats one: 4.5 of 6 pairs.
		const report = evaluateResults([found(1, 0.9), found(2, 0.6), found(0, 0.4), outside(0.6), outside(0.3)]);
		expect(report.auroc).toBeCloseTo(4.5 / 6, 12);
	});

	test('measures how far confidence and truth lie apart, bin by bin', () => {
		// Bin .8 to .9: promised .85 + .85, one right, .7 apart. Bin .2 to .3: promised .2, none right, .2 apart.
		expect(evaluateResults([found(1, 0.85), found(2, 0.85), outside(0.2)]).calibrationError).toBeCloseTo((0.7 + 0.2) / 3, 12);
	});

	test('sees an error of calibration that cancels out over the bins', () => {
		expect(evaluateResults([found(2, 1), found(1, 0)]).calibrationError).toBe(1);
	});
});

describe('measureFigures', () => {
	const anyResult = fc.record({
		inScope: fc.boolean(),
		decision: fc.constantFrom('match', 'suggest', 'none'),
		confidence: fc.constantFrom(0, 0.25, 0.25, 0.5, 0.75, 1),
		place: fc.nat({ max: 4 }),
	});

	test('counts a ticket of weight three as three tickets', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(anyResult, fc.nat({ max: 3 })), { minLength: 1, maxLength: 30 }), (drawn) => {
				const weighted = drawn.map(([{ place, ...fields }, weight]) => ({
					result: { id: 't', first: null, rank: fields.inScope && place > 0 ? place : null, ...fields } satisfies TicketResult,
					weight,
				}));
				const repeated = weighted.flatMap(({ result, weight }) => Array.from({ length: weight }, () => result));
				const byWeight = measureFigures(
					sortResults(weighted.map(({ result }) => result)),
					weighted.map(({ weight }) => weight),
				);
				for (const [name, value] of Object.entries(measureFigures(sortResults(repeated)))) {
					const other = byWeight[name as keyof typeof byWeight];
					if (value === null) expect(other, name).toBeNull();
					else expect(other, name).toBeCloseTo(value, 10);
				}
			}),
		);
	});
});

describe('reliabilityBins', () => {
	test('holds what was promised against what came true, in ten bins', () => {
		const bins = reliabilityBins([found(1, 0.82), found(2, 0.88), outside(0.2), found(1, 1), found(1, 0)]);
		expect(bins).toHaveLength(10);
		expect(bins[8]).toEqual({ from: 0.8, to: 0.9, tickets: 2, promised: expect.closeTo(0.85, 10), right: 0.5 });
		expect(bins[2]).toMatchObject({ tickets: 1, promised: 0.2, right: 0 });
		expect([bins[9]?.tickets, bins[0]?.tickets]).toEqual([1, 1]);
		expect(bins[5]).toEqual({ from: 0.5, to: 0.6, tickets: 0, promised: null, right: null });
	});
});
