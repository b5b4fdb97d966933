import type { ListedRule } from '../rule.ts';

/** What is found by comparing a change with the articles that stand: it needs git and, to be sure, the model. */
export const stealsTicket: ListedRule = {
	id: 'SP070',
	name: 'steals-ticket',
	description:
		'Puts the tests of every article to the articles before and after the change, and looks for tickets that a changed article now takes from their own: first place, or a place among the first three.',
	expects: 'Every article’s tests find it as they did.',
	severity: 'error',
};

export const losesTicket: ListedRule = {
	id: 'SP071',
	name: 'loses-ticket',
	description: 'Looks for tests that no longer find their own article as well as before, because it was changed.',
	expects: 'An edit keeps the tickets of its article.',
	severity: 'error',
};

export const missesTicket: ListedRule = {
	id: 'SP072',
	name: 'misses-ticket',
	description: 'Looks for tests that the change adds and that do not find their article first.',
	expects: 'The article comes first for each of its tests, and among the first three without exception.',
	severity: 'warning',
};

export const duplicateArticle: ListedRule = {
	id: 'SP073',
	name: 'duplicate-article',
	description:
		'Compares each new or changed article by meaning with all others, and shows side by side what says the same. The threshold comes from labelled pairs: npm run duplicates shows its precision and recall.',
	expects: 'One article for one problem; two that belong together name each other under "related".',
	severity: 'warning',
};

export const comparingRules: readonly ListedRule[] = [stealsTicket, losesTicket, missesTicket, duplicateArticle];
