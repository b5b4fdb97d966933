import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '../../../src/search/static/byte-stream.ts';

const item = fc.oneof(
	fc.record({ kind: fc.constant('number' as const), value: fc.integer({ min: 0, max: 2 ** 40 }) }),
	fc.record({ kind: fc.constant('float' as const), value: fc.float({ noNaN: true }) }),
	fc.record({ kind: fc.constant('text' as const), value: fc.string({ unit: 'grapheme' }) }),
);
type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

function write(items: readonly Item[]): Uint8Array {
	const writer = new ByteWriter();
	for (const { kind, value } of items) {
		if (kind === 'number') writer.number(value);
		else if (kind === 'float') writer.float(value);
		else writer.text(value);
	}
	return writer.done();
}

function read(bytes: Uint8Array, items: readonly Item[]): { values: unknown[]; isAtEnd: boolean } {
	const reader = new ByteReader(bytes);
	const values = items.map(({ kind }) => reader[kind]());
	return { values, isAtEnd: reader.isAtEnd };
}

describe('ByteReader', () => {
	test('reads what was written, whole numbers to 2^40, floats and texts of any writing, wherever the bytes begin in memory', () => {
		fc.assert(
			fc.property(fc.array(item), fc.nat({ max: 5 }), (items, shift) => {
				const bytes = write(items);
				const shifted = Buffer.concat([Buffer.alloc(shift, 0xff), bytes]).subarray(shift);
				const values = items.map(({ value }) => value);
				expect(read(bytes, items)).toEqual({ values, isAtEnd: true });
				expect(read(shifted, items)).toEqual({ values, isAtEnd: true });
			}),
		);
	});

	test('reads every size of a number, and emoji', () => {
		const numbers = [0, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 + 1, 2 ** 40];
		const items: Item[] = [...numbers.map((value) => ({ kind: 'number' as const, value })), { kind: 'text', value: '👩‍💻 naïve 打印机' }];
		expect(read(write(items), items).values).toEqual([...numbers, '👩‍💻 naïve 打印机']);
	});

	test('throws RangeError for a stream that was cut off anywhere', () => {
		fc.assert(
			fc.property(fc.array(item, { minLength: 1 }), fc.nat(), (items, cut) => {
				const bytes = write(items);
				expect(() => read(bytes.subarray(0, cut % bytes.length), items)).toThrow(RangeError);
			}),
		);
	});
});

describe('ByteWriter', () => {
	test('takes one byte for a small number', () => {
		expect([write([{ kind: 'number', value: 127 }]).length, write([{ kind: 'number', value: 128 }]).length]).toEqual([1, 2]);
	});
});
