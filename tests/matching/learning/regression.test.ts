import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type Example,
	invertBlock,
	invertPositive,
	kernelOf,
	type Regression,
	solveRegression,
	voteWithout,
} from '../../../src/matching/learning/regression.ts';
import { dotProduct } from '../../../src/search/vectors.ts';
import { toUnit } from '../../setup/small-index.ts';

const columns = 3;
const entry = fc.integer({ min: -9, max: 9 });
const text = fc.record({
	// The first entry keeps it from being no direction at all.
	vector: fc.tuple(fc.integer({ min: 1, max: 9 }), entry, entry, entry).map((values) => toUnit(Float32Array.from(values))),
	example: fc.record({
		column: fc.nat(columns - 1),
		target: fc.constant(1),
		weight: fc.constantFrom(1, 0.5, 0.25),
	}),
});
type Text = { vector: Float32Array; example: Example };

function solve(texts: readonly Text[]): Regression {
	const cosines = Float32Array.from(texts.flatMap((a) => texts.map((b) => dotProduct(a.vector, b.vector))));
	return solveRegression(
		cosines,
		texts.map(({ example }) => example),
		columns,
	);
}

/** What the solved texts vote for a vector. */
function voteFor({ coefficients }: Regression, texts: readonly Text[], vector: Float32Array): number[] {
	return Array.from({ length: columns }, (_, column) =>
		texts.reduce((sum, other, at) => sum + kernelOf(dotProduct(other.vector, vector)) * (coefficients[at * columns + column] ?? 0), 0),
	);
}

describe('voteWithout', () => {
	test.each([
		['the text itself', () => false],
		['all texts of its article', (a: Text, b: Text) => a.example.column === b.example.column],
	])('votes as if solved without %s', (_, belongs) => {
		fc.assert(
			fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), fc.nat(), (texts, pick) => {
				const own = pick % texts.length;
				const self = texts[own] as Text;
				const group = [...texts.keys()].filter((at) => at === own || belongs(texts[at] as Text, self));
				const examples = texts.map(({ example }) => example);
				const rest = texts.filter((_, at) => !group.includes(at));
				const expected = voteFor(solve(rest), rest, self.vector);
				const regression = solve(texts);
				const votes = voteWithout(regression, examples, columns, own, group);
				for (const [column, vote] of votes.entries()) expect(Math.abs(vote - (expected[column] ?? 0))).toBeLessThan(1e-6);
				expect(voteWithout(regression, examples, columns, own, group, invertBlock(regression, group))).toEqual(votes);
			}),
		);
	});
});

describe('solveRegression', () => {
	const same: Text = { vector: Float32Array.of(1, 0), example: { column: 0, target: 1, weight: 1 } };

	test('votes near 1 for a text that it was told, and not for other articles', () => {
		expect(voteFor(solve([same]), [same], same.vector)).toEqual([expect.closeTo(0.95, 1), 0, 0]);
	});

	test('shares the vote where the same text was told of two articles', () => {
		const both = [same, { ...same, example: { ...same.example, column: 1 } }];
		const [first, second] = voteFor(solve(both), both, same.vector);
		expect(first).toBeCloseTo(second ?? 0, 10);
		expect(first).toBeCloseTo(0.5, 1);
	});

	test('believes the one that is trusted more', () => {
		const both = [same, { ...same, example: { column: 1, target: 1, weight: 0.25 } }];
		const [trusted = 0, doubted = 0] = voteFor(solve(both), both, same.vector);
		expect(trusted).toBeGreaterThan(doubted * 2);
	});

	test('falls off with the likeness, and never to a vote against', () => {
		const votes = [1, 0.9, 0.5, 0, -1].map((cosine) => {
			return voteFor(solve([same]), [same], Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2)))[0] ?? 0;
		});
		expect(votes).toEqual([...votes].sort((a, b) => b - a));
		expect(votes.at(-1)).toBeGreaterThan(0);
	});

	test('solves nothing to nothing', () => {
		expect(solve([]).coefficients).toHaveLength(0);
	});
});

describe('invertPositive', () => {
	test('gives what times the matrix is one', () => {
		const matrix = fc
			.integer({ min: 1, max: 8 })
			.chain((size) => fc.array(fc.array(entry, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }));
		fc.assert(
			fc.property(matrix, (rows) => {
				const size = rows.length;
				const product = (at: number, other: number): number =>
					(rows[at] ?? []).reduce((sum, value, k) => sum + value * (rows[other]?.[k] ?? 0), at === other ? 1 : 0);
				const positive = Float64Array.from({ length: size * size }, (_, at) => product(Math.floor(at / size), at % size));
				const inverse = invertPositive(positive.slice(), size);
				for (let at = 0; at < size * size; at++) {
					const [row, column] = [Math.floor(at / size), at % size];
					let sum = 0;
					for (let k = 0; k < size; k++) sum += (inverse[row * size + k] ?? 0) * (positive[k * size + column] ?? 0);
					expect(Math.abs(sum - (row === column ? 1 : 0))).toBeLessThan(1e-8);
				}
			}),
		);
	});

	test('gives no NaN where rounding has left a matrix not quite positive', () => {
		expect([...invertPositive(Float64Array.of(1, 1, 1, 1), 2)].every(Number.isFinite)).toBe(true);
	});
});
