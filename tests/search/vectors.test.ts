import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allRows, cosinesOf, dotProduct, meanDirection, packVectors, vectorOf } from '../../src/search/vectors.ts';

const entry = fc.integer({ min: -9, max: 9 });
const vector = fc.array(entry, { minLength: 3, maxLength: 3 }).map((values) => Float32Array.from(values));

describe('packVectors', () => {
	test('keeps each vector, in its order', () => {
		fc.assert(
			fc.property(fc.array(vector, { maxLength: 10 }), (vectors) => {
				const table = packVectors(vectors, 3);
				expect(Array.from(allRows(table), (row) => vectorOf(table, row))).toEqual(vectors);
			}),
		);
	});
});

describe('cosinesOf', () => {
	test('gives each of the rows its cosine with the query, in the order asked for, however many they are', () => {
		fc.assert(
			fc.property(
				fc.array(vector, { minLength: 1, maxLength: 10 }),
				fc.array(fc.nat(), { maxLength: 10 }),
				vector,
				(vectors, picks, query) => {
					const rows = Uint32Array.from(picks, (pick) => pick % vectors.length);
					const expected = [...rows].map((row) => dotProduct(vectors[row] ?? query, query));
					expect([...cosinesOf(packVectors(vectors, 3), rows, query)]).toEqual(expected);
				},
			),
		);
	});

	test('gives nothing for an empty table', () => {
		const table = packVectors([], 384);
		expect(cosinesOf(table, allRows(table), new Float32Array(384))).toHaveLength(0);
	});
});

describe('meanDirection', () => {
	test('lies between the vectors, nearer to the one that weighs more, with norm 1', () => {
		const mean = meanDirection([Float32Array.of(1, 0), Float32Array.of(0, 1)], [3, 4]);
		expect([...(mean ?? [])]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
	});

	test('weighs all alike where no weights are given', () => {
		const [first, second] = meanDirection([Float32Array.of(1, 0), Float32Array.of(0, 1)]) ?? [];
		expect(first).toBe(second);
	});

	test('gives null for no vectors, and no NaN where they cancel out', () => {
		expect(meanDirection([])).toBeNull();
		expect([...(meanDirection([Float32Array.of(1, 0), Float32Array.of(-1, 0)]) ?? [])]).toEqual([0, 0]);
	});
});
