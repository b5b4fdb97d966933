import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuseRankings } from '../../../src/browser/palette/fusion.ts';

describe('fuseRankings', () => {
	test('puts what both rankings have before what one has first', () => {
		expect(
			fuseRankings([
				['a', 'b'],
				['c', 'b'],
			]),
		).toEqual(['b', 'a', 'c']);
	});

	test('keeps the order of a ranking where the other is empty', () => {
		expect(fuseRankings([[], ['c', 'a', 'b']])).toEqual(['c', 'a', 'b']);
	});

	test('has every item once, and never sets one back that comes first in all', () => {
		const ranking = fc.array(fc.constantFrom(...'abcdefgh'));
		fc.assert(
			fc.property(ranking, ranking, (one, other) => {
				const fused = fuseRankings([one, other]);
				expect([...fused].sort()).toEqual([...new Set([...one, ...other])].sort());
				if (one[0] !== undefined && one[0] === other[0]) expect(fused[0]).toBe(one[0]);
			}),
		);
	});
});
