import type { Catalogue, CatalogueModule, CataloguePath, CatalogueQuestion } from '../../../knowledge/training/catalogue.ts';
import type { ProgressEvent } from './events.ts';

/**
 * Days after which a question comes again, a number for each box. Boxes through which a card moves, and back to the first
 * when it is missed: S. Leitner, So lernt man lernen, 1972. Each interval is about twice the one before: expanding intervals,
 * as in T. K. Landauer and R. A. Bjork, Optimum rehearsal patterns and name learning, 1978.
 */
export const intervals = [1, 3, 7, 16, 35] as const;

const day = 86_400_000;

/** Where a question stands that was missed once. */
export interface Standing {
	/** From 1; one more than there are boxes where the question is learnt. */
	box: number;
	/** When it is asked again, in milliseconds since 1970; null where it is learnt. */
	due: number | null;
}

/** A question of the catalogue to be asked again. */
export interface DueQuestion {
	path: CataloguePath;
	module: CatalogueModule;
	question: CatalogueQuestion;
	/** Since when, in milliseconds since 1970. */
	due: number;
}

/** The questions that are due at `now`, most overdue first. `events` are oldest first; `now` is in milliseconds since 1970. */
export function dueQuestions(events: readonly ProgressEvent[], catalogue: Catalogue, now: number): DueQuestion[] {
	return openQuestions(events, catalogue)
		.filter(({ due }) => due <= now)
		.sort((a, b) => a.due - b.due);
}

/** When the next question that is not due yet will be, in milliseconds since 1970; null where none will. */
export function nextDue(events: readonly ProgressEvent[], catalogue: Catalogue, now: number): number | null {
	const later = openQuestions(events, catalogue).flatMap(({ due }) => (due > now ? [due] : []));
	return later.length === 0 ? null : Math.min(...later);
}

/** Where a question of a module stands; null where it was never missed. */
export function standingOf(events: readonly ProgressEvent[], module: string, question: string): Standing | null {
	return standings(events).get(keyOf(module, question)) ?? null;
}

/** When a question comes again, to follow its name: `comes again in 3 days`. Part of a day counts as one. */
export function sayNext(due: number | null, now: number): string {
	if (due === null) return 'is learnt';
	const days = Math.ceil((due - now) / day);
	return `comes again in ${days <= 1 ? 'a day' : `${days} days`}`;
}

/** All questions of the catalogue that were missed and are not learnt yet, in its order. */
function openQuestions(events: readonly ProgressEvent[], catalogue: Catalogue): DueQuestion[] {
	const known = standings(events);
	return catalogue.paths.flatMap((path) =>
		path.modules.flatMap((module) =>
			module.questions.flatMap((question): DueQuestion[] => {
				const due = known.get(keyOf(module.id, question.id))?.due ?? null;
				return due === null ? [] : [{ path, module, question, due }];
			}),
		),
	);
}

/** Where every question stands that was ever missed, by `keyOf`. */
function standings(events: readonly ProgressEvent[]): Map<string, Standing> {
	const known = new Map<string, Standing>();
	for (const event of events) {
		if (event.kind !== 'answer') continue;
		const key = keyOf(event.module, event.question);
		const before = known.get(key);
		if (!event.right) known.set(key, inBox(1, event.at));
		else if (before !== undefined && before.due !== null && before.due <= event.at) known.set(key, inBox(before.box + 1, event.at));
	}
	return known;
}

function inBox(box: number, answered: number): Standing {
	const interval = intervals[box - 1];
	return { box, due: interval === undefined ? null : answered + interval * day };
}

const keyOf = (module: string, question: string): string => `${module}#${question}`;
