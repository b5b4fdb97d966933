import { describe, expect, test } from 'vitest';
import { sayLinks } from '../../src/layouts/say-links.ts';

describe('sayLinks', () => {
	test('gives how many and what came of them, or none', () => {
		expect(sayLinks({ resolved: 3, tried: 0, wrong: 1 })).toEqual(['4', '3 resolved, 1 wrong']);
		expect(sayLinks({ resolved: 0, tried: 0, wrong: 0 })).toEqual(['none', '']);
	});
});
