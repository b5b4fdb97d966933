import { describe, expect, test } from 'vitest';
import { changelog } from '../../../src/checks/rules/changelog.ts';
import { ask, lineOf, today, written } from '../../setup/check-articles.ts';

const line = (version: string, date: string) => ({ version, date, note: 'n' });

describe('changelog', () => {
	test('takes newest first, two on one day, tens above ones', () => {
		const lines = [line('1.10.0', today), line('1.9.0', today), line('1.0.0', '2026-01-01')];
		expect(ask(changelog, written({ version: '1.10.0', changelog: lines }))).toEqual([]);
	});

	test('finds a version without a line, and says the lines to add', () => {
		const article = written({ version: '1.1.0', changelog: [line('1.0.0', '2026-01-01')] });
		expect(ask(changelog, article)).toEqual([
			{
				line: lineOf(article, 'version:'),
				found: 'the version 1.1.0 has no line in the changelog, whose newest is 1.0.0.',
				remedy: `Add to the top of "changelog:" the lines "- version: 1.1.0", "  date: ${today}" and "  note: …" with what changed for the reader.`,
			},
		]);
		expect(ask(changelog, written())).toMatchObject([{ found: 'the version 1.0.0 has no line in the changelog.' }]);
	});

	test('finds a line for which the version was not raised', () => {
		const article = written({ version: '1.0.0', changelog: [line('1.1.0', '2026-02-01'), line('1.0.0', '2026-01-01')] });
		expect(ask(changelog, article)).toEqual([
			{
				line: lineOf(article, 'version:'),
				found: 'the version is 1.0.0, and the newest line of the changelog is 1.1.0.',
				remedy: 'Set "version: 1.1.0", or correct that line.',
			},
		]);
	});

	test.each([
		['by version', line('1.0.0', '2026-02-01'), line('1.1.0', '2026-01-01')],
		['by day', line('1.1.0', '2026-01-01'), line('1.0.0', '2026-02-01')],
		['one version twice', line('1.1.0', '2026-02-01'), line('1.1.0', '2026-01-01')],
	])('finds lines out of order: %s', (_, first, second) => {
		const article = written({ version: '1.1.0', changelog: [first, second] });
		expect(ask(changelog, article)).toContainEqual({
			line: lineOf(article, JSON.stringify(second)),
			found: `version ${second.version} of ${second.date} stands below ${first.version} of ${first.date}.`,
			remedy: 'Put the newest version first, each with the day on which it was made.',
		});
	});

	test('finds a day that is yet to come', () => {
		const article = written({ changelog: [line('1.0.0', '2026-11-25')] });
		expect(ask(changelog, article)).toEqual([
			{
				line: lineOf(article, '2026-11-25'),
				found: 'version 1.0.0 is of 2026-11-25, which is yet to come.',
				remedy: 'Correct the date.',
			},
		]);
	});

	test('takes the day that it is elsewhere already', () => {
		expect(ask(changelog, written({ changelog: [line('1.0.0', '2026-11-24')] }))).toEqual([]);
	});
});
