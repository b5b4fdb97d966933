import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReadable } from '../../../src/matching/reading/language.ts';
import { originalSpan } from '../../../src/matching/reading/mapped-text.ts';
import { readLinkText, readTicket } from '../../../src/matching/reading/read-ticket.ts';
import { findPersonalData } from '../../../src/matching/reading/redaction.ts';
import { maxTicketCharacters } from '../../../src/matching/ticket.ts';
import { mails } from './noise-mails.ts';

const problemOf = (text: string): string => readTicket({ text }, isReadable).problem.text;
const piecesOf = (ticket: Parameters<typeof readTicket>[0]): string[] => readTicket(ticket, isReadable).pieces.map(({ text }) => text);

describe('readTicket', () => {
	test.each([
		['nothing', ''],
		['white space', ' \n\t '],
		['one emoji', '😡'],
		['punctuation', '?!...'],
		['one letter', 'x'],
		['control characters', '\u0000\u0001\u0002'],
		['nothing but personal data', 'jane.doe@corp.example, +44 20 7946 0958'],
	])('calls %s empty', (_, text) => {
		expect(readTicket({ text }, isReadable)).toMatchObject({ reason: 'empty', pieces: [] });
	});

	test.each([
		['Chinese', '我的审核队列是空的，请帮忙'],
		['Russian', 'Очередь пуста, помогите'],
		['Arabic', 'قائمة الانتظار فارغة'],
		['German', 'Der Drucker frisst seit heute früh mein Papier, bitte helfen Sie mir'],
		['Spanish', 'La impresora se come el papel y no puedo imprimir nada desde ayer'],
		['Chinese with an English word', '我的审核队列是空的 queue 请帮忙处理一下这个问题'],
		[
			'German between English courtesies',
			'Hi team,\n\nDer Drucker frisst seit heute früh mein ganzes Papier auf.\n\nThanks and kind regards,\nAnna',
		],
	])('calls a ticket in %s one in a language that the model cannot read', (_, text) => {
		expect(readTicket({ text }, isReadable)).toMatchObject({ reason: 'language' });
	});

	test.each([
		['accents', 'Après-ski mode: the café screen stays black'],
		['emoji among words', 'queue is empty 😡😡😡'],
		['a short code', 'E7'],
		['digits alone', '4012'],
		['a name in another script', 'Reviewer 李 cannot open the review queue'],
		[
			'a signature in German',
			'The queue is empty since this morning.\n\nMit freundlichen Grüßen\nJürgen Müller\nAbteilungsleiter für Öffentlichkeitsarbeit',
		],
	])('reads a ticket with %s', (_, text) => {
		expect(readTicket({ text }, isReadable)).not.toHaveProperty('reason');
	});

	test('leaves a ticket of plain words as it is', () => {
		const { typed, problem, signals, pieces } = readTicket({ text: 'the queue is empty\nsince noon' }, isReadable);
		expect([typed, problem.text, signals]).toEqual(['the queue is empty\nsince noon', 'the queue is empty\nsince noon', []]);
		expect(pieces).toEqual([{ text: 'the queue is empty\nsince noon', weight: 1 }]);
	});

	test('takes the noise of pasted binary out, places and all, and keeps the words and lines', () => {
		const text = 'queue\u0000\u0007\ufffd\u001b[31mlocked\u009b\nagain';
		const { typed, problem } = readTicket({ text }, isReadable);
		expect(problem.text.split(/[ ]+/)).toEqual(['queue', '[31mlocked', '\nagain']);
		expect(typed).toHaveLength(text.length);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
		expect(typed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffd]/);
	});

	test('keeps as typed what the reading takes out, and its codes, for an exact text may stand anywhere', () => {
		const text =
			'The review panel stays grey for all reviewers.\n\nOn Mon, 6 May 2024 at 10:00, Desk <desk@example.com> wrote:\n> it says LCK-409';
		const { typed, problem, signals } = readTicket({ text }, isReadable);
		expect(typed).toBe(text);
		expect(problem.text).not.toContain('LCK-409');
		expect(signals.map((signal) => signal.text)).toContain('LCK-409');
	});

	test('replaces personal data in the problem and lets none of it, nor its placeholder, be embedded or looked up', () => {
		const reading = readTicket(
			{ text: 'jane.doe@corp.example cannot open item #8839201 with password: hunter2, call +44 20 7946 0958' },
			isReadable,
		);
		expect(reading.problem.text).toBe('[email] cannot open item #[id] with password: [password], call [phone]');
		const used = reading.pieces.map(({ text }) => text).join(' ');
		expect(used).not.toMatch(/jane|doe|corp|8839201|hunter2|7946|\[|email|phone/);
	});

	test('lets nothing through of what is secret and begins in a line of noise', () => {
		const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQcanary\n-----END PRIVATE KEY-----';
		const text = `\tat com.acme.Store.open(Store.java:3) ${key}\nThe export is empty since Monday for everybody.`;
		expect(problemOf(text)).not.toContain('canary');
		expect(problemOf(text)).toContain('The export is empty');
	});

	test.each(mails.map(({ name, text, stays }) => [name, text, stays] as const))(
		'finds in %s the problem alone, without personal data',
		(_name, text, stays) => {
			const { problem, pieces, reason } = readTicket({ text }, isReadable);
			const embedded = pieces.map((piece) => piece.text).join('\n');
			for (const part of reason === undefined ? stays : []) {
				// What is personal is taken out of the problem too.
				if (findPersonalData(part).length === 0) expect(embedded.replace(/\s+/g, ' ')).toContain(part.replace(/\s+/g, ' ').trim());
			}
			expect(findPersonalData(problem.text)).toEqual([]);
			expect(embedded).not.toMatch(/@example|kind regards/i);
		},
	);

	test('knows of each word of the problem where it was typed', () => {
		for (const { text } of mails) {
			const { typed, problem } = readTicket({ text }, isReadable);
			for (const { 0: word, index } of problem.text.replace(/\[\p{Ll}+\]/gu, (mark) => ' '.repeat(mark.length)).matchAll(/\p{L}{4,}/gu)) {
				const { start, end } = originalSpan(problem, { start: index, end: index + word.length });
				expect(typed.slice(start, end)).toContain(word);
			}
		}
	});

	test('takes any text, and gives no personal data on', () => {
		const pieces = fc.constantFrom(
			'\n',
			' ',
			'> ',
			'the queue is empty',
			'Hi team,',
			'Kind regards,',
			'Jane Doe',
			'jane@corp.example',
			'+44 20 7946 0958',
			'password: hunter2',
			'On Mon, 6 May 2024 at 10:00, Desk wrote:',
			'-- ',
			'RQ-4012',
			'\u0000',
			'漢字',
			'😡',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
				const reading = readTicket({ text: parts.join('') }, isReadable);
				expect(findPersonalData(reading.problem.text)).toEqual([]);
				expect(reading.pieces.length > 0 || reading.reason === 'empty').toBe(true);
				expect(reading.pieces.every(({ text }) => /[\p{L}\p{N}]/u.test(text))).toBe(true);
			}),
		);
	});
});

