import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateConfidence, spreadProbability } from '../../src/matching/confidence.ts';
import type { RankedArticle } from '../../src/search/rank.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { packVectors } from '../../src/search/vectors.ts';
import { article } from '../setup/articles.ts';

const words = await buildIndex(
	{
		articles: [article({ id: 'KI-1', phrases: ['paper stuck'] }, 'prose'), article({ id: 'KI-2', phrases: ['no sound'] }, 'prose')],
		links: [],
	},
	null,
);
const withModel: SearchIndex = { ...words, vectors: packVectors([], 1), model: 'any' };
const [proseOf1, phraseOf1] = [0, 1];

function candidate(fields: Partial<RankedArticle>): RankedArticle {
	return { article: 0, score: 0, meaning: 0, stems: [], passages: [], ...fields };
}

const score = fc.double({ min: -5, max: 20, noNaN: true });
const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const anyCandidate = (position: number) =>
	fc
		.record({
			score,
			meaning: cosine,
			likeness: cosine,
			passage: fc.integer({ min: 0, max: 3 }),
			stems: fc.array(fc.string(), { maxLength: 9 }),
		})
		.map(({ likeness, passage, ...fields }) => candidate({ article: position, ...fields, passages: [{ passage, likeness }] }));
const anyRanking = fc.tuple(anyCandidate(0), anyCandidate(1)).map((both) => both.sort((a, b) => b.score - a.score));

describe('estimateConfidence', () => {
	test('is never certain, whatever the likeness', () => {
		fc.assert(
			fc.property(anyRanking, fc.integer({ min: 0, max: 9 }), (ranked, stems) => {
				const confidence = estimateConfidence(withModel, ranked, [], stems);
				expect(confidence).toBeGreaterThanOrEqual(0);
				expect(confidence).toBeLessThanOrEqual(0.98);
			}),
		);
		const perfect = [candidate({ score: 20, meaning: 1, passages: [{ passage: phraseOf1, likeness: 1 }] }), candidate({ article: 1 })];
		expect(estimateConfidence(withModel, perfect, [], 3)).toBe(0.98);
	});

	test('never lets words alone be enough to act on', () => {
		fc.assert(
			fc.property(anyRanking, fc.integer({ min: 0, max: 9 }), (ranked, stems) => {
				expect(estimateConfidence(words, ranked, [], stems)).toBeLessThanOrEqual(0.75);
			}),
		);
		expect(estimateConfidence(words, [candidate({ score: 20, stems: ['a', 'b'] }), candidate({ article: 1 })], [], 2)).toBe(0.75);
	});

	test('never lets likeness to prose alone be enough to act on', () => {
		const prose = [candidate({ score: 20, meaning: 1, passages: [{ passage: proseOf1, likeness: 1 }] }), candidate({ article: 1 })];
		expect(estimateConfidence(withModel, prose, [], 3)).toBeLessThanOrEqual(0.85);
	});

	test('stays low where nothing is like the ticket, however far the rest lies behind', () => {
		const far = [
			candidate({ score: 20, meaning: 0.3, passages: [{ passage: phraseOf1, likeness: 0.3 }] }),
			candidate({ article: 1, score: -5 }),
		];
		expect(estimateConfidence(withModel, far, [], 3)).toBeLessThanOrEqual(0.2);
	});

	test('is 0 where no word is shared and there is no model, and where there is no article', () => {
		expect(estimateConfidence(words, [candidate({ score: 0 })], [], 3)).toBe(0);
		expect(estimateConfidence(withModel, [], [], 3)).toBe(0);
	});

	test('grows with the lead over the next article', () => {
		const of = (rival: number) =>
			estimateConfidence(
				withModel,
				[
					candidate({ score: 2, meaning: 0.7, passages: [{ passage: phraseOf1, likeness: 0.7 }] }),
					candidate({ article: 1, score: 1, meaning: rival }),
				],
				[],
				3,
			);
		expect(of(0.2)).toBeGreaterThan(of(0.65));
	});

	describe('of exact texts', () => {
		const hit = (source: 'signature' | 'id' | 'code', position = 0) => ({ article: position, text: 'E-1', source });
		const [ahead, behind] = [candidate({ score: 2 }), candidate({ score: -2 })];
		const rival = candidate({ article: 1, score: 0 });

		test('is nearly certain of a signature, even where another article sounds more like the ticket', () => {
			expect(estimateConfidence(words, [behind, rival], [hit('signature'), hit('signature')], 3)).toBe(0.97);
		});

		test('doubts a signature that two articles carry', () => {
			expect(estimateConfidence(words, [ahead, rival], [hit('signature'), hit('signature', 1)], 3)).toBe(0.6);
		});

		test('is nearly certain of an id only where the ticket sounds like that article too, for it may be what did not help', () => {
			expect(estimateConfidence(words, [ahead, rival], [hit('id')], 3)).toBe(0.97);
			expect(estimateConfidence(words, [behind, rival], [hit('id')], 3)).toBe(0.6);
		});

		test('never acts on a code that is merely mentioned, and never hides it', () => {
			fc.assert(
				fc.property(anyRanking, (ranked) => {
					const confidence = estimateConfidence(withModel, ranked, [hit('code', ranked[0]?.article)], 3);
					expect(confidence).toBeGreaterThanOrEqual(0.3);
					expect(confidence).toBeLessThanOrEqual(0.85);
				}),
			);
		});

		test('leaves the first candidate its own standing where only another carries the text', () => {
			expect(estimateConfidence(words, [ahead, rival], [hit('code', 1)], 3)).toBe(estimateConfidence(words, [ahead, rival], [], 3));
		});
	});
});

describe('spreadProbability', () => {
	const scores = fc.array(score, { minLength: 1, maxLength: 10 }).map((all) => all.sort((a, b) => b - a));
	const probability = fc.double({ min: 0, max: 1, noNaN: true });

	test('sums to at most 1, keeps the first as it is, and never rises down the list', () => {
		fc.assert(
			fc.property(scores, probability, (all, confidence) => {
				const spread = spreadProbability(all, confidence);
				expect(spread).toHaveLength(all.length);
				expect(spread[0]).toBe(confidence);
				expect(spread.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1 + 1e-9);
				for (const [position, value] of spread.entries()) {
					expect(value).toBeGreaterThanOrEqual(0);
					expect(value).toBeLessThanOrEqual(spread[position - 1] ?? 1);
				}
			}),
		);
	});

	test('gives nearly nothing to candidates that lie far behind', () => {
		expect(spreadProbability([10, 0], 0.5)[1]).toBeLessThan(0.001);
	});

	test('shares what is left between equals', () => {
		expect(spreadProbability([1, 1, 1], 0.5)).toEqual([0.5, 0.25, 0.25]);
	});
});
