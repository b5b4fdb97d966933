import { describe, expect, test } from 'vitest';
import { measureResults, pairedDifferences } from '../../../src/matching/evaluation/bootstrap.ts';
import { seededRandom } from '../../../src/search/random.ts';
import { found, outside } from './results.ts';

/** Tickets of which this many have their article first, the others second. */
function tickets(count: number, right: number) {
	return Array.from({ length: count }, (_, place) => found(place < right ? 1 : 2, 0.5));
}

describe('measureResults', () => {
	test('gives an interval as wide as a share of so many tickets has', () => {
		const { top1, intervals } = measureResults(tickets(400, 280));
		// Normal approximation: .7 plus and minus 1.96 x sqrt(.7 x .3 / 400).
		const half = 1.96 * Math.sqrt((0.7 * 0.3) / 400);
		expect(top1).toBe(0.7);
		expect(intervals.top1?.[0]).toBeCloseTo(0.7 - half, 2);
		expect(intervals.top1?.[1]).toBeCloseTo(0.7 + half, 2);
	});

	test('covers the truth about nineteen times of twenty', () => {
		const random = seededRandom('coverage');
		let covered = 0;
		for (let set = 0; set < 100; set++) {
			const results = Array.from({ length: 120 }, () => found(random() < 0.6 ? 1 : 2, 0.5));
			const [low, high] = measureResults(results).intervals.top1 ?? [1, 0];
			if (low <= 0.6 && 0.6 <= high) covered++;
		}
		expect(covered).toBeGreaterThanOrEqual(89);
		expect(covered).toBeLessThanOrEqual(99);
	});

	test('gives the same intervals for the same results', () => {
		const results = [...tickets(50, 30), ...Array.from({ length: 20 }, (_, place) => outside(place / 20))];
		expect(measureResults(results)).toEqual(measureResults(results));
	});

	test('gives no interval for what there is nothing to judge by', () => {
		const { intervals } = measureResults([outside(0.4), outside(0.2, { decision: 'none' })]);
		expect(intervals).toMatchObject({ top1: null, mrr: null, auroc: null, matchPrecision: null });
		expect(intervals.refused).toEqual([0, 1]);
		expect(measureResults([]).intervals.matched).toBeNull();
		// No threshold answers anything here, though in some resamples one does.
		expect(measureResults([found(2, 0.9), found(1, 0.8)])).toMatchObject({ thresholdShare: null, intervals: { thresholdShare: null } });
	});

	test('measures 5,500 tickets in a few seconds', () => {
		const random = seededRandom('many');
		const results = Array.from({ length: 5_500 }, (_, place) =>
			place % 6 === 0 ? outside(random()) : found(random() < 0.8 ? 1 : 3, random()),
		);
		const start = performance.now();
		measureResults(results);
		expect(performance.now() - start).toBeLessThan(5_000);
	});
});

describe('pairedDifferences', () => {
	test('is certain of no change between two equal runs', () => {
		const { top1 } = pairedDifferences(tickets(60, 30), tickets(60, 30));
		expect(top1).toEqual({ was: 0.5, now: 0.5, difference: 0, interval: [0, 0] });
	});

	test('finds a gain that two separate intervals would hide', () => {
		const [was, now] = [tickets(100, 50), tickets(100, 56)];
		const { difference, interval } = pairedDifferences(was, now).top1;
		expect(difference).toBeCloseTo(0.06, 12);
		expect(interval?.[0]).toBeGreaterThan(0);
		expect(measureResults(was).intervals.top1?.[1]).toBeGreaterThan(measureResults(now).intervals.top1?.[0] ?? 1);
	});

	test('says nothing of a figure that one of the runs lacks', () => {
		expect(pairedDifferences([found(1, 0.5)], [found(1, 0.9, { decision: 'match' })]).matchPrecision).toEqual({
			was: null,
			now: 1,
			difference: null,
			interval: null,
		});
	});

	test('refuses runs over different tickets', () => {
		expect(() => pairedDifferences(tickets(2, 1), tickets(3, 1))).toThrow('2 and 3 results cannot be paired');
	});
});
