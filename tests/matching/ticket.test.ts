import { describe, expect, test } from 'vitest';
import { maxTicketCharacters, refuseTicket, ticketText } from '../../src/matching/ticket.ts';
import { ticketSchema } from '../../src/matching/ticket-schema.ts';

describe('ticketText', () => {
	test('joins subject and body', () => {
		expect(ticketText({ subject: 'Locked', body: 'since noon' })).toBe('Locked\nsince noon');
	});

	test('takes what there is of them', () => {
		expect([ticketText({ subject: 'Locked' }), ticketText({ body: 'since noon' })]).toEqual(['Locked', 'since noon']);
	});

	test('does not lose subject and body to an empty text', () => {
		expect(ticketText({ text: ' ', subject: 'Locked', body: 'since noon' })).toBe('Locked\nsince noon');
	});
});

describe('refuseTicket', () => {
	test('refuses 200 KB with a sentence that says how much is read', () => {
		expect(refuseTicket({ text: 'x'.repeat(200_000) })).toMatch(/200000 characters; at most 32768 .* send the part/);
	});

	test('counts subject and body together', () => {
		const half = 'x'.repeat(maxTicketCharacters / 2);
		expect(refuseTicket({ subject: half, body: half })).not.toBeNull();
	});

	test('takes the longest ticket that it promises to take', () => {
		expect(refuseTicket({ text: 'x'.repeat(maxTicketCharacters) })).toBeNull();
	});
});

describe('ticketSchema', () => {
	test('takes a number for an id, as exports write it', () => {
		expect(ticketSchema.parse({ id: 42, text: 'x' }).id).toBe('42');
	});

	test('wants some text', () => {
		expect(ticketSchema.safeParse({ id: 'a', channel: 'mail' }).error?.issues[0]?.message).toBe(
			'needs a "text", or a "subject" and "body"',
		);
	});
});
