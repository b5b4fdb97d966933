import { lineOfField } from '../../knowledge/front-matter.ts';
import type { Rule } from '../rule.ts';

const fewest = 2;

/** Looks at the length of `tests:`. */
export const fewTests: Rule = {
	id: 'SP027',
	name: 'few-tests',
	description: 'Looks for articles without an exam: the tests are what tells, at every later change, that the article is still found.',
	expects: `At least ${fewest} tests: tickets in other words than the phrases that must find the article.`,
	severity: 'error',
	of: 'own',
	patient: true,
	check({ tests, text }) {
		const count = new Set(tests).size;
		if (count >= fewest) return [];
		const line = lineOfField(text, ['tests']);
		return [
			{
				line,
				found: `has ${count} ${count === 1 ? 'test' : 'tests'}.`,
				remedy: 'Add tickets under "tests:", in other words than the phrases.',
			},
		];
	},
};
