import { articleStems, phrasesOf, quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Share of the title's words in a phrase from which on it says the title again. The shipped articles reach .6. */
const most = 0.75;

/** Looks for phrases such as "items stay locked after a reviewer's browser crashes" below that very title. */
export const phraseRepeatsTitle: Rule = {
	id: 'SP024',
	name: 'phrase-repeats-title',
	description: 'Looks for phrases that only say the title again: the title is indexed anyway, and no requester knows it.',
	expects: 'Phrases in the words of those who write tickets.',
	severity: 'error',
	of: 'own',
	check(article) {
		const { title: titleStems, phrases } = articleStems(article);
		return phrasesOf(article).flatMap(({ phrase, line }, at): Problem[] => {
			const shared = [...titleStems].filter((stem) => phrases[at]?.has(stem)).length;
			if (titleStems.size === 0 || shared / titleStems.size < most) return [];
			return [
				{
					line: line(),
					found: `the phrase ${quote(phrase)} is the title again.`,
					remedy: 'Write it as a requester would who has never seen the title, or remove it.',
				},
			];
		});
	},
};
