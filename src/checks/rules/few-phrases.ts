import { lineOfField } from '../../knowledge/front-matter.ts';
import type { Rule } from '../rule.ts';

/** Each phrase is indexed by itself. With six of its eleven and more, the shipped articles still find most of their tests. */
const fewest = 6;

/** Looks at the length of `phrases:`. */
export const fewPhrases: Rule = {
	id: 'SP023',
	name: 'few-phrases',
	description:
		'Looks for articles with few phrases: what requesters write is what finds an article, and three of them say it in three ways only.',
	expects: `At least ${fewest} phrases, in requesters' own words and from different sides; a dozen is better.`,
	severity: 'error',
	of: 'own',
	patient: true,
	check({ phrases, text }) {
		if (phrases.length >= fewest) return [];
		return [
			{
				line: lineOfField(text, ['phrases']),
				found: `has ${phrases.length} ${phrases.length === 1 ? 'phrase' : 'phrases'}.`,
				remedy: `Add ${fewest - phrases.length} more under "phrases:", from tickets, as they were typed.`,
			},
		];
	},
};
