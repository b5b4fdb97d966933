import { describe, expect, test } from 'vitest';
import { decide, suggestFrom } from '../../src/matching/decision.ts';

describe('decide', () => {
	test("acts from the corpus's threshold on, shows from the lower one on, and refuses below", () => {
		const decisions = [0.98, 0.91, 0.9, suggestFrom, suggestFrom - 0.01, 0].map((confidence) => decide(confidence, 0.91, 'validated'));
		expect(decisions).toEqual(['match', 'match', 'suggest', 'suggest', 'none', 'none']);
	});

	test('never acts on an article that is still being written', () => {
		expect(decide(0.98, 0.9, 'work-in-progress')).toBe('suggest');
		expect(decide(0.98, 0.9, 'not-validated')).toBe('match');
	});

	test('acts on no article where there is none', () => {
		expect(decide(0, 0.9, undefined)).toBe('none');
	});
});
