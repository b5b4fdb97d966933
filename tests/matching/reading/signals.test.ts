import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNames, findSignals } from '../../../src/matching/reading/signals.ts';

/** `kind text`, and the key where it is not just the text in lower case. */
function signalsOf(text: string): string[] {
	return findSignals(text).map(({ kind, text: typed, key }) => `${kind} ${typed}${key === typed.toLowerCase() ? '' : ` = ${key}`}`);
}

const nasty = [
	'a',
	'A',
	'0',
	'AA-',
	'A_',
	'a_',
	'_',
	'AA-00',
	'a.',
	'a.b@',
	'x::',
	'--a',
	'aA',
	'0x',
	'a ',
	' ',
	'\n',
	'.',
	'-',
	'(',
	'&',
].concat(['HTTP ', 'status ', 'error ', '500 ', '500', 'got a 500', 'bad gateway ', 'https://', 'www.', 'SQLSTATE', 'E1']);

describe('findSignals', () => {
	test.each([
		'RQ-4012',
		'ERR_CONN_RESET',
		'ORA-00904',
		'0x80070005',
		'E11000',
		'TS2345',
		'AADSTS50011',
		'EACCES',
		'SIGKILL',
		'NXDOMAIN',
		'E_FAIL',
		'rq-4012',
		'CVE-2024-1234',
	])('finds the code %s, in the midst of a sentence too', (code) => {
		expect(signalsOf(code)).toEqual([`code ${code}`]);
		expect(signalsOf(`it says (${code}), why?`)).toEqual([`code ${code}`]);
	});

	test('finds codes that stand close, and behind a prefix', () => {
		expect(signalsOf('MP-5012,RQ-4012;SSO-2207')).toEqual(['code MP-5012', 'code RQ-4012', 'code SSO-2207']);
		expect(signalsOf('net::ERR_FAILED')).toEqual(['code ERR_FAILED']);
	});

	test('gives the ways to type a code one key', () => {
		expect(signalsOf('RQ_4012')).toEqual(['code RQ_4012 = rq-4012']);
		expect(signalsOf('SQLSTATE 42P01')).toEqual(['code SQLSTATE 42P01 = sqlstate-42p01']);
		expect(signalsOf('SQLSTATE: 42P01')).toEqual(['code SQLSTATE: 42P01 = sqlstate-42p01']);
		expect(signalsOf('error 1603')).toEqual(['code error 1603 = error-1603']);
		expect(signalsOf('Error code: 1603')).toEqual(['code Error code: 1603 = error-1603']);
		expect(signalsOf('exit code 137')).toEqual(['code exit code 137 = exit-137']);
	});

	test.each(['ENG-1234', 'KI-0007', 'SOP-0001', 'INC0012345', 'KB5005565'])('takes %s for an id', (id) => {
		expect(signalsOf(`see ${id}.`)).toEqual([`id ${id}`]);
	});

	test.each([
		'lease_conflict',
		'kube_pod_status',
		'NullPointerException',
		'TypeError',
		'OOMKilled',
		'HTTPError',
		'getUserById',
		'--max-depth',
		'review.internal.example',
		'std::vector',
		'config.toml',
		'user.first_name',
	])('finds the identifier %s', (identifier) => {
		expect(signalsOf(`why does ${identifier}: fail`)).toEqual([`identifier ${identifier}`]);
	});

	test('finds a class inside its package', () => {
		expect(signalsOf('java.lang.NullPointerException')).toEqual([
			'identifier java.lang.NullPointerException',
			'identifier NullPointerException',
		]);
	});

	test('finds a link whole, its host, and the ids in it', () => {
		expect(signalsOf('(see https://Jira.example/browse/ENG-1234?x=1#top).')).toEqual([
			'url https://Jira.example/browse/ENG-1234?x=1#top = jira.example/browse/eng-1234',
			'url Jira.example',
			'id ENG-1234',
		]);
		expect(signalsOf('https://review.example')).toEqual(['url https://review.example = review.example']);
	});

	test.each([
		'HTTP 502',
		'HTTP/1.1 502',
		'http502',
		'HTTP status code 502',
		'502 bad gateway',
		'502 - Bad Gateway',
		'502: bad gateway',
		'HTTP 502 Bad Gateway',
		'error 502',
		'Error: 502',
		'error code 502',
		'502 error',
		'502 errors',
		'502s',
		'status code 502',
		'status=502',
		'got a 502',
		'throws a 502',
		'returns 502',
		'bad gateway',
		'Bad Gateway',
	])('reads %s as one state', (typed) => {
		expect(signalsOf(`we ${typed}, since today`)).toEqual([`http ${typed} = http-502`]);
	});

	test('reads other states', () => {
		const keys = (text: string): string[] => findSignals(text).map(({ key }) => key);
		expect(keys('status code 403')).toEqual(['http-403']);
		expect(keys('got a 429 again')).toEqual(['http-429']);
		expect(keys('{"status":409}')).toEqual(['http-409']);
		expect(keys('a spike of 5xx')).toEqual(['http-5xx']);
		expect(keys('gateway time-out')).toEqual(['http-504']);
		expect(keys('500, then 504 Gateway Timeout')).toEqual(['http-504']);
		expect(keys('HTTP 302')).toEqual(['http-302']);
	});

	test.each([
		['counts', '500 items, 502 people, 404 cases; this error 500 times, status 500 items'],
		['prices', 'costs $500, 404 euros, USD5000, $500 error, got a 500 dollar fee, I got 500 on my card'],
		['dates and times', 'in 2024, FY2024, 2024-10-14 12:30, at 5:02, Q3 2024, UTC-07:00, pre-2020'],
		['numbers', '80% of 500, 502.50, 1,502 errors, room 404, 24/7, 401k, 10.0.0.1'],
		['versions', 'v7.6.2, 7.6.2, version 5.0'],
		['acronyms', 'USA, PDF, API, COVID, APIs, PDFs'],
		['shouting', 'URGENT!!! NOT WORKING, HELLO??? PLEASE HELP ERROR'],
		['capitalised words', 'Review Queue, Dublin, Monday'],
		['brands and people', 'iPhone, YouTube, GitHub, McDonald, eBay'],
		['sentences without a space', 'help.please now, works.Then breaks, e.g. this, U.S.A. today'],
		['dashes', 'wait--not that, a -- b, top-1000, re-open'],
		['faces', 'o_O ^_^ -_-'],
	])('passes over %s', (_, text) => {
		expect(signalsOf(text)).toEqual([]);
	});

	test('gives spans of the text, in order, with what stands there', () => {
		const piece = fc.oneof(
			fc.string({ maxLength: 3 }),
			fc.constantFrom(
				' ',
				'.',
				'_',
				'-',
				'RQ-4012',
				'HTTP 502',
				'a.b.c',
				'getItem',
				'https://x.example/',
				'--',
				'ERR_A',
				'502',
				'error',
				'İ',
				'😀',
			),
		);
		fc.assert(
			fc.property(fc.array(piece), (pieces) => {
				const text = pieces.join('');
				const signals = findSignals(text);
				expect(signals.map(({ start, end }) => text.slice(start, end))).toEqual(signals.map((signal) => signal.text));
				expect(signals.map(({ start }) => start)).toEqual(signals.map(({ start }) => start).sort((a, b) => a - b));
				expect(signals.every(({ text, key }) => text !== '' && key !== '')).toBe(true);
			}),
		);
	});

	test.each(nasty)('reads 32 KB of %j in no time', (piece) => {
		const text = piece.repeat(32_768 / piece.length);
		const start = performance.now();
		findSignals(text);
		expect(performance.now() - start).toBeLessThan(1000);
	});
});

