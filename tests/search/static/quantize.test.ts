import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packBytes, packNibbles, packSigns, unpackBytes, unpackNibbles, unpackSigns } from '../../../src/search/static/quantize.ts';
import { dotProduct } from '../../../src/search/vectors.ts';
import { randomFrom, toUnit } from '../../setup/small-index.ts';

const dimensions = 128;

/** A vector that points anywhere, every direction as likely, to norm 1. */
function randomDirection(random: () => number): Float32Array {
	const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	return toUnit(Float32Array.from({ length: dimensions }, normal));
}

const direction = fc.integer().map((seed) => randomDirection(randomFrom(String(seed))));
/** Of any length, with entries spread normally, as turned axes make them. */
const spread = fc
	.tuple(direction, fc.double({ min: 0.001, max: 1_000, noNaN: true }))
	.map(([vector, length]) => vector.map((value) => value * length));
const anyVector = fc
	.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 16, maxLength: 16 })
	.map((values) => Float32Array.from(values));

function throughNibbles(vector: Float32Array): Float32Array {
	const read = new Float32Array(vector.length);
	unpackNibbles(packNibbles(vector), 0, read);
	return read;
}

function errorOf(vector: Float32Array, read: Float32Array): number {
	return read.reduce((sum, value, at) => sum + (value - (vector[at] as number)) ** 2, 0);
}

describe('packNibbles', () => {
	test('keeps a direction but for a hundredth of its square on average, in half a byte an entry', () => {
		const random = randomFrom('nibbles');
		const rounds = 1_000;
		let mean = 0;
		for (let round = 0; round < rounds; round++) {
			const vector = randomDirection(random);
			mean += errorOf(vector, throughNibbles(vector)) / rounds;
			expect(packNibbles(vector)).toHaveLength(4 + dimensions / 2);
		}
		// Steps up to the largest entry would lose 0.0137.
		expect(mean).toBeLessThan(0.011);
	});

	test('keeps of any vector, whatever its length, where it points, though an entry far from the others is cut off', () => {
		fc.assert(
			fc.property(spread, (vector) => {
				expect(dotProduct(toUnit(throughNibbles(vector)), toUnit(vector))).toBeGreaterThan(0.95);
			}),
		);
	});

	test('errs by half a step in no entry that it does not cut off, and turns no entry round', () => {
		fc.assert(
			fc.property(spread, (vector) => {
				const step = new DataView(packNibbles(vector).buffer).getFloat32(0, true);
				for (const [at, value] of throughNibbles(vector).entries()) {
					const wanted = vector[at] as number;
					expect(value * wanted).toBeGreaterThanOrEqual(0);
					if (wanted > 7.5 * step) expect(value).toBe(Math.fround(7 * step));
					else if (wanted < -8.5 * step) expect(value).toBe(-8 * step);
					else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(0.5001 * step);
				}
			}),
		);
	});

	test('gives no NaN for a vector of nothing', () => {
		expect([...throughNibbles(new Float32Array(16))]).toEqual(Array(16).fill(0));
	});
});

describe('unpackNibbles', () => {
	test('reads one vector after another from bytes that begin anywhere in memory, as those that Node reads do', () => {
		fc.assert(
			fc.property(fc.array(direction, { minLength: 1, maxLength: 4 }), fc.nat({ max: 7 }), (vectors, shift) => {
				const file = Buffer.concat([Buffer.alloc(shift, 0xaa), ...vectors.map(packNibbles)]).subarray(shift);
				for (const [at, vector] of vectors.entries()) {
					const read = new Float32Array(dimensions);
					unpackNibbles(file, at * (4 + dimensions / 2), read);
					expect(read).toEqual(throughNibbles(vector));
				}
			}),
		);
	});
});

describe('packBytes', () => {
	test('keeps direction and length of any vector, wherever its bytes begin', () => {
		fc.assert(
			fc.property(spread, fc.nat({ max: 5 }), (vector, offset) => {
				const read = new Float32Array(dimensions);
				unpackBytes(Buffer.concat([Buffer.alloc(offset, 0xff), packBytes(vector)]), offset, read);
				expect(dotProduct(toUnit(read), toUnit(vector))).toBeGreaterThan(0.9995);
				expect(Math.hypot(...read) / Math.hypot(...vector)).toBeCloseTo(1, 5);
			}),
		);
	});

	test('gives nothing for nothing', () => {
		const read = new Float32Array(8).fill(1);
		unpackBytes(packBytes(new Float32Array(8)), 0, read);
		expect([...read]).toEqual(Array(8).fill(0));
	});
});

describe('packSigns', () => {
	test('keeps the sign of every entry in one bit', () => {
		fc.assert(
			fc.property(anyVector, (vector) => {
				const read = unpackSigns(packSigns(vector), vector.length);
				expect(packSigns(vector)).toHaveLength(2);
				expect(Array.from(read, (value) => value >= 0)).toEqual(Array.from(vector, (value) => value >= 0));
			}),
		);
	});

	test('leaves the dot product with a query what it was, on average', () => {
		const random = randomFrom('signs');
		const rounds = 400;
		let [product, error] = [0, 0];
		for (let round = 0; round < rounds; round++) {
			const passage = randomDirection(random);
			const noise = randomDirection(random);
			const query = toUnit(passage.map((value, at) => value + (noise[at] as number)));
			const read = unpackSigns(packSigns(passage), dimensions);
			product += dotProduct(passage, query) / rounds;
			error += (dotProduct(read, query) - dotProduct(passage, query)) / rounds;
		}
		expect(product).toBeGreaterThan(0.6);
		expect(Math.abs(error)).toBeLessThan(0.01);
	});
});
