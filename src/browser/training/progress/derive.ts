import type { CatalogueModule, CataloguePath, CatalogueQuestion, Taught } from '../../../knowledge/training/catalogue.ts';
import { isNewStep } from '../../../knowledge/version-order.ts';
import type { EventOf, ProgressEvent } from './events.ts';

/** A run through the questions of a module. */
export interface Attempt {
	id: string;
	/** Whether each question was answered rightly, by its id. */
	answers: ReadonlyMap<string, boolean>;
	/** Null while questions are open. */
	outcome: EventOf<'pass'> | EventOf<'fail'> | null;
}

/** A section that says something else than when the module was passed. */
export interface ChangedSection {
	anchor: string;
	heading: string;
	before: string;
	/** Null where the article has it no more. */
	now: string | null;
	questions: CatalogueQuestion[];
}

/** An article of which a step has changed since the module was passed. */
export interface ChangedArticle {
	article: string;
	title: string;
	from: string;
	/** Null where it is gone or archived. */
	to: string | null;
	sections: ChangedSection[];
}

export type ModuleState =
	| { is: 'not-begun' }
	| { is: 'begun'; answered: number; of: number }
	| { is: 'failed'; score: number }
	| { is: 'passed'; score: number; at: number; version: string }
	/** `open` are the questions about what has changed that are not answered again yet. */
	| { is: 'changed'; score: number; at: number; version: string; changes: ChangedArticle[]; open: ReadonlySet<string> };

/** The newest attempt at a module; null where there is none. `events` are oldest first. */
export function latestAttempt(events: readonly ProgressEvent[], module: string): Attempt | null {
	const own = events.filter(
		(event): event is EventOf<'answer'> | EventOf<'pass'> | EventOf<'fail'> =>
			(event.kind === 'answer' || event.kind === 'pass' || event.kind === 'fail') && event.module === module && isAttempt(event.attempt),
	);
	const id = own.at(-1)?.attempt;
	if (id === undefined) return null;
	const answers = new Map<string, boolean>();
	let outcome: Attempt['outcome'] = null;
	for (const event of own) {
		if (event.attempt !== id) continue;
		if (event.kind !== 'answer') outcome = event;
		// Only the first answer counts, whatever two tabs have written.
		else if (!answers.has(event.question)) answers.set(event.question, event.right);
	}
	return { id, answers, outcome };
}

/** What answers outside of an attempt have in its place: a question that was missed comes again. */
export const repetition = 'repetition';
/** The same of a question that is asked again since what it is about has changed. */
export const catchUp = 'catch-up';
const isAttempt = (id: string): boolean => id !== repetition && id !== catchUp;

/** Percentage of questions that were right at the first answer, rounded; those that are not answered count as wrong. */
export function scoreOf(answers: ReadonlyMap<string, boolean>, questions: readonly CatalogueQuestion[]): number {
	const right = questions.filter(({ id }) => answers.get(id) === true).length;
	return questions.length === 0 ? 0 : Math.round((100 * right) / questions.length);
}

/** How far somebody is with a module. What was passed once stays passed, until a step of an article that it teaches changes. */
export function moduleState(events: readonly ProgressEvent[], module: CatalogueModule): ModuleState {
	const passes = events.filter((event): event is EventOf<'pass'> => event.kind === 'pass' && event.module === module.id);
	const passed = passes.at(-1);
	if (passed !== undefined) {
		const score = Math.max(...passes.map((pass) => pass.score));
		const known = { score, at: passed.at, version: passed.version };
		const last = lastTaught(events, module.id) ?? passed;
		const changes = changesSince(last.taught, module);
		if (changes.length === 0) return { is: 'passed', ...known };
		return { is: 'changed', ...known, changes, open: askedAgain(events, module.id, changes, last.at) };
	}
	const attempt = latestAttempt(events, module.id);
	if (attempt === null) return { is: 'not-begun' };
	if (attempt.outcome !== null) return { is: 'failed', score: attempt.outcome.score };
	return { is: 'begun', answered: module.questions.filter(({ id }) => attempt.answers.has(id)).length, of: module.questions.length };
}

/** When somebody was last taught what a module teaches: it was passed, or a change was read. */
function lastTaught(events: readonly ProgressEvent[], module: string): EventOf<'pass'> | EventOf<'caught-up'> | undefined {
	return events.findLast(
		(event): event is EventOf<'pass'> | EventOf<'caught-up'> =>
			(event.kind === 'pass' || event.kind === 'caught-up') && event.module === module,
	);
}

/** Questions about what has changed that are not answered since it was last taught, in milliseconds since 1970. */
function askedAgain(events: readonly ProgressEvent[], module: string, changes: readonly ChangedArticle[], since: number): Set<string> {
	const asked = new Set(changes.flatMap(({ sections }) => sections.flatMap(({ questions }) => questions.map(({ id }) => id))));
	for (const event of events)
		if (event.kind === 'answer' && event.module === module && event.attempt === catchUp && event.at > since) asked.delete(event.question);
	return asked;
}

/**
 * Articles of which a step has changed since: their version rose by more than wording, or they are gone. With each come the
 * sections whose text differs, and the questions about them.
 */
export function changesSince(before: readonly Taught[], module: CatalogueModule): ChangedArticle[] {
	return before.flatMap((then): ChangedArticle[] => {
		const now = module.taught.find(({ article }) => article === then.article);
		if (now !== undefined && !isNewStep(then.version, now.version)) return [];
		const sections = then.sections.flatMap((section): ChangedSection[] => {
			const text = now?.sections.find(({ anchor }) => anchor === section.anchor)?.text ?? null;
			if (text === section.text) return [];
			const questions = module.questions.filter(({ about }) => about === `${then.article}#${section.anchor}`);
			return [{ anchor: section.anchor, heading: section.heading, before: section.text, now: text, questions }];
		});
		return [{ article: then.article, title: now?.title ?? then.article, from: then.version, to: now?.version ?? null, sections }];
	});
}

export interface PathState {
	passed: number;
	of: number;
	/** Titles of paths that come before it and are not finished. */
	after: string[];
	/** When its last module was passed; null where it is not finished. A module that changed since counts as passed. */
	finished: number | null;
	changed: number;
}

/** How far somebody is with a path. */
export function pathState(events: readonly ProgressEvent[], path: CataloguePath, paths: readonly CataloguePath[]): PathState {
	const states = path.modules.map((module) => moduleState(events, module));
	const dates = states.flatMap((state) => (state.is === 'passed' || state.is === 'changed' ? [state.at] : []));
	const before = paths.filter(({ id }) => path.prerequisites.includes(id));
	const isFinished = (other: CataloguePath): boolean =>
		other.modules.every((module) => ['passed', 'changed'].includes(moduleState(events, module).is));
	return {
		passed: dates.length,
		of: states.length,
		after: before.filter((other) => !isFinished(other)).map(({ title }) => title),
		finished: dates.length === states.length && states.length > 0 ? Math.max(...dates) : null,
		changed: states.filter(({ is }) => is === 'changed').length,
	};
}

/** A state in a few words. */
export function sayState(state: ModuleState): string {
	switch (state.is) {
		case 'not-begun':
			return '';
		case 'begun':
			return `${state.answered} of ${state.of} answered`;
		case 'failed':
			return `${state.score} %, not passed yet`;
		case 'passed':
			return `passed with ${state.score} %`;
		case 'changed':
			return `passed, changed since`;
	}
}
