import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settleConfidence, shareProbability } from '../../src/matching/confidence.ts';
import { decide } from '../../src/matching/decision.ts';
import { defaultThreshold } from '../../src/matching/learning/learn.ts';

type Ranked = Parameters<typeof settleConfidence>[0][number];
const ranked = (article: number, score: number, probability: number): Ranked => ({ article, score, probability });
const hit = (source: 'signature' | 'id' | 'code', article = 0) => ({ article, text: 'E-1', source });

/** Articles as the weighing leaves them: probabilities in the order of the scores, together at most 1. */
const anyRanking = fc
	.array(fc.tuple(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
		minLength: 1,
		maxLength: 12,
	})
	.map((pairs) => {
		const total = Math.max(
			1,
			pairs.reduce((sum, [, share]) => sum + share, 0),
		);
		const scores = pairs.map(([score]) => score).sort((a, b) => b - a);
		const shares = pairs.map(([, share]) => share / total).sort((a, b) => b - a);
		return scores.map((score, article) => ranked(article, score, shares[article] ?? 0));
	});

describe('settleConfidence', () => {
	test('is never certain, however sure the likeness is', () => {
		fc.assert(
			fc.property(anyRanking, (all) => {
				const confidence = settleConfidence(all, [], true);
				expect(confidence).toBeGreaterThanOrEqual(0);
				expect(confidence).toBeLessThanOrEqual(0.98);
			}),
		);
		expect(settleConfidence([ranked(0, 30, 1)], [], true)).toBe(0.98);
	});

	test('is what the first article was ranked with, where no exact text speaks', () => {
		expect(settleConfidence([ranked(3, 1, 0.62), ranked(1, 0, 0.2)], [], true)).toBe(0.62);
	});

	test('never lets words alone be enough to act on', () => {
		expect(settleConfidence([ranked(0, 30, 1)], [], false)).toBe(0.75);
		expect(decide(0.75, defaultThreshold, 'validated')).toBe('suggest');
	});

	test('is 0 where there is no article', () => {
		expect(settleConfidence([], [], true)).toBe(0);
	});

	describe('of exact texts', () => {
		const [ahead, behind] = [ranked(0, 2, 0.5), ranked(0, -2, 0.01)];
		const rival = ranked(1, 0, 0.1);

		test('is nearly certain of a signature, even where another article sounds more like the ticket', () => {
			for (const hasMeaning of [true, false]) {
				expect(settleConfidence([behind, rival], [hit('signature'), hit('signature')], hasMeaning)).toBe(0.98);
			}
		});

		test('doubts a signature that two articles carry, and one beside the id of another article', () => {
			expect(settleConfidence([ahead, rival], [hit('signature'), hit('signature', 1)], true)).toBe(0.6);
			expect(settleConfidence([ahead, rival], [hit('signature'), hit('id', 1)], true)).toBe(0.6);
		});

		test('is not shaken by a code that another article merely mentions', () => {
			expect(settleConfidence([ahead, rival], [hit('signature'), hit('code', 1)], true)).toBe(0.98);
		});

		test('is nearly certain of an id only where the ticket sounds like that article too, for it may be what did not help', () => {
			expect(settleConfidence([ahead, rival], [hit('id')], true)).toBe(0.98);
			expect(settleConfidence([behind, rival], [hit('id')], true)).toBe(0.6);
		});

		test('of a code that is merely mentioned adds nothing to what likeness says, and never hides the article', () => {
			fc.assert(
				fc.property(anyRanking, fc.boolean(), (all, hasMeaning) => {
					const confidence = settleConfidence(all, [hit('code', all[0]?.article)], hasMeaning);
					expect(confidence).toBeGreaterThanOrEqual(0.3);
					expect(confidence).toBeLessThanOrEqual(Math.max(0.3, all[0]?.probability ?? 0));
				}),
			);
		});

		test('leaves the first candidate its own standing where only another carries the text', () => {
			expect(settleConfidence([ahead, rival], [hit('code', 1)], true)).toBe(0.5);
		});
	});
});

describe('shareProbability', () => {
	const confidence = fc.double({ min: 0, max: 1, noNaN: true });

	test('keeps the first as it is, never rises down the list, and sums to at most 1, in whatever order exact texts put the articles', () => {
		const shuffled = anyRanking.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
		fc.assert(
			fc.property(shuffled, confidence, (all, first) => {
				const shares = shareProbability(all, first);
				expect(shares).toHaveLength(all.length);
				expect(shares[0]).toBe(first);
				expect(shares.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1 + 1e-9);
				for (const [position, value] of shares.entries()) {
					expect(value).toBeGreaterThanOrEqual(0);
					expect(value).toBeLessThanOrEqual((shares[position - 1] ?? 1) + 1e-12);
				}
			}),
		);
	});

	test('leaves the probabilities as they were where the first keeps its own', () => {
		expect(shareProbability([ranked(0, 2, 0.5), ranked(1, 1, 0.3), ranked(2, 0, 0.1)], 0.5)).toEqual([0.5, 0.3, 0.1]);
	});

	test('takes from the others in proportion where an exact text raises the first', () => {
		const [, second = 0, third = 0] = shareProbability([ranked(0, 0, 0.2), ranked(1, 1, 0.4), ranked(2, 0, 0.2)], 0.9);
		expect([second, third].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.05, 0.025]);
	});

	test('shares what is left where an exact text put an unlikely article before a likely one', () => {
		const [, second, third] = shareProbability([ranked(0, 0, 0.1), ranked(1, -9, 0), ranked(2, 3, 0.8)], 0.6);
		expect([second, third]).toEqual([expect.closeTo(0.2), expect.closeTo(0.2)]);
	});

	test('gives none of nothing', () => {
		expect(shareProbability([], 0)).toEqual([]);
	});
});
