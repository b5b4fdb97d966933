/** A stretch of a text, in UTF-16 code units: `start` is its first, `end` the one after its last. */
export interface Span {
	start: number;
	end: number;
}

/** What stands in place of a stretch of the original text; empty where it is left out. */
export interface Replacement extends Span {
	text: string;
}

/** A text made from another by replacing stretches of it, which knows where each part of it came from. */
export interface MappedText {
	text: string;
	/** In order and without overlap; every character of `text` belongs to the original or to one replacement. */
	replacements: readonly Replacement[];
}

/** Puts the replacements into the text. Where two overlap, the one that starts first wins; of two that start together, the longer. */
export function replaceSpans(original: string, replacements: readonly Replacement[]): MappedText {
	const kept: Replacement[] = [];
	const parts: string[] = [];
	let from = 0;
	for (const replacement of [...replacements].sort((a, b) => a.start - b.start || b.end - a.end)) {
		if (replacement.start < from || replacement.end < replacement.start) continue;
		parts.push(original.slice(from, replacement.start), replacement.text);
		from = replacement.end;
		kept.push(replacement);
	}
	return { text: parts.join('') + original.slice(from), replacements: kept };
}

/**
 * The stretch of the original that a stretch of the mapped text came from. A stretch that touches a replacement covers
 * all that was replaced; what was left out at its edges is not part of it.
 */
export function originalSpan({ replacements }: MappedText, { start, end }: Span): Span {
	const from = originalPlace(replacements, start, 'start');
	// An empty stretch where something was left out would end before it starts.
	return { start: from, end: Math.max(from, originalPlace(replacements, end, 'end')) };
}

function originalPlace(replacements: readonly Replacement[], place: number, side: keyof Span): number {
	// How far the original is ahead of the mapped text.
	let shift = 0;
	for (const { start, end, text } of replacements) {
		const from = start - shift;
		const to = from + text.length;
		if (side === 'start' ? place < from : place <= from) break;
		if (side === 'start' ? place < to : place <= to) return side === 'start' ? start : end;
		shift += end - start - text.length;
	}
	return place + shift;
}
