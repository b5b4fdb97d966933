import { describe, expect, test } from 'vitest';
import { testRepeatsPhrase } from '../../../src/checks/rules/test-repeats-phrase.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const phrases = ['the printer eats my pages'];

describe('test-repeats-phrase', () => {
	test('takes one that shares half of its words', () => {
		expect(ask(testRepeatsPhrase, written({ phrases, tests: ['printer eats everything today'] }))).toEqual([]);
	});

	test.each([
		['printers eating pages again', 75],
		['is that a title', 100],
	])('finds "%s", which a phrase or the title says', (repeated, share) => {
		const article = written({ phrases, tests: ['nothing comes out', repeated] });
		expect(ask(testRepeatsPhrase, article)).toEqual([
			{
				line: lineOf(article, repeated),
				found: `the test "${repeated}" shares ${share} % of its words with a phrase or the title.`,
				remedy: 'Write it anew from the cause and the symptoms, in another requester’s words.',
			},
		]);
	});
});
