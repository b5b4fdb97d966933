import { describe, expect, test } from 'vitest';
import { readChangesState, writeChangesState } from '../../../src/browser/board/changes-state.ts';
import { changeKinds } from '../../../src/knowledge/changes.ts';

describe('readChangesState', () => {
	test('shows everything since the last visit unless the address says otherwise', () => {
		expect(readChangesState('')).toEqual({ state: { span: 'visit', from: null, kinds: changeKinds }, ignored: [] });
	});

	test('reads what was written', () => {
		const state = { span: 'shift', from: '22:30', kinds: ['new', 'fixed'] } as const;
		expect(writeChangesState(state)).toBe('?since=shift&from=22:30&kind=new,fixed');
		expect(readChangesState(writeChangesState(state))).toEqual({ state, ignored: [] });
	});

	test('leaves out what it does not know, and says each in a sentence', () => {
		const { state, ignored } = readChangesState('?since=yesterday&from=25:00&kind=fixed,<b>');
		expect(state).toEqual({ span: 'visit', from: null, kinds: ['fixed'] });
		expect(ignored).toEqual([
			'The address asks for the time “yesterday”, which this page does not know.',
			'The address asks for the hour “25:00”, which this page does not know.',
			'The address asks for the kind “<b>”, which this page does not know.',
		]);
	});
});
