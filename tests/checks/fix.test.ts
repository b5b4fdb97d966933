import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/checks/fix.ts';
import type { Edit } from '../../src/checks/rule.ts';

const text = 'abcdefghijklmnopqrstuvwxyz';
/** Edits of that text, which may touch one another. */
const edits = fc.array(
	fc
		.tuple(fc.nat(text.length), fc.nat(text.length), fc.stringMatching(/^[A-Z]{0,4}$/))
		.map(([one, other, put]): Edit => ({ start: Math.min(one, other), end: Math.max(one, other), text: put })),
	{ maxLength: 8 },
);

describe('applyEdits', () => {
	test('makes edits in whatever order they are given', () => {
		const list = [
			{ start: 20, end: 26, text: '!' },
			{ start: 0, end: 3, text: 'X' },
			{ start: 10, end: 10, text: '(new)' },
		];
		expect(applyEdits(text, list)).toEqual({ text: 'Xdefghij(new)klmnopqrst!', applied: 3 });
	});

	test('of two that touch the same stretch makes the one that begins later', () => {
		const list = [
			{ start: 0, end: 5, text: 'X' },
			{ start: 3, end: 8, text: 'Y' },
		];
		expect(applyEdits(text, list)).toEqual({ text: 'abcYijklmnopqrstuvwxyz', applied: 1 });
	});

	test('leaves every character alone that no edit covers, and counts what it made', () => {
		fc.assert(
			fc.property(edits, (list) => {
				const { text: edited, applied } = applyEdits(text, list);
				const kept = [...text].filter((_, at) => !list.some(({ start, end }) => start <= at && at < end)).join('');
				const left = edited.replace(/[A-Z]/g, '');
				expect([...kept].every((letter) => left.includes(letter))).toBe(true);
				expect([...left].join('')).toBe([...left].toSorted().join(''));
				expect(applied).toBeLessThanOrEqual(list.length);
				if (list.length > 0) expect(applied).toBeGreaterThan(0);
			}),
		);
	});

	test('gives the same for the same edits in another order, where none touch', () => {
		const apart = fc
			.uniqueArray(fc.nat(25), { maxLength: 10 })
			.map((places) => places.map((at) => ({ start: at, end: at + 1, text: 'Z' })));
		fc.assert(
			fc.property(apart, (list) => {
				expect(applyEdits(text, list)).toEqual(applyEdits(text, list.toReversed()));
				expect(applyEdits(text, list).applied).toBe(list.length);
			}),
		);
	});
});
