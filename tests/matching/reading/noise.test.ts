import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replaceSpans } from '../../../src/matching/reading/mapped-text.ts';
import { findNoise } from '../../../src/matching/reading/noise.ts';
import { mails } from './noise-mails.ts';

function without(text: string): string {
	return replaceSpans(
		text,
		findNoise(text).map((span) => ({ ...span, text: '' })),
	).text;
}

function kindsIn(text: string): string[] {
	return findNoise(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('findNoise', () => {
	test.each(mails)('leaves the problem of $name', ({ text, stays, goes }) => {
		for (const typed of [text, text.replaceAll('\n', '\r\n')]) {
			const left = without(typed).replaceAll('\r\n', '\n');
			for (const part of stays) expect(left).toContain(part);
			for (const part of goes) expect(left).not.toContain(part);
		}
	});

	test('says what each stretch is', () => {
		expect(
			kindsIn('Hi team,\nthe export hangs at night\nat a.b.C.d(C.java:1)\nMany thanks,\nJo Berg\n\n-----Original Message-----\nold words'),
		).toEqual([
			'greeting: Hi team,',
			'trace: at a.b.C.d(C.java:1)',
			'thanks: Many thanks,',
			'signature: Jo Berg',
			'quote: -----Original Message-----\nold words',
		]);
		expect(kindsIn('Subject: RE: export hangs at night\nPriority: High\nThis e-mail is confidential.')).toEqual([
			'header: Subject: RE: ',
			'boilerplate: Priority: High',
			'disclaimer: This e-mail is confidential.',
		]);
	});

	test.each([
		'Thanks to the last update I cannot log in',
		'Hello world sample fails to compile',
		'Good morning report was not sent today',
		'Dear diary app crashes on start',
		'Hi Outlook is down again',
		'at 10:30 I lost the connection to the portal',
		'On Monday the vendor wrote: your licence is over',
		'Attention: external monitor is not detected by the dock',
		'Unsubscribe link in our newsletter does not work',
		'I get mails with the line "this email originated from outside" twice',
		'My signature -- the one with the logo -- is gone in Outlook',
		'From: Dublin\nTo: Singapore\nDate: 12 May\nthe travel form refuses these places',
		'Status: disk full on node 7, writes are refused',
		'Thanks page is blank after an order is placed',
		'Best match column is empty in the search list',
		'Request: access to the archive of last year',
		'Sent from my iPhone the photos never arrive in the case',
		'2024-05-08 10:00:01 ERROR disk full on node 7',
		'[10:32] worker restarted without a reason',
		'Steps:\n1. Open queue\n2. Press Next\n3. White page',
		'Regards the new policy, which form do I use?',
	])('takes nothing from: %s', (text) => {
		expect(kindsIn(text)).toEqual([]);
	});

	test('takes only the courtesy of a line', () => {
		expect(without('hi, cannot log in thanks')).toContain('cannot log in');
		expect(without('Hi John, the lift is stuck. Thanks!').trim()).toBe('the lift is stuck.');
		expect(without('hello i need a new badge. cheers').trim()).toBe('i need a new badge.');
		expect(without('Any help would be greatly appreciated. Any help with the VPN would be appreciated.').trim()).toBe(
			'Any help with the VPN would be appreciated.',
		);
		expect(without('Thanks,\nVPN still broken')).toContain('VPN still broken');
		expect(without('Thanks,\nExcel Online\nis not loading')).toContain('Excel Online');
		expect(without('hi, all my cases are gone')).toContain('all my cases are gone');
		expect(without('The door is open.\n\nThank you for looking\ninto this.\n\nBest,\nAnna Berg\nIT Technician').trim()).toBe(
			'The door is open.',
		);
		expect(without('A rule for mails\nFrom: boss@example.com\nSubject: urgent\nand it does not move them')).toContain(
			'From: boss@example.com',
		);
	});

	test.each([
		'hello',
		'Thank you!',
		'Kind regards,\nAnna',
		'Hi, how are you?',
		'Please consider the environment',
		'Fwd:',
		'> yes',
		'-----Original Message-----',
	])('keeps what there is of: %s', (text) => {
		expect(/\p{L}/u.test(without(text))).toBe(true);
	});

	test('keeps the frames where nothing else is said', () => {
		expect(without('NullPointerException\n\tat com.acme.Lease.open(Lease.java:3)')).toContain('Lease.open');
	});

	test('opens older mails until one of them says something', () => {
		const text = `FW: \n\nFrom: A <a@example.com>\nSent: 1 May 2024\nSubject: FW:\n\nFYI\n\nFrom: B <b@example.com>\nSent: 30 April 2024\nSubject: RE:\n\nThe gate scanner refuses every visitor badge since the storm, and the night guard lets people in by hand, which the auditors will not like at all.\n\nFrom: C <c@example.com>\nSent: 29 April 2024\nSubject: lunch\n\nWhere do we eat?`;
		expect(without(text)).toContain('The gate scanner refuses every visitor badge');
		expect(without(text)).not.toContain('Where do we eat');
	});

	test('keeps the forwarded mail below a sentence that tells nothing by itself', () => {
		const text =
			'Marketing complains about this since yesterday.\n\nBegin forwarded message:\n\n> From: Al <al@example.com>\n> Subject: banner\n> Date: 1 May 2024\n>\n> The banner upload ends in a grey box.';
		expect(without(text)).toContain('The banner upload ends in a grey box.');
	});

	test('gives spans in order, within the text, never empty, and keeps words whatever is sent', () => {
		const piece = fc.oneof(
			fc.constantFrom(...mails.flatMap(({ text }) => text.split('\n')), '\n', '\r\n', '', '> ', '>> ', '--', '🙂', '\u2028'),
			fc.string({ maxLength: 20 }),
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(piece, fc.constantFrom('\n', ' ', '\r\n', '\n\n'))), (parts) => {
				const text = parts.flat().join('');
				let from = 0;
				for (const { start, end } of findNoise(text)) {
					expect(start).toBeGreaterThanOrEqual(from);
					expect(end).toBeGreaterThan(start);
					from = end;
				}
				expect(from).toBeLessThanOrEqual(text.length);
				expect(/[\p{L}\p{N}]/u.test(without(text))).toBe(/[\p{L}\p{N}]/u.test(text));
			}),
			{ numRuns: 300 },
		);
	});

	test.each([
		...[
			'>',
			'> ',
			'\n',
			'\n>',
			' ',
			'a',
			'On ',
			' wrote:',
			'On 1 ',
			'From: ',
			'From: a Sent: ',
			'From: a@b.c\n',
			'--\n',
			'- ',
			'-',
			'_',
			'Thanks\n',
			'Thanks, A\n',
		],
		...[
			'Hi ',
			'hi, ',
			'at ',
			'at a.b(',
			'at a(',
			'a@',
			'. ',
			'.',
			'Subject: RE: ',
			'RE: ',
			'[1',
			'(',
			'1 ',
			'10:00 A: ',
			'Ticket: 1 ',
			'A B ',
			'\n\nA\n+1 5550000',
			'<',
			'"',
			'#1 ',
		],
		...[
			'2024-01-01 10:00:00 ERROR a\n',
			'{"',
			'E0101 10:00:00',
			'Regards, ',
			'. Regards, ',
			'this message ',
			'CAUTION: ',
			'Original Message\n',
			'On 1:00\n',
			'\t',
			'https://',
			'::',
			'0x0',
			'a\n',
			'\r',
			'Original Message\na\n',
			'> a\n',
			'0000from<',
		],
	])('is done in no time with 32 KB of %j', (unit) => {
		const text = unit.repeat(Math.ceil(32_768 / unit.length)).slice(0, 32_768);
		for (const hostile of [text, `x\n${text}`, `${text}:`]) {
			const begun = performance.now();
			findNoise(hostile);
			expect(performance.now() - begun).toBeLessThan(800);
		}
	});
});
