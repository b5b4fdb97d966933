import { describe, expect, test } from 'vitest';
import { ageInWords } from '../../../src/browser/board/age.ts';
import { sayLinks } from '../../../src/browser/board/say-links.ts';

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

describe('sayLinks', () => {
	test('gives how many and what came of them, or none', () => {
		expect(sayLinks({ resolved: 3, tried: 0, wrong: 1 })).toEqual(['4', '3 resolved, 1 wrong']);
		expect(sayLinks({ resolved: 0, tried: 0, wrong: 0 })).toEqual(['none', '']);
	});
});
