import { describe, expect, test } from 'vitest';
import { fewPhrases } from '../../../src/checks/rules/few-phrases.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

describe('few-phrases', () => {
	test('takes six, those for the desk alone among them', () => {
		expect(ask(fewPhrases, written({ phrases: ['a', 'b', 'c', 'd'], internalPhrases: ['e', 'f'] }))).toEqual([]);
	});

	test('says how many there are and how many more it takes', () => {
		const article = written({ phrases: ['a', 'b', 'c', 'd', 'e'] });
		expect(ask(fewPhrases, article)).toEqual([
			{
				line: lineOf(article, 'phrases:'),
				found: 'has 5 phrases.',
				remedy: 'Add 1 more under "phrases:", from tickets, as they were typed.',
			},
		]);
		expect(ask(fewPhrases, written({ phrases: ['a'] }))).toMatchObject([{ found: 'has 1 phrase.' }]);
	});
});
