import { describe, expect, test } from 'vitest';
import { poolMeaning, standardize, standardizeWords } from '../../src/search/fusion.ts';

describe('poolMeaning', () => {
	test('lies between the best passage and the mean of the best few', () => {
		const pooled = poolMeaning([1, 0.5, 0.5, 0.5, 0.5]);
		expect(pooled).toBeGreaterThan(0.6);
		expect(pooled).toBeLessThan(1);
	});

	test('prefers the article that says it in several places, of two with the same best', () => {
		expect(poolMeaning([0.8, 0.7, 0.7])).toBeGreaterThan(poolMeaning([0.8, 0.1, 0.1]));
	});

	test('does not let the many other passages of a long article pull it down', () => {
		expect(poolMeaning([0.9, 0.8, 0.7, 0.6, 0.5, -1, -1, -1])).toBe(poolMeaning([0.9, 0.8, 0.7, 0.6, 0.5]));
	});

	test('gives a single passage its own likeness', () => {
		expect(poolMeaning([0.4])).toBeCloseTo(0.4);
	});

	test('gives an article without passages 0', () => {
		expect(poolMeaning([])).toBe(0);
	});
});

describe('standardize', () => {
	test('gives mean 0 and deviation 1', () => {
		expect([...standardize(Float64Array.of(1, 3))]).toEqual([-1, 1]);
	});

	test('gives 0 for values that do not differ, instead of dividing by nothing', () => {
		expect([...standardize(Float64Array.of(0.1, 0.1, 0.1))]).toEqual([0, 0, 0]);
	});

	test('gives 0 for a single article', () => {
		expect([...standardize(Float64Array.of(7))]).toEqual([0]);
	});

	test('gives nothing for nothing', () => {
		expect(standardize(new Float64Array())).toHaveLength(0);
	});
});

describe('standardizeWords', () => {
	test('keeps one rare word from towering over the others', () => {
		const scores = Float64Array.of(0, 0, 0, 0, 4, 100);
		const [plain, tamed] = [standardize(scores), standardizeWords(scores)];
		expect((tamed[5] ?? 0) - (tamed[4] ?? 0)).toBeLessThan((plain[5] ?? 0) - (plain[4] ?? 0));
		expect([...tamed].sort((a, b) => a - b)).toEqual([...tamed]);
	});
});
