import { describe, expect, test } from 'vitest';
import { verificationDue, verificationOverdue } from '../../../src/checks/rules/verification.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

/** Verified on 1 November 2026 for 90 days: due on 30 January 2027. */
const article = written({ owner: 'Print desk', verification: { by: 'SG lead', on: '2026-11-01', every: 90 } });
const remedy = 'Print desk: go through it against the real system, then run: npm run verify -- KI-0001';
const both = (today: string, settings = {}) => ({
	due: ask(verificationDue, article, { today, settings }).map(({ found }) => found),
	overdue: ask(verificationOverdue, article, { today, settings }).map(({ found }) => found),
});

describe('verification-due and verification-overdue', () => {
	const told = (when: string): string => `its verification of 2026-11-01, good for 90 days, ${when}.`;

	test.each([
		['2027-01-15', { due: [], overdue: [] }],
		['2027-01-16', { due: [told('is due in 14 days')], overdue: [] }],
		['2027-01-30', { due: [told('is due today')], overdue: [] }],
		['2027-01-31', { due: [told('was due 1 day ago')], overdue: [] }],
		['2027-03-01', { due: [told('was due 30 days ago')], overdue: [] }],
		['2027-03-02', { due: [], overdue: [told('was due 31 days ago')] }],
	])('on %s', (today, expected) => {
		expect(both(today)).toEqual(expected);
	});

	test('go by the days of checks.json', () => {
		const settings = { verification: { warnDays: 0, graceDays: 0 } };
		expect(both('2027-01-29', settings)).toEqual({ due: [], overdue: [] });
		expect(both('2027-01-31', settings)).toEqual({ due: [], overdue: [told('was due 1 day ago')] });
	});

	test('say who is to do what', () => {
		const line = lineOf(article, 'verification:');
		expect(ask(verificationDue, article, { today: '2027-01-20' })).toMatchObject([{ line, remedy }]);
		expect(ask(verificationOverdue, article, { today: '2027-06-01' })).toMatchObject([{ line, remedy }]);
	});

	test('find a verification of a day that is yet to come, once', () => {
		for (const every of [1, 365]) {
			const mistyped = written({ verification: { by: 'SG lead', on: '2026-11-25', every } });
			expect(ask(verificationDue, mistyped)).toEqual([]);
			expect(ask(verificationOverdue, mistyped)).toEqual([
				{
					line: lineOf(mistyped, 'verification:'),
					found: 'its verification is of 2026-11-25, which is yet to come.',
					remedy: 'Correct the day.',
				},
			]);
		}
	});

	test('ask nothing of an article that nobody has verified', () => {
		expect([...ask(verificationDue, written()), ...ask(verificationOverdue, written())]).toEqual([]);
	});
});
