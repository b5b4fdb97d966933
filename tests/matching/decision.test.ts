import { describe, expect, test } from 'vitest';
import { decide, thresholds } from '../../src/matching/decision.ts';

describe('decide', () => {
	test('acts from the threshold on, shows from the lower one on, and refuses below', () => {
		expect(
			[0.98, thresholds.match, 0.9, thresholds.suggest, thresholds.suggest - 0.01, 0].map((confidence) => decide(confidence, 'validated')),
		).toEqual(['match', 'match', 'suggest', 'suggest', 'none', 'none']);
	});

	test('acts on nothing that words or prose alone can reach', () => {
		expect([0.75, 0.85].map((confidence) => decide(confidence, 'validated'))).toEqual(['suggest', 'suggest']);
	});

	test('never acts on an article that is still being written', () => {
		expect(decide(0.98, 'work-in-progress')).toBe('suggest');
		expect(decide(0.98, 'not-validated')).toBe('match');
	});
});
