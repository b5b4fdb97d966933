import { describe, expect, test } from 'vitest';
import { describeVerification } from '../../../src/browser/article/verification.ts';

const at = (date: string) => describeVerification('2026-10-20', 90, new Date(date));

describe('describeVerification', () => {
	test.each([
		['2026-10-20T00:00', 'checked today, 90 left', 90],
		['2026-10-21T23:59', 'checked yesterday, 89 left', 89],
		['2026-11-01T09:00', 'checked 12 days ago, 78 left', 78],
		['2027-01-18T12:00', 'checked 90 days ago, due again today', 0],
		['2027-01-19T00:00', 'checked 91 days ago, 1 overdue', -1],
		['2028-03-01T12:00', 'checked 498 days ago, 408 overdue', -408],
		['2026-10-19T22:00', 'checked today, 90 left', 90],
		['2026-10-01T12:00', 'checked 2026-10-20, which the clock of this device has not reached', 90],
	])('says at %s by the calendar of the reader: %s', (now, text, left) => {
		expect(at(now)).toEqual({ text, left });
	});
});
