import { describe, expect, test } from 'vitest';
import { cosines, packVectors } from '../../src/search/vectors.ts';

describe('cosines', () => {
	test('gives each row its cosine with the query, in the order packed', () => {
		const table = packVectors([Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(-1, 0)], 2);
		expect([...cosines(table, Float32Array.of(1, 0))]).toEqual([1, 0, -1]);
	});

	test('gives nothing for an empty table', () => {
		expect(cosines(packVectors([], 384), new Float32Array(384))).toHaveLength(0);
	});
});
