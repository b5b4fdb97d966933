import { describe, expect, test } from 'vitest';
import { changesSince, countKinds, type DatedChange, unreadChanges } from '../../../src/browser/board/read-mark.ts';
import { shownChanges } from '../../../src/layouts/labels.ts';

function change(key: string, at = '2026-11-20T10:00:00+00:00', kind = 'changed'): DatedChange {
	return { key, at, kind };
}

const keysOf = (changes: readonly DatedChange[]) => changes.map(({ key }) => key);

describe('unreadChanges', () => {
	const mark = { at: Date.parse('2026-11-20T12:00Z'), keys: ['b', 'c'] };

	test('gives what was not there when the reader last said so, even where it was written before', () => {
		const late = change('late', '2026-11-01T00:00:00Z');
		expect(keysOf(unreadChanges([change('a'), change('b'), change('c'), late], mark))).toEqual(['a', 'late']);
		expect(unreadChanges([change('b'), change('c')], mark)).toEqual([]);
	});

	test('goes by the time where not one change is known any more', () => {
		const changes = [change('x', '2026-11-20T12:30:00Z'), change('y', '2026-11-20T11:30:00Z')];
		expect(keysOf(unreadChanges(changes, mark))).toEqual(['x']);
	});

	test('does not take for new what a full page had no room for', () => {
		const keys = Array.from({ length: shownChanges }, (_, at) => `k${at}`);
		const changes = [change('new'), ...keys.slice(0, -1).map((key) => change(key)), change('older')];
		expect(keysOf(unreadChanges(changes, { at: 0, keys }))).toEqual(['new']);
	});
});

describe('changesSince', () => {
	test('counts a change of which only the day is known until that day is over everywhere', () => {
		const changes = [change('day', '2026-11-20')];
		expect(changesSince(changes, Date.parse('2026-11-21T11:59Z'))).toHaveLength(1);
		expect(changesSince(changes, Date.parse('2026-11-21T12:01Z'))).toHaveLength(0);
	});
});

describe('countKinds', () => {
	test('names the kinds that there are', () => {
		expect(countKinds([change('a'), change('b', '2026-11-20', 'new'), change('c')])).toBe('1 new, 2 changed');
		expect(countKinds([])).toBe('');
	});
});
