import { describe, expect, test } from 'vitest';
import { maxTicketCharacters, readTicket, refuseTicket, ticketSchema, ticketText } from '../../src/matching/ticket.ts';

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

describe('readTicket', () => {
	test.each([
		['nothing', ''],
		['white space', ' \n\t '],
		['one emoji', '😡'],
		['punctuation', '?!...'],
		['one letter', 'x'],
		['control characters', '\u0000\u0001\u0002'],
	])('calls %s empty', (_, text) => {
		expect(readTicket({ text })).toMatchObject({ reason: 'empty' });
	});

	test.each([
		['Chinese', '我的审核队列是空的，请帮忙'],
		['Russian', 'Очередь пуста, помогите'],
		['Arabic', 'قائمة الانتظار فارغة'],
		['Chinese with an English word', '我的审核队列是空的 queue 请帮忙处理一下这个问题'],
	])('calls a ticket in %s one in a language that the model cannot read', (_, text) => {
		expect(readTicket({ text })).toMatchObject({ reason: 'language' });
	});

	test.each([
		['accents', 'Après la mise à jour, l’écran reste noir'],
		['emoji among words', 'queue is empty 😡😡😡'],
		['a short code', 'E7'],
		['digits alone', '4012'],
		['a name in another script', 'Reviewer 李 cannot open the review queue'],
	])('reads a ticket with %s', (_, text) => {
		expect(readTicket({ text })).toEqual({ text });
	});

	test('takes the noise of pasted binary out and keeps the words', () => {
		const { text } = readTicket({ text: 'queue\u0000\u0007\ufffd\u001b[31mlocked\u009b' });
		expect(text.split(/\s+/).filter(Boolean)).toEqual(['queue', '[31mlocked']);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
		expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
	});

	test('keeps lines, which say where a log begins', () => {
		expect(readTicket({ text: 'one\ntwo' })).toEqual({ text: 'one\ntwo' });
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