describe('what a text cannot hold is not looked for', () => {
	test('and nothing else is passed over: what follows it changes nothing', () => {
		const token = fc.constantFrom(
			'error',
			'got a',
			'502',
			'bad gateway',
			'e502',
			'ECONNRESET',
			'rq-4012',
			'www.a.example',
			'host.example/x',
			'HTTP',
			'5xx',
			'a_b',
			'aB',
			'.',
			'/',
			'1',
			'SQLSTATE',
		);
		const text = fc.array(fc.tuple(token, fc.constantFrom(' ', '', '\n')), { maxLength: 8 }).map((tokens) => tokens.flat().join(''));
		fc.assert(
			fc.property(text, (typed) => {
				const followed = findSignals(`${typed}\n. Q 7 a?b www. x`);
				expect(findSignals(typed)).toEqual(followed.filter(({ end }) => end <= typed.length));
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('findNames', () => {
	const names = [
		'Review queue',
		'Review console',
		'Exports and dashboards',
		'Model-score viewer',
		'Translation',
		'Review',
		'Database',
		'Node.js',
	];
	const namesIn = (text: string): string[] =>
		findNames(text, names).map(({ name, span }) => `${name}: ${text.slice(span.start, span.end)}`);

	test.each([
		['review-console', 'Review console'],
		['Review Console', 'Review console'],
		['reviewconsole', 'Review console'],
		['ReviewConsole', 'Review console'],
		['review_console', 'Review console'],
		['REVIEW\nCONSOLE', 'Review console'],
		['model score viewer', 'Model-score viewer'],
		['exports & dashboards', 'Exports and dashboards'],
		['data base', 'Database'],
		['nodejs', 'Node.js'],
	])('finds %s', (typed, name) => {
		expect(namesIn(`why is the ${typed}'s page slow?`)).toEqual([`${name}: ${typed}`]);
	});

	test('finds whole words only', () => {
		expect(namesIn('preview console, translations, a database1')).toEqual([]);
	});

	test('does not join two sentences', () => {
		expect(namesIn('The queue is under review. Console is fine.')).toEqual(['Review: review']);
	});

	test('prefers the longest name, and finds one after the other', () => {
		expect(namesIn('review queue and review and review-queue')).toEqual([
			'Review queue: review queue',
			'Review: review',
			'Review queue: review-queue',
		]);
	});

	test('finds no name inside a longer one, and a name in one word that is typed as two', () => {
		expect(findNames('the review console', ['Console', 'Review console'])).toHaveLength(1);
		expect(findNames('the data base', ['Database'])).toEqual([{ name: 'Database', span: { start: 4, end: 13 } }]);
	});

	test('gives nothing for no names, or names without letters', () => {
		expect(findNames('review queue', [])).toEqual([]);
		expect(findNames('review - queue', ['', '-'])).toEqual([]);
	});

	test('is fast with a thousand names, whatever the text', () => {
		const many = [...names, ...Array.from({ length: 1000 }, (_, position) => `System ${position} of console ${position % 7}`)];
		for (const piece of [...nasty, 'review ', 'system 12 of console 5 ']) {
			const text = piece.repeat(32_768 / piece.length);
			const start = performance.now();
			findNames(text, many);
			expect(performance.now() - start, piece).toBeLessThan(1000);
		}
	});
});
