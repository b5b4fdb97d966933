import { describe, expect, test } from 'vitest';
import { describeDue } from '../../../src/browser/due/due.ts';

describe('describeDue', () => {
	test.each([
		['2026-12-01T00:00', '14 days left', 14],
		['2026-12-14T23:59', '1 day left', 1],
		['2026-12-15T12:00', 'due today', 0],
		['2026-12-16T00:00', '1 day overdue', -1],
		['2027-12-15T12:00', '365 days overdue', -365],
	])('says at %s by the calendar of the reader: %s', (now, text, left) => {
		expect(describeDue('2026-12-15', new Date(now))).toEqual({ text, left });
	});
});
