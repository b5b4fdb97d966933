import { describe, expect, test } from 'vitest';
import { distil } from '../../../src/search/static/distil.ts';
import { dotProduct, packVectors, vectorOf } from '../../../src/search/vectors.ts';
import { randomFrom, toUnit } from '../../setup/small-index.ts';

const dimensions = 8;
const pieces = 40;
/** Pieces that no text has. */
const untaught = 5;

const random = randomFrom('distil');
const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random() - 0.5);
const truth = packVectors(
	Array.from({ length: pieces }, () => draw(dimensions)),
	dimensions,
);
const texts = Array.from({ length: 2_000 }, () =>
	Array.from({ length: 1 + Math.floor(random() * 6) }, () => Math.floor(random() * (pieces - untaught))),
);
const targets = meansOf(truth.values);
/** Somewhere near. */
const starts = draw(pieces * dimensions).map((value, at) => value + (truth.values[at] ?? 0));

function meansOf(table: Float32Array): Float32Array {
	const rows = texts.map((text) =>
		new Float32Array(dimensions).map((_, at) => text.reduce((sum, piece) => sum + (table[piece * dimensions + at] ?? 0) / text.length, 0)),
	);
	return packVectors(rows, dimensions).values;
}

function cosine(a: Float32Array, b: Float32Array): number {
	return dotProduct(toUnit(a), toUnit(b));
}

const table = { dimensions, values: distil({ texts, targets, dimensions }, starts, () => {}) };

describe('distil', () => {
	test('finds the vectors of pieces by what texts are the means of, from a start somewhere near', () => {
		for (let piece = 0; piece < pieces - untaught; piece++) {
			expect(cosine(vectorOf(table, piece), vectorOf(truth, piece))).toBeGreaterThan(0.99);
			expect(Math.hypot(...vectorOf(table, piece)) / Math.hypot(...vectorOf(truth, piece))).toBeCloseTo(1, 1);
		}
	});

	test('leaves pieces that no text has with the direction that they started with', () => {
		for (let piece = pieces - untaught; piece < pieces; piece++)
			expect(cosine(vectorOf(table, piece), vectorOf({ dimensions, values: starts }, piece))).toBeGreaterThan(0.9999);
	});

	test('keeps a good start where texts are few', () => {
		const few = { texts: texts.slice(0, 3), targets: targets.subarray(0, 3 * dimensions), dimensions };
		const kept = distil(few, truth.values, () => {});
		for (let piece = 0; piece < pieces; piece++)
			expect(cosine(vectorOf({ dimensions, values: kept }, piece), vectorOf(truth, piece))).toBeGreaterThan(0.9);
	});

	test('goes half the way for what one text says of its pieces, and all of it for what a hundred say', () => {
		const said = Array.from({ length: untaught }, (_, at) => pieces - untaught + at);
		const target = draw(dimensions);
		const distances = [0, 1, 100].map((times) => {
			const lessons = {
				texts: [...texts, ...Array.from({ length: times }, () => said)],
				targets: Float32Array.from([...targets, ...Array.from({ length: times }, () => [...target]).flat()]),
				dimensions,
			};
			const values = distil(lessons, truth.values, () => {});
			const mean = target.map((_, at) => said.reduce((sum, piece) => sum + (values[piece * dimensions + at] ?? 0) / said.length, 0));
			return Math.hypot(...mean.map((value, at) => value - (target[at] ?? 0)));
		});
		const [start = 0, once = 0, often = 0] = distances;
		expect(once / start).toBeGreaterThan(0.3);
		expect(often / start).toBeLessThan(0.1);
	});

	test('lets a piece that nearly every text has say less than the others, as far as nothing else is known', () => {
		const everywhere = texts.map((text) => [0, ...text]);
		const ones = new Float32Array(pieces * dimensions).fill(1);
		const flat = distil({ texts: everywhere, targets: new Float32Array(texts.length * dimensions).fill(1), dimensions }, ones, () => {});
		expect(flat[0]).toBeLessThan((flat[(pieces - 1) * dimensions] ?? 0) / 2);
	});

	test('is the same for the same texts', () => {
		expect(distil({ texts, targets, dimensions }, starts, () => {})).toEqual(table.values);
	});
});
