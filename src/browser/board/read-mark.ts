import * as z from 'zod/mini';
import { shownChanges } from '../../layouts/labels.ts';
import '../without-eval.ts';

/** What the page knows of a change: its key, its kind, and its instant or day. */
export interface DatedChange {
	key: string;
	kind: string;
	/** ISO 8601: an instant, or a day (YYYY-MM-DD). */
	at: string;
}

/**
 * What this reader has said to have read: the very changes, since one that was written long ago may come in late. It
 * moves only when the reader says so: a glance, or a tab that was left open, marks nothing.
 */
export const readMarkSchema = z.object({ at: z.number(), keys: z.array(z.string()) });
export type ReadMark = z.infer<typeof readMarkSchema>;
export const readMarkName = 'changes.read';

/** Of the changes, newest first, those that the reader has not said to have read. */
export function unreadChanges<Change extends DatedChange>(changes: readonly Change[], mark: ReadMark): Change[] {
	const read = new Set(mark.keys);
	const lastRead = changes.findLastIndex(({ key }) => read.has(key));
	// Behind the last one stands what the page had no room for, where it was full.
	const end = mark.keys.length >= shownChanges ? lastRead : changes.length;
	if (lastRead !== -1) return changes.slice(0, end).filter(({ key }) => !read.has(key));
	// Not one is known: the history was written anew, or all is new. Then the time decides.
	return changesSince(changes, mark.at);
}

/** Changes at or after an instant (milliseconds since 1970). One of which only the day is known counts until that day is over everywhere. */
export function changesSince<Change extends DatedChange>(changes: readonly Change[], instant: number): Change[] {
	return changes.filter(({ at }) => (isDay(at) ? Date.parse(at) + 36 * 3_600_000 : Date.parse(at)) >= instant);
}

export function isDay(at: string): boolean {
	return at.length === 'YYYY-MM-DD'.length;
}

/** "3 new, 1 fixed"; empty where there is none. */
export function countKinds(changes: readonly DatedChange[]): string {
	const counts = Map.groupBy(changes, ({ kind }) => kind);
	return ['new', 'changed', 'fixed', 'archived']
		.map((kind) => [counts.get(kind)?.length ?? 0, kind] as const)
		.filter(([count]) => count > 0)
		.map(([count, kind]) => `${count} ${kind}`)
		.join(', ');
}
