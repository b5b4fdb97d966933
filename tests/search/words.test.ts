import { describe, expect, test } from 'vitest';
import { splitWords, stemsOf, stemWord, wholeWords } from '../../src/search/words.ts';

describe('splitWords', () => {
	test.each([
		['RQ-4012', ['rq-4012', 'rq', '4012']],
		['lease_conflict', ['lease_conflict', 'lease', 'conflict']],
		['redis/high-memory', ['redis/high-memory', 'redis', 'high', 'memory']],
	])('gives the identifier %s whole and in its parts', (text, words) => {
		expect(splitWords(text)).toEqual(words);
	});

	test.each([
		['LeaseConflict', ['leaseconflict', 'lease', 'conflict']],
		['HTTPServerError', ['httpservererror', 'http', 'server', 'error']],
	])('gives the camel case of %s in its parts', (text, words) => {
		expect(splitWords(text)).toEqual(words);
	});

	test('takes diacritics off, so that who types without them finds the same', () => {
		expect(splitWords('Zürich café Übersetzung')).toEqual(splitWords('Zurich cafe Ubersetzung'));
	});

	test('takes composed and decomposed letters for the same', () => {
		expect(splitWords('re\u0301sume\u0301')).toEqual(splitWords('r\u00e9sum\u00e9'));
	});

	test('keeps punctuation at the edges out', () => {
		expect(splitWords('"Locked!" (again...)')).toEqual(['locked', 'again']);
	});

	test('does not keep a path of many parts whole, which nobody would search for', () => {
		expect(splitWords('a/b/c/d/e/f/g')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
	});

	test('reads the longest ticket without a space at once', () => {
		const started = performance.now();
		for (const text of ['a'.repeat(32_768), 'a.'.repeat(16_384), 'aB'.repeat(16_384), 'AB'.repeat(16_384), '-'.repeat(32_768)]) {
			splitWords(text);
		}
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});

describe('stemWord', () => {
	test('files inflections together', () => {
		expect(new Set(['locked', 'locking', 'locks', 'lock'].map(stemWord))).toEqual(new Set(['lock']));
	});

	test('drops function words', () => {
		expect(['the', 'with', 'my'].map(stemWord)).toEqual([null, null, null]);
	});
});

describe('stemsOf', () => {
	test('gives each stem once, however often and in whatever form the ticket repeats it', () => {
		expect([...stemsOf('Locked! The lock is locking locks.')]).toEqual(['lock']);
	});
});

describe('wholeWords', () => {
	test('takes words, and no marks, pieces, numbers and single letters', () => {
		expect([...wholeWords(['[CLS]', 'printer', '##ing', '42', 'a', '!', 'né'])]).toEqual(['printer', 'né']);
	});
});
