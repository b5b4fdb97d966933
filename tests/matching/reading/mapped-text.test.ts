import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originalSpan, type Replacement, replaceSpans } from '../../../src/matching/reading/mapped-text.ts';

/** A text and replacements that may overlap, in any order. */
const replaced = fc.string({ maxLength: 40 }).chain((original) =>
	fc.record({
		original: fc.constant(original),
		replacements: fc.array(
			fc
				.record({ start: fc.nat(original.length), length: fc.nat(8), text: fc.string({ maxLength: 6 }) })
				.map(({ start, length, text }): Replacement => ({ start, end: Math.min(original.length, start + length), text })),
			{ maxLength: 6 },
		),
	}),
);

describe('replaceSpans', () => {
	test('puts each replacement in its place, in whatever order they come', () => {
		const mapped = replaceSpans('from a@b.co to c@d.co', [
			{ start: 15, end: 21, text: '[2]' },
			{ start: 5, end: 11, text: '[1]' },
		]);
		expect(mapped.text).toBe('from [1] to [2]');
		expect(mapped.replacements.map(({ start }) => start)).toEqual([5, 15]);
	});

	test('of two that overlap takes the first, of two that start together the longer', () => {
		const mapped = replaceSpans('abcdef', [
			{ start: 2, end: 4, text: 'Y' },
			{ start: 1, end: 2, text: 'no' },
			{ start: 1, end: 3, text: 'X' },
		]);
		expect(mapped).toEqual({ text: 'aXdef', replacements: [{ start: 1, end: 3, text: 'X' }] });
	});

	test('leaves the text as it is where nothing is replaced', () => {
		expect(replaceSpans('\ud800 any\r\ntext', [])).toEqual({ text: '\ud800 any\r\ntext', replacements: [] });
	});
});

describe('originalSpan', () => {
	const mapped = replaceSpans('user 48291733 has an error', [
		{ start: 5, end: 13, text: '[id]' },
		{ start: 17, end: 20, text: '' },
	]);

	test('maps a stretch before, between and after replacements', () => {
		expect(mapped.text).toBe('user [id] has error');
		const at = mapped.text.indexOf('error');
		expect(originalSpan(mapped, { start: 0, end: 4 })).toEqual({ start: 0, end: 4 });
		expect(originalSpan(mapped, { start: at, end: at + 5 })).toEqual({ start: 21, end: 26 });
	});

	test('covers all that was replaced when it touches a part of it', () => {
		expect(originalSpan(mapped, { start: 6, end: 7 })).toEqual({ start: 5, end: 13 });
		expect(originalSpan(mapped, { start: 2, end: 6 })).toEqual({ start: 2, end: 13 });
		expect(originalSpan(mapped, { start: 8, end: 11 })).toEqual({ start: 5, end: 15 });
	});

	test('does not reach into a replacement that it only borders', () => {
		expect(originalSpan(mapped, { start: 4, end: 5 })).toEqual({ start: 4, end: 5 });
		expect(originalSpan(mapped, { start: 9, end: 10 })).toEqual({ start: 13, end: 14 });
	});

	test('maps every untouched stretch to the same characters, and every stretch to one within the original', () => {
		fc.assert(
			fc.property(replaced, fc.nat(60), fc.nat(20), ({ original, replacements }, from, length) => {
				const result = replaceSpans(original, replacements);
				const start = Math.min(from, result.text.length);
				const end = Math.min(start + length, result.text.length);
				const span = originalSpan(result, { start, end });
				expect(span.start).toBeGreaterThanOrEqual(0);
				expect(span.end).toBeGreaterThanOrEqual(span.start);
				expect(span.end).toBeLessThanOrEqual(original.length);
				const touched = result.replacements.filter((one) => one.start < span.end && one.end > span.start);
				if (touched.length === 0 && result.replacements.every(({ text }) => text === '')) {
					expect(original.slice(span.start, span.end)).toBe(result.text.slice(start, end));
				}
				// What the stretch shows is what its original shows once replaced again.
				for (const one of touched) expect(one.start >= span.start && one.end <= span.end).toBe(true);
				const again = replaceSpans(
					original.slice(span.start, span.end),
					touched.map((one) => ({ ...one, start: one.start - span.start, end: one.end - span.start })),
				);
				if (result.replacements.every((one) => one.end > one.start)) expect(again.text).toContain(result.text.slice(start, end));
			}),
		);
	});
});
