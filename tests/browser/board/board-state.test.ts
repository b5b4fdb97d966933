import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BoardState, passes, readBoardState, writeBoardState } from '../../../src/browser/board/board-state.ts';

const choices = { system: ['review-queue', 'media-player'], severity: ['1', '2', '3', '4'], fix: ['planned', 'fixed'] };
const all: BoardState = { group: 'severity', system: null, severity: null, fix: null, text: '' };

describe('readBoardState', () => {
	test('reads what the address asks for', () => {
		const { state, ignored } = readBoardState('?group=system&system=review-queue&severity=1&fix=planned&q=locked%20item', choices);
		expect([state, ignored]).toEqual([{ group: 'system', system: 'review-queue', severity: '1', fix: 'planned', text: 'locked item' }, []]);
	});

	test('leaves out what the board does not have, and says each in a sentence', () => {
		const { state, ignored } = readBoardState(
			`?group=moon&system=<script>alert(1)</script>&severity=9&fix=${'x'.repeat(500)}&utm=1`,
			choices,
		);
		expect(state).toEqual(all);
		expect(ignored).toEqual([
			'The address asks for group “moon”, which the board does not have.',
			'The address asks for system “<script>alert(1)</script>”, which the board does not have.',
			'The address asks for severity “9”, which the board does not have.',
			`The address asks for fix “${'x'.repeat(60)}”, which the board does not have.`,
		]);
	});

	test('reads what was written, whatever it is', () => {
		const state = fc.record({
			group: fc.constantFrom('severity' as const, 'system' as const),
			system: fc.option(fc.constantFrom(...choices.system)),
			severity: fc.option(fc.constantFrom(...choices.severity)),
			fix: fc.option(fc.constantFrom(...choices.fix)),
			text: fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && (text === '' || text.trim() !== '')),
		});
		fc.assert(
			fc.property(state, (one) => {
				expect(readBoardState(writeBoardState(one), choices)).toEqual({ state: one, ignored: [] });
			}),
		);
	});

	test('takes any address without an error', () => {
		fc.assert(fc.property(fc.string(), (query) => void readBoardState(query, choices)));
	});
});

describe('writeBoardState', () => {
	test('writes nothing for the board as it comes', () => {
		expect(writeBoardState(all)).toBe('');
		expect(writeBoardState({ ...all, text: '  ' })).toBe('');
	});
});

describe('passes', () => {
	const row = { systems: ['review-queue'], severity: '1', fix: 'planned', words: 'review queue: item stays locked rq-4012 ki-0001' };

	test('wants every filter and every word, in any order and case', () => {
		expect(passes(row, all)).toBe(true);
		expect(passes(row, { ...all, system: 'review-queue', severity: '1', fix: 'planned', text: ' LOCKED  rq-4012 ' })).toBe(true);
		expect(passes(row, { ...all, system: 'media-player' })).toBe(false);
		expect(passes(row, { ...all, severity: '2' })).toBe(false);
		expect(passes(row, { ...all, fix: 'fixed' })).toBe(false);
		expect(passes(row, { ...all, text: 'locked player' })).toBe(false);
	});
});
