import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinParts, packJson, splitParts, unpackJson } from '../../../src/search/static/packing.ts';

const part = fc.oneof(
	fc.uint8Array({ maxLength: 20 }),
	// Longer than one byte can tell.
	fc.integer({ min: 127, max: 300 }).map((length) => new Uint8Array(length).fill(0x80)),
);
const parts = fc.array(part, { maxLength: 6 });

/** The same bytes, from somewhere inside other memory, as those that Node reads are. */
function shifted(bytes: Uint8Array, shift: number): Uint8Array {
	return Buffer.concat([Buffer.alloc(shift, 0xff), bytes, Buffer.alloc(shift, 0xff)]).subarray(shift, shift + bytes.length);
}

describe('splitParts', () => {
	test('gives the parts that were joined, empty ones too, wherever the bytes begin in memory', () => {
		fc.assert(
			fc.property(parts, fc.nat({ max: 5 }), (all, shift) => {
				const read = splitParts(shifted(joinParts(all), shift));
				expect(read.map((one) => [...one])).toEqual(all.map((one) => [...one]));
			}),
		);
	});

	test('throws RangeError for bytes that end within a part, and never gives a part that was cut', () => {
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.nat(), (all, pick) => {
				const bytes = joinParts(all);
				const cut = pick % bytes.length;
				const whole = all.findIndex((_, count) => joinParts(all.slice(0, count)).length === cut);
				const read = (): number[][] => splitParts(bytes.subarray(0, cut)).map((one) => [...one]);
				// Between two parts nothing tells that there were more.
				if (whole === -1) expect(read).toThrow(RangeError);
				else expect(read()).toEqual(all.slice(0, whole).map((one) => [...one]));
			}),
		);
	});
});

describe('unpackJson', () => {
	test('gives what was packed, in texts of any writing, wherever the bytes begin in memory', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue({ stringUnit: 'grapheme' }), fc.nat({ max: 5 }), async (value, shift) => {
				const text = JSON.stringify(value);
				expect(JSON.stringify(await unpackJson(shifted(await packJson(value), shift)))).toBe(text);
			}),
		);
	});

	test('throws for bytes that were cut off anywhere, and for those of something else', async () => {
		const bytes = await packJson([['Clear the jam', 'clear-the-jam', 'Open the front tray. '.repeat(20)]]);
		for (let cut = 0; cut < bytes.length; cut++) await expect(unpackJson(bytes.subarray(0, cut))).rejects.toThrow();
		await expect(unpackJson(Buffer.from('<!doctype html><title>Not found</title>'))).rejects.toThrow();
		await expect(unpackJson(Buffer.concat([bytes, Buffer.from('more')]))).rejects.toThrow();
	});
});

describe('packJson', () => {
	test('takes far fewer bytes for a text that repeats itself, and the same every time', async () => {
		const texts = Array.from({ length: 50 }, (_, at) => `Restart the tunnel client ${at}, and look whether the lamp is green.`);
		const packed = await packJson(texts);
		expect(packed.length).toBeLessThan(JSON.stringify(texts).length / 5);
		expect(await packJson(texts)).toEqual(packed);
	});
});
