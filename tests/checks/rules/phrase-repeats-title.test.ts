import { describe, expect, test } from 'vitest';
import { phraseRepeatsTitle } from '../../../src/checks/rules/phrase-repeats-title.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const title = 'Review queue: items stay locked after a crash';

describe('phrase-repeats-title', () => {
	test.each(['my item is padlocked and I cant get in', 'queue items locked'])('takes "%s"', (phrase) => {
		expect(ask(phraseRepeatsTitle, written({ title, phrases: [phrase] }))).toEqual([]);
	});

	test.each(['phrases', 'internalPhrases'])('finds the title, inflected and in other company, among the %s', (field) => {
		const phrase = 'in the reviewing queue an item stays locked since the crash';
		const article = written({ title, [field]: ['something else entirely', phrase] });
		expect(ask(phraseRepeatsTitle, article)).toEqual([
			{
				line: lineOf(article, phrase),
				found: `the phrase "${phrase}" is the title again.`,
				remedy: 'Write it as a requester would who has never seen the title, or remove it.',
			},
		]);
	});
});
