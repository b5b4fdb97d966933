import { describe, expect, test } from 'vitest';
import { readTicketFile } from '../../../src/browser/match/ticket-file.ts';

const read = (name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> => readTicketFile(new File([content], name));

describe('readTicketFile', () => {
	test('takes a mail apart, whatever its encoding', async () => {
		const mail = [
			'From: Ada <ada@example.com>',
			'Subject: =?utf-8?Q?Gesperrt_=E2=80=93_RQ-4012?=',
			'MIME-Version: 1.0',
			'Content-Type: multipart/alternative; boundary=x',
			'',
			'--x',
			'Content-Type: text/plain; charset=utf-8',
			'Content-Transfer-Encoding: base64',
			'',
			Buffer.from('the item is locked by me').toString('base64'),
			'--x--',
			'',
		].join('\r\n');
		expect(await read('Ticket 7.EML', mail)).toBe('Gesperrt – RQ-4012\nthe item is locked by me');
	});

	test('takes one ticket as JSON in both shapes', async () => {
		expect(await read('t.json', '{"text": " locked "}')).toBe('locked');
		expect(await read('t.json', '[{"subject": "Locked", "body": "by me"}]')).toBe('Locked\nby me');
	});

	test('reads text in UTF-8, UTF-16 and what old programs write', async () => {
		expect(await read('t.txt', 'gelöst')).toBe('gelöst');
		expect(await read('t.txt', new Uint8Array([0xff, 0xfe, 0x67, 0, 0xf6, 0]))).toBe('gö');
		expect(await read('t.txt', new Uint8Array([0x67, 0xf6]))).toBe('gö');
	});

	test.each([
		['t.pdf', 'x', 'neither .eml, .txt nor .json'],
		['noextension', 'x', 'neither .eml, .txt nor .json'],
		['t.json', '{"text": ', 'is not JSON'],
		['t.json', '[{"text": "a"}, {"text": "b"}]', 'holds 2 tickets'],
		['t.json', '{"text": 7}', 'holds no ticket'],
		['t.txt', ' \n ', 'holds no text'],
		['t.txt', 'x'.repeat(10 * 1024 * 1024 + 1), 'has 10 MB'],
	])('refuses %s (%#) with what to do', async (name, content, sentence) => {
		await expect(read(name, content)).rejects.toThrow(sentence);
	});
});
