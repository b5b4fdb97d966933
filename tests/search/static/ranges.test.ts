import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutRanges, findRange, rangeStarts } from '../../../src/search/static/ranges.ts';

// Few letters, so that texts begin alike; and one that is two units long.
const text = fc.string({ unit: fc.constantFrom('a', 'b', '#', '\u{1F600}'), minLength: 1, maxLength: 5 });
const sortedTexts = fc.uniqueArray(text, { maxLength: 40 }).map((texts) => texts.sort());
const limit = fc.integer({ min: 1, max: 12 });

/** What `findRange` promises, by looking at every part: the last one that does not begin above the text, else the first. */
function partByHand(parts: readonly (readonly string[])[], wanted: string): number {
	return Math.max(
		0,
		parts.findLastIndex((part) => (part[0] as string) <= wanted),
	);
}

describe('cutRanges', () => {
	test('keeps every text in its order, in parts that are full but for the last', () => {
		fc.assert(
			fc.property(sortedTexts, limit, (texts, size) => {
				const parts = cutRanges(texts, size);
				expect(parts.flat()).toEqual(texts);
				for (const part of parts.slice(0, -1)) expect(part).toHaveLength(size);
				const last = parts.at(-1)?.length ?? 1;
				expect(last >= 1 && last <= size).toBe(true);
			}),
		);
	});
});

describe('findRange', () => {
	test('finds each text in its own part, by starts alone that strictly increase', () => {
		fc.assert(
			fc.property(sortedTexts, limit, (texts, most) => {
				const parts = cutRanges(texts, most);
				const starts = rangeStarts(parts);
				for (const [at, part] of parts.entries()) for (const own of part) expect(findRange(starts, own)).toBe(at);
				for (const [at, start] of starts.entries()) if (at > 0) expect(start > (starts[at - 1] as string)).toBe(true);
			}),
		);
	});

	test('puts a text that is in no part beside those between which it would stand', () => {
		fc.assert(
			fc.property(sortedTexts, limit, text, (texts, most, other) => {
				const parts = cutRanges(texts, most);
				const found = findRange(rangeStarts(parts), other);
				const byHand = partByHand(parts, other);
				// Before the first text of a part it may as well stand at the end of the part before.
				expect([byHand, byHand + 1]).toContain(found);
				if (found > byHand) expect((parts[found - 1]?.at(-1) ?? '') < other && other < (parts[found]?.[0] ?? '')).toBe(true);
			}),
		);
	});

	test('puts a text that stands before all into the first part, also where there are none', () => {
		expect([findRange([], 'a'), findRange(['b', 'd'], 'a')]).toEqual([0, 0]);
	});

	test('keeps apart what one part holds from no part at all, when starts are written a line each', () => {
		expect(rangeStarts([['paper', 'tray']]).join('\n')).not.toBe(rangeStarts([]).join('\n'));
	});
});

describe('rangeStarts', () => {
	test('keeps no more of a text than tells its part from the one before', () => {
		expect(rangeStarts([['lock', 'locked'], ['locking', 'log'], ['zebra']])).toEqual(['l', 'locki', 'z']);
	});
});
