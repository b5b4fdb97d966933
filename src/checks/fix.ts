import type { Edit } from './rule.ts';

/**
 * A text after edits, from its end to its beginning. Of two that touch the same stretch, the one that begins later is
 * done and the other waits for the next time.
 */
export function applyEdits(text: string, edits: readonly Edit[]): { text: string; applied: number } {
	let edited = text;
	let before = Number.POSITIVE_INFINITY;
	let applied = 0;
	for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
		if (end > before) continue;
		edited = edited.slice(0, start) + replacement + edited.slice(end);
		before = start;
		applied++;
	}
	return { text: edited, applied };
}
