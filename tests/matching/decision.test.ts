import { describe, expect, test } from 'vitest';
import { decide, thresholds } from '../../src/matching/decision.ts';

describe('decide', () => {
	test('acts from the threshold on, shows from the lower one on, and refuses below', () => {
		expect([0.98, thresholds.match, 0.9, thresholds.suggest, 0.2, 0].map(decide)).toEqual([
			'match',
			'match',
			'suggest',
			'suggest',
			'none',
			'none',
		]);
	});

	test('acts on nothing that words or prose alone can reach', () => {
		expect([0.75, 0.85].map(decide)).toEqual(['suggest', 'suggest']);
	});
});
