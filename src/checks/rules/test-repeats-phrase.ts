import { lineOfField } from '../../knowledge/front-matter.ts';
import { overlapCap, wordOverlap } from '../exam.ts';
import { quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Looks for tests that share over half of their words with one phrase, or with the title. */
export const testRepeatsPhrase: Rule = {
	id: 'SP028',
	name: 'test-repeats-phrase',
	description: 'Looks for tests that repeat a phrase or the title: such an exam only shows that the index contains what was put into it.',
	expects: `Tests that share at most ${overlapCap * 100} % of their words with any one phrase and with the title.`,
	severity: 'error',
	of: 'own',
	check(article) {
		return article.tests.flatMap((test, at): Problem[] => {
			const overlap = wordOverlap(test, article);
			if (overlap <= overlapCap) return [];
			return [
				{
					line: lineOfField(article.text, ['tests', at]),
					found: `the test ${quote(test)} shares ${Math.round(overlap * 100)} % of its words with a phrase or the title.`,
					remedy: 'Write it anew from the cause and the symptoms, in another requester’s words.',
				},
			];
		});
	},
};
