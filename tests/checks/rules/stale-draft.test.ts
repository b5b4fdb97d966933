import { describe, expect, test } from 'vitest';
import { staleDraft } from '../../../src/checks/rules/stale-draft.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const since = (date: string) => ({ state: 'work-in-progress', changelog: [{ version: '1.0.0', date, note: 'n' }] });

describe('stale-draft', () => {
	test.each([
		['30 days of work', since('2026-10-24')],
		['other states', { ...since('2026-01-01'), state: 'not-validated' }],
		['a page that was imported lately', { state: 'work-in-progress', source: { from: 'x.md', imported: '2026-11-20' } }],
	])('takes %s', (_, fields) => {
		expect(ask(staleDraft, written(fields))).toEqual([]);
	});

	test('finds 31 days, by the newest day', () => {
		const article = written(since('2026-10-23'));
		expect(ask(staleDraft, article)).toEqual([
			{
				line: lineOf(article, 'state:'),
				found: 'has been work in progress for 31 days.',
				expected: 'At most 30 days.',
				remedy: 'Finish it and set "state: not-validated", or archive it.',
			},
		]);
		const imported = written({ ...since('2026-10-23'), source: { from: 'x.md', imported: '2026-11-20' } });
		expect(ask(staleDraft, imported)).toEqual([]);
	});

	test('goes by the days of checks.json', () => {
		expect(ask(staleDraft, written(since('2026-11-20')), { settings: { draftDays: 2 } })).toMatchObject([
			{ found: 'has been work in progress for 3 days.' },
		]);
	});

	test('finds a draft without any day', () => {
		expect(ask(staleDraft, written({ state: 'work-in-progress' }))).toMatchObject([
			{ found: 'is work in progress since nobody knows when.', remedy: 'Add a line to "changelog:" with the day of its version.' },
		]);
	});
});
