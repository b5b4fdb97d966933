import { describe, expect, test } from 'vitest';
import { ageInWords } from '../../../src/browser/board/age.ts';

describe('ageInWords', () => {
	test.each([
		['2026-11-23', 'today'],
		['2026-11-22', '1 day'],
		['2026-11-10', '13 days'],
		['2026-11-09', '2 weeks'],
		['2026-10-05', '7 weeks'],
		['2026-09-03', '2 months'],
		['2024-11-01', '2 years'],
		['2026-12-01', 'not yet'],
	])('of %s is "%s"', (day, words) => expect(ageInWords(day, '2026-11-23')).toBe(words));
});
