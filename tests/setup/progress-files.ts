import type { ProgressEvent } from '../../src/browser/training/progress/events.ts';
import { writeProgressFile } from '../../src/browser/training/progress/events.ts';
import type { CatalogueModule, CataloguePath } from '../../src/knowledge/training/catalogue.ts';

export interface Taken {
	/** Questions that were answered wrongly, by their id. */
	wrong?: readonly string[];
	/** Milliseconds for each answer. */
	ms?: number;
	at?: number;
}

/** What a person leaves behind who takes a module once, and passes where at least half is right. */
export function takeModule(person: string, path: CataloguePath, module: CatalogueModule, { wrong = [], ms = 6_000, at = 0 }: Taken = {}) {
	const common = { path: path.id, module: module.id, version: module.version, attempt: `${person}-${module.id}` };
	const events: ProgressEvent[] = module.questions.map(({ id, about }, position) => ({
		...common,
		id: `${person}-${module.id}-${id}`,
		at: at + position,
		kind: 'answer',
		question: id,
		about,
		right: !wrong.includes(id),
		ms,
	}));
	const right = module.questions.filter(({ id }) => !wrong.includes(id)).length;
	const score = Math.round((100 * right) / module.questions.length);
	const outcome = { ...common, id: `${person}-${module.id}-end`, at: at + 1_000, score };
	return [
		...events,
		score >= path.passMark ? { ...outcome, kind: 'pass' as const, taught: module.taught } : { ...outcome, kind: 'fail' as const },
	];
}

/** The text of a person's file. */
export function progressFile(
	person: string,
	events: readonly ProgressEvent[],
	exported = '2026-11-20T10:00:00Z',
	name = `Person ${person}`,
): string {
	return writeProgressFile({ id: person, name }, events, new Date(exported));
}
