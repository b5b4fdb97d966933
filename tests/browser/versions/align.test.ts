import { array, constantFrom, assert as holds, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignBlocks } from '../../../src/browser/versions/align.ts';

const blocks = (...texts: string[]) => texts.map((text) => ({ kind: 'paragraph', text }));
const pairsOf = (from: string[], to: string[]) =>
	alignBlocks(blocks(...from), blocks(...to)).map((pair) => [pair.from?.text, pair.to?.text]);

describe('alignBlocks', () => {
	test('has every block of both versions once, in their order, and pairs only those of one kind', () => {
		const block = record({
			kind: constantFrom('paragraph', 'item'),
			text: array(constantFrom('open', 'close', 'tray', 'sheet', 'lid', 'fan'), { maxLength: 6 }).map((words) => words.join(' ')),
		});
		holds(
			property(array(block, { maxLength: 12 }), array(block, { maxLength: 12 }), (from, to) => {
				const pairs = alignBlocks(from, to);
				expect(pairs.flatMap((pair) => pair.from ?? [])).toEqual(from);
				expect(pairs.flatMap((pair) => pair.to ?? [])).toEqual(to);
				expect(pairs.filter((pair) => pair.from !== null && pair.to !== null && pair.from.kind !== pair.to.kind)).toEqual([]);
			}),
		);
	});

	test('pairs a paragraph with what it became, though others came and went around it', () => {
		expect(
			pairsOf(
				['Same.', 'Take the sheet out of the tray and close it.', 'Call the desk.', 'End.'],
				['Same.', 'Something else altogether.', 'Take the sheet out of the upper tray, then close it.', 'End.'],
			),
		).toEqual([
			['Same.', 'Same.'],
			[undefined, 'Something else altogether.'],
			['Take the sheet out of the tray and close it.', 'Take the sheet out of the upper tray, then close it.'],
			['Call the desk.', undefined],
			['End.', 'End.'],
		]);
	});

	test('keeps apart what has nothing in common but its place', () => {
		expect(pairsOf(['Restart the printer.'], ['Ask for a refund.'])).toEqual([
			['Restart the printer.', undefined],
			[undefined, 'Ask for a refund.'],
		]);
	});
});
