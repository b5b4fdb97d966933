import { expect, test } from 'vitest';
import { sayMinutes } from '../../src/layouts/teams.ts';

test('sayMinutes', () => {
	expect([15, 90, 240, 150].map(sayMinutes)).toEqual(['15 min', '90 min', '4 h', '2 h 30 min']);
});
