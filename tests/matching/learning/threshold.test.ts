import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findThreshold } from '../../../src/matching/learning/threshold.ts';

type Row = [confidence: number, right: boolean, weight?: number];

function threshold(rows: Row[], precision: number): number | null {
	return findThreshold(
		rows.map(([confidence, right, weight = 1]) => ({ confidence, right, weight })),
		precision,
	);
}

describe('findThreshold', () => {
	test.each<[string, number, Row[], number | null]>([
		[
			'all are right',
			0.9,
			[
				[0.9, true],
				[0.5, true],
			],
			0.5,
		],
		[
			'the least sure are wrong',
			0.9,
			[
				[0.9, true],
				[0.8, true],
				[0.5, false],
			],
			0.8,
		],
		[
			'a wrong one is outweighed by those below it',
			0.75,
			[
				[0.9, false],
				[0.8, true],
				[0.7, true],
				[0.6, true],
				[0.5, false],
			],
			0.6,
		],
		[
			'exactly as many are right as asked for',
			0.75,
			[
				[0.9, true],
				[0.8, true],
				[0.7, true],
				[0.6, false],
			],
			0.6,
		],
		[
			'the surest are wrong and nothing makes up for it',
			0.9,
			[
				[0.9, false],
				[0.8, true],
				[0.7, true],
			],
			null,
		],
		['all are wrong', 0.5, [[0.9, false]], null],
		['there are none', 0.5, [], null],
	])('where %s', (_, precision, rows, expected) => {
		expect(threshold(rows, precision)).toBe(expected);
		expect(threshold(rows.toReversed(), precision)).toBe(expected);
	});

	test('lets predictions of one confidence stand or fall together, in whatever order they come', () => {
		const tied: Row[] = [
			[0.9, true],
			[0.8, true],
			[0.8, false],
			[0.7, true],
			[0.7, false],
		];
		expect(threshold(tied, 0.9)).toBe(0.9);
		expect(threshold(tied.toReversed(), 0.9)).toBe(0.9);
		expect(
			threshold(
				[
					[0.8, true],
					[0.8, false],
				],
				0.9,
			),
		).toBeNull();
	});

	test('counts a prediction as often as it stands for a ticket', () => {
		expect(
			threshold(
				[
					[0.9, true],
					[0.8, false, 0.1],
					[0.7, true, 0.9],
				],
				0.9,
			),
		).toBe(0.7);
		expect(
			threshold(
				[
					[0.9, true],
					[0.8, false, 9],
					[0.7, true],
				],
				0.9,
			),
		).toBe(0.9);
	});

	test('keeps its promise: of all predictions from it on, as many are right; and no lower one does', () => {
		const row = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean(), fc.constantFrom(1, 2, 3));
		fc.assert(
			fc.property(fc.array(row), fc.constantFrom(0.5, 0.75), (rows, precision) => {
				const found = threshold(rows, precision);
				const keeps = (from: number): boolean => {
					const acted = rows.filter(([confidence]) => confidence >= from);
					const weigh = (list: typeof rows): number => list.reduce((sum, [, , weight]) => sum + weight, 0);
					return acted.length > 0 && weigh(acted.filter(([, right]) => right)) >= precision * weigh(acted);
				};
				const lower = rows.map(([confidence]) => confidence).filter((confidence) => found === null || confidence < found);
				if (found !== null) expect(keeps(found)).toBe(true);
				expect(lower.filter(keeps)).toEqual([]);
			}),
		);
	});
});
