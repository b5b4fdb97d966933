import { lineOfField } from '../../knowledge/front-matter.ts';
import { splitWords, stemsOf } from '../../search/words.ts';
import { articleStems, quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Beside the system: `Review queue: broken` says nothing that tells this issue from the next. */
const fewestWords = 4;

/** Looks at titles such as `Review queue: broken` (no problem) and `Items stay locked after a crash` (no system). */
export const titleNamesProblem: Rule = {
	id: 'SP022',
	name: 'title-names-problem',
	description:
		'Looks for titles that do not say which system and what is wrong with it: the title is all that a search result shows. A known issue names one of its systems; every title has four words beside it.',
	expects: 'A title such as "Review queue: items stay locked after a crash": system, then problem or task.',
	severity: 'error',
	of: 'own',
	check(article) {
		const { title, systems, kind, text } = article;
		const problems: Problem[] = [];
		const line = lineOfField(text, ['title']);
		const said = articleStems(article).title;
		const ofSystems = new Set(systems.flatMap((system) => [...stemsOf(system)]));
		const names = systems.some((system) => [...stemsOf(system)].some((stem) => said.has(stem)));
		if (kind === 'known-issue' && systems.length === 0) {
			problems.push({
				line,
				found: 'is of no system.',
				expected: 'At least one system, as its escalation article spells it.',
				remedy: 'Add the line "systems: [Name of the system]".',
			});
		} else if (kind === 'known-issue' && !names) {
			problems.push({ line, found: `the title ${quote(title)} names none of its systems.`, remedy: `Begin it with "${systems[0]}: ".` });
		}
		const words = splitWords(title).filter((word) => !ofSystems.has([...stemsOf(word)][0] ?? ''));
		if (words.length < fewestWords) {
			problems.push({
				line,
				found: `the title ${quote(title)} does not say what the ${kind === 'known-issue' ? 'problem' : 'task'} is.`,
				remedy: 'Say in a few words what happens, and when.',
			});
		}
		return problems;
	},
};
