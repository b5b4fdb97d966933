import { diffWordsWithSpace } from 'diff';

/** A stretch of text that both versions have, or one of them. */
export interface Segment {
	kind: 'same' | 'removed' | 'added';
	text: string;
}

/** Words that may differ before a text is taken for another one: comparing costs the square of them. */
const maxDifferences = 2_000;

/**
 * The differences of two texts word by word, white space kept: what is the same and what was removed is `from`, what is
 * the same and what was added is `to`. Where only blanks stand between changed words, they are one change.
 */
export function diffWords(from: string, to: string): Segment[] {
	const changes = diffWordsWithSpace(from, to, { maxEditLength: maxDifferences });
	// What is too much to compare is another text.
	const found: Segment[] = changes?.map(({ value, added, removed }) => ({
		kind: added ? 'added' : removed ? 'removed' : 'same',
		text: value,
	})) ?? [
		{ kind: 'removed', text: from },
		{ kind: 'added', text: to },
	];
	const segments: Segment[] = [];
	let removed = '';
	let added = '';
	const flush = (): void => {
		if (removed !== '') segments.push({ kind: 'removed', text: removed });
		if (added !== '') segments.push({ kind: 'added', text: added });
		[removed, added] = ['', ''];
	};
	for (const [position, { kind, text }] of found.entries()) {
		const isGap = kind === 'same' && /^[ \t]+$/.test(text) && (removed !== '' || added !== '') && position < found.length - 1;
		if (kind !== 'added' && (isGap || kind === 'removed')) removed += text;
		if (kind !== 'removed' && (isGap || kind === 'added')) added += text;
		if (kind === 'same' && !isGap) {
			flush();
			segments.push({ kind, text });
		}
	}
	flush();
	return segments;
}