describe('the pieces that are embedded', () => {
	test('are a subject by itself, which counts as much as the beginning of the body, and more than what comes late', () => {
		const body = 'the queue is empty again today and nobody knows why '.repeat(40);
		const { pieces } = readTicket({ subject: 'Queue is empty', body }, isReadable);
		expect(pieces[0]).toEqual({ text: 'Queue is empty', weight: 1 });
		expect(pieces.slice(1).map(({ weight }) => weight)).toEqual([1, 0.7, 0.7, 0.7, 0.7]);
	});

	test('are of a text alone no subject, whatever its first line is', () => {
		expect(piecesOf({ text: 'Queue is empty\nsince noon' })).toEqual(['Queue is empty\nsince noon']);
		expect(piecesOf({ subject: 'Queue is empty', body: '' })).toEqual(['Queue is empty']);
		expect(piecesOf({ subject: ' ', body: 'Queue is empty' })).toEqual(['Queue is empty']);
	});

	test('are its paragraphs, so that the one with the problem can be told from the others; a few words go with what follows', () => {
		const text = 'It would be lovely if somebody had a look.\n\nqueue empty\n\nsince noon we get no items at all';
		expect(piecesOf({ text })).toEqual(['It would be lovely if somebody had a look.', 'queue empty\nsince noon we get no items at all']);
	});

	test('are no more than eight of a text without end, of words that the model can read at once', () => {
		const pieces = piecesOf({ text: 'the queue is empty again '.repeat(1_300) });
		expect(pieces).toHaveLength(8);
		expect(pieces.every((piece) => piece.split(/\s+/).length <= 80)).toBe(true);
		expect(piecesOf({ subject: 'Empty', body: 'the queue is empty again '.repeat(1_300) })).toHaveLength(9);
	});
});

describe('readLinkText', () => {
	test('is the problem of a linked ticket, without greeting, signature and personal data', () => {
		const text = 'Hi team,\n\nthe queue of jane@corp.example is empty\n\nKind regards,\nJane Doe';
		expect(readLinkText(text).replace(/\s+/g, ' ')).toBe('the queue of is empty');
	});

	test('is what there is where all of it is courtesy, and nothing where all of it is personal', () => {
		expect(readLinkText('Thanks a lot')).toBe('Thanks a lot');
		expect(readLinkText('jane@corp.example')).toBe('');
	});
});

describe('32 KB', () => {
	test.each([
		['one word without end', 'a'],
		['quoted lines', '> the queue is empty\n'],
		['signatures', '\n-- \nJane Doe\n'],
		['headers', 'From: Jane\nSent: Monday\nTo: Desk\nSubject: Queue\n\n'],
		['addresses', 'a@b.example '],
		['codes', 'ERR_A1 RQ-4012 '],
		['digits', '+44 20 7946 '],
		['emoji', '😡'],
		['marks', '[](){}<>"\'`'],
		['other scripts', '队列 '],
		['log lines', '2024-05-08 10:00:01,100 INFO  [main] c.a.Sync - starting\n'],
	])('of %s are read in about a second', (_name, unit) => {
		const text = unit.repeat(Math.floor(maxTicketCharacters / unit.length));
		const started = performance.now();
		readTicket({ text }, isReadable);
		expect(performance.now() - started).toBeLessThan(1_500);
	});
});
