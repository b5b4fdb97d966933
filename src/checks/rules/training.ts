import { fullMark } from '../../knowledge/schemas/training.ts';
import { isNewStep } from '../../knowledge/version-order.ts';
import type { CheckContext, CheckedArticle, Problem, TrainingRule } from '../rule.ts';

/** What a path, module or practice ticket says, where it says it, and the article that it names. */
interface Naming {
	path: string;
	line?: number;
	/** Who names it, such as `teaches`. */
	what: string;
	id: string;
}

/** Looks for ids of articles that training names and that no specialist can follow. */
export const taughtArticle: TrainingRule = {
	id: 'SP080',
	name: 'taught-article',
	description: 'Looks for modules, questions and practice tickets that teach an article which is not there, or is archived.',
	expects: 'An article of this knowledge base that is not archived.',
	severity: 'error',
	check(context) {
		return allNamed(context).flatMap(({ path, line, what, id }) => {
			const article = articleOf(id, context);
			if (article !== undefined && article.state !== 'archived') return [];
			const found =
				article === undefined
					? `${what} names ${id}, which is no article here.`
					: `${what} names ${id}, which is archived: nobody works by it.`;
			return [
				{
					path,
					problem: { line, found, remedy: 'Name the article that is followed now, and see that what is taught fits it; or take it out.' },
				},
			];
		});
	},
};

/** Looks for questions whose `about` leads nowhere. */
export const questionSection: TrainingRule = {
	id: 'SP081',
	name: 'question-section',
	description:
		'Looks for questions about a section that its article no longer has, or about an article that the module does not teach: a wrong answer would lead nowhere, and no change of the article would ask the question again.',
	expects: 'about="ID#anchor" with the anchor of a heading of an article that "teaches" names.',
	severity: 'error',
	check(context) {
		return modulesOf(context).flatMap(({ path, teaches, questions }) =>
			questions.flatMap(({ id, article: about, anchor, named, line }): { path: string; problem: Problem }[] => {
				const untaught = [about, ...named].filter((name) => !teaches.some(({ article }) => article === name));
				const strange = untaught.map((name) => ({
					path,
					problem: {
						line,
						found: `the question "${id}" is about ${name}, which the module does not teach.`,
						remedy: `Add ${name} to "teaches:", or correct the id.`,
					},
				}));
				const article = articleOf(about, context);
				if (article === undefined || article.sections.some((section) => section.anchor === anchor)) return strange;
				const anchors = article.sections.map((section) => section.anchor).filter((one) => one !== '');
				const gone = {
					line,
					found: `the question "${id}" is about #${anchor}, which is no heading of ${about} any more.`,
					expected: `One of ${anchors.join(', ')}.`,
					remedy: 'Name the section that answers it now; where none does, take the question out.',
				};
				return [...strange, { path, problem: gone }];
			}),
		);
	},
};

/** Looks for pass marks over a hundred, and modules without a question. */
export const passMark: TrainingRule = {
	id: 'SP082',
	name: 'pass-mark',
	description: 'Looks for pass marks that nobody can reach: over a hundred per cent, or of a module that asks nothing.',
	expects: 'A pass mark of at most 100, and a question or more in every module.',
	severity: 'error',
	check({ training }) {
		return training.paths.flatMap(({ path, passMark: mark, modules }) => [
			...(mark > fullMark
				? [
						{
							path,
							problem: {
								found: `has a pass mark of ${mark} %, and all answers right are ${fullMark}.`,
								remedy: `Set "passMark:" to at most ${fullMark}.`,
							},
						},
					]
				: []),
			...modules
				.filter(({ questions }) => questions.length === 0)
				.map((module) => ({
					path: module.path,
					problem: { found: `asks nothing, so that nobody reaches the ${mark} % of its path.`, remedy: 'Add a <Question>.' },
				})),
		]);
	},
};

/** Looks for modules that were written for an older step of an article. */
export const taughtVersion: TrainingRule = {
	id: 'SP083',
	name: 'taught-version',
	description:
		'Looks for modules written for a version of an article since when a step of it has changed: what they say may no longer be so.',
	expects: 'A module that was read again, and names the version that it was read against.',
	severity: 'warning',
	check(context) {
		return modulesOf(context).flatMap(({ path, teaches }) =>
			teaches.flatMap(({ article: id, version }) => {
				const now = articleOf(id, context)?.frontMatter.version;
				if (now === undefined || !isNewStep(version, now)) return [];
				return [
					{
						path,
						problem: {
							found: `teaches ${id} as of ${version}; it is at ${now}.`,
							remedy: `Read what changed, mend the module, and write "version: ${now}" in "teaches:".`,
						},
					},
				];
			}),
		);
	},
};

function modulesOf({ training }: CheckContext) {
	return training.paths.flatMap(({ modules }) => modules);
}

function articleOf(id: string, { byId }: CheckContext): CheckedArticle | undefined {
	const article = byId.get(id.toLowerCase());
	return article?.id === id ? article : undefined;
}

function allNamed(context: CheckContext): Naming[] {
	const taught = modulesOf(context).flatMap(({ path, teaches }) =>
		teaches.map(({ article: id }): Naming => ({ path, what: 'teaches', id })),
	);
	const practised = context.training.tickets.flatMap(({ id: ticket, line, articles, also, wrong, escalation }) => {
		const ids = [...articles, ...also, ...wrong.map(({ article }) => article), ...(escalation === null ? [] : [escalation])];
		return ids.map((id): Naming => ({ path: 'training/practice/tickets.jsonl', line, what: ticket, id }));
	});
	return [...taught, ...practised];
}
