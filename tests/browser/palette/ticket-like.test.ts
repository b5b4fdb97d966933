import { expect, test } from 'vitest';
import { isTicketLike } from '../../../src/browser/palette/ticket-like.ts';

test.each([
	['RQ-4012', false],
	['how do i release a lock on an item', false],
	['hi, chrome crashed in the middle of my review and now it says locked', true],
	['locked\nagain', true],
	['  locked again \n', false],
	['x'.repeat(1_001), true],
])('%j is taken for a ticket: %s', (text, expected) => {
	expect(isTicketLike(text)).toBe(expected);
});
