import { describe, expect, test } from 'vitest';
import { LexicalIndex, splitWords, stemWord } from '../../src/search/lexical.ts';

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
		for (const text of ['a'.repeat(32_768), 'a.'.repeat(16_384), 'aB'.repeat(16_384), '-'.repeat(32_768)]) splitWords(text);
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

describe('LexicalIndex', () => {
	const index = LexicalIndex.build([
		{ name: 'queue locked-items', title: 'Items stay locked', text: 'The lease is held.' },
		{ name: 'printers', title: 'Paper', text: 'items items items, a locked tray' },
		{ name: 'misc', title: 'Other', text: 'Nothing to see in LeaseConflict' },
	]);

	test('finds other inflections than the ones that are written', () => {
		expect([...index.search('locking item').keys()].sort()).toEqual([0, 1]);
	});

	test('puts a word of the title before the same word in the text', () => {
		expect([...index.search('locked').keys()][0]).toBe(0);
	});

	test('finds prose by the parts of an error text, and an error text by prose', () => {
		expect([...index.search('lease_conflict').keys()].sort()).toEqual([0, 2]);
		expect([...index.search('a conflict').keys()]).toEqual([2]);
	});

	test('finds an article by the words of its file name', () => {
		expect([...index.search('printers').keys()]).toEqual([1]);
	});

	test('finds nothing for function words and for no words', () => {
		expect(index.search('is it the').size + index.search('').size + index.search('!?').size).toBe(0);
	});

	test('counts a word once, however often the ticket repeats it', () => {
		expect(index.search('locked locked locked')).toEqual(index.search('locked'));
	});

	test('gives the same scores after it was written and read', () => {
		const read = LexicalIndex.fromJson(JSON.parse(JSON.stringify(index.toJson())));
		expect(read.search('locked lease')).toEqual(index.search('locked lease'));
	});
});
