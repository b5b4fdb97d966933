import { describe, expect, test } from 'vitest';
import { readHistoryState, writeHistoryState } from '../../../src/browser/versions/history-state.ts';

const known = ['1.1.0', '1.0.0', '1.0.0-1a2b3c4'];

describe('readHistoryState', () => {
	test('reads what was written', () => {
		for (const state of [{ from: '1.0.0-1a2b3c4', to: '1.1.0' }, { on: '2026-11-02' }, null]) {
			expect(readHistoryState(writeHistoryState(state), known)).toEqual({ state, ignored: [] });
		}
	});

	test('says which version or day there is not', () => {
		expect(readHistoryState('?from=9.9.9&to=1.1.0', known)).toEqual({ state: null, ignored: [expect.stringContaining('“9.9.9”')] });
		for (const day of ['2026-02-30', 'yesterday', '2026-1-1']) {
			expect(readHistoryState(`?on=${day}`, known)).toEqual({ state: null, ignored: [expect.stringContaining(`“${day}”`)] });
		}
	});
});
