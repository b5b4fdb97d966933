import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { principalAxes, project, projectDirection } from '../../../src/search/static/axes.ts';
import { dotProduct, packVectors } from '../../../src/search/vectors.ts';
import { randomFrom } from '../../setup/small-index.ts';

const dimensions = 24;
const count = 8;

/** Vectors that all lie in the span of `rank` of them, and more of that span that the table does not hold. */
function vectorsOfRank(rank: number, seed: string): { table: Float32Array[]; others: Float32Array[] } {
	const random = randomFrom(seed);
	const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random() - 0.5);
	const span = Array.from({ length: rank }, () => draw(dimensions));
	const mix = (): Float32Array => {
		const weights = draw(rank);
		return new Float32Array(dimensions).map((_, at) => span.reduce((sum, vector, row) => sum + (vector[at] ?? 0) * (weights[row] ?? 0), 0));
	};
	return { table: [...span, ...Array.from({ length: 20 }, mix)], others: Array.from({ length: 5 }, mix) };
}

describe('project', () => {
	test('keeps the dot products of vectors that lie where those of the table do', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: count }), fc.string(), (rank, seed) => {
				const { table, others } = vectorsOfRank(rank, seed);
				const axes = principalAxes(packVectors(table, dimensions), count);
				for (const a of [...table.slice(0, 5), ...others])
					for (const b of others) expect(dotProduct(project(axes, a), project(axes, b))).toBeCloseTo(dotProduct(a, b), 4);
			}),
			{ numRuns: 30 },
		);
	});

	test('keeps more of the table than any axes that do not ask it', () => {
		const { table } = vectorsOfRank(dimensions, 'many');
		const kept = (axes: ReturnType<typeof principalAxes>): number =>
			table.reduce((sum, vector) => sum + dotProduct(project(axes, vector), project(axes, vector)), 0);
		const values = new Float32Array(dimensions * count);
		for (let column = 0; column < count; column++) values[column * count + column] = 1;
		expect(kept(principalAxes(packVectors(table, dimensions), count))).toBeGreaterThan(1.3 * kept({ count, values }));
	});

	test('spreads what there is evenly over its entries, so that a sign of one says as much as of another', () => {
		// All but one direction is nearly empty: unturned, one entry would hold everything.
		const { table } = vectorsOfRank(1, 'one');
		const projected = project(principalAxes(packVectors(table, dimensions), count), table[0] ?? new Float32Array(dimensions));
		const squares = [...projected].map((value) => value * value);
		const mean = squares.reduce((sum, square) => sum + square, 0) / count;
		for (const square of squares) expect(square).toBeCloseTo(mean, 5);
	});
});

describe('principalAxes', () => {
	test('finds the same axes for the same table', () => {
		const table = packVectors(vectorsOfRank(6, 'again').table, dimensions);
		expect(principalAxes(table, count)).toEqual(principalAxes({ ...table, values: table.values.slice() }, count));
	});

	test('gives numbers for a table of nothing', () => {
		expect([...principalAxes(packVectors([], dimensions), count).values].every(Number.isFinite)).toBe(true);
	});
});

describe('projectDirection', () => {
	test('has norm 1, and is nothing for what has no direction', () => {
		const { table, others } = vectorsOfRank(4, 'norms');
		const axes = principalAxes(packVectors(table, dimensions), count);
		for (const vector of others) expect(Math.hypot(...projectDirection(axes, vector))).toBeCloseTo(1, 5);
		expect([...projectDirection(axes, new Float32Array(dimensions))]).toEqual(Array(count).fill(0));
	});
});
