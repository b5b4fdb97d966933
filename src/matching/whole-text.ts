/** A text made ready for being searched without regard to case and white space. */
export interface FoldedText {
	/** As typed, each run of white space as one space: an error text is wrapped by the mail that carries it. */
	typed: string;
	/** The same in lower case, character for character. */
	lower: string;
}

/** Characters that a `*` stands for at most. */
const longestRun = 200;

export function foldText(text: string): FoldedText {
	// İ is the one letter whose lower case has another length.
	const typed = text.replace(/\s+/g, ' ').replaceAll('\u0130', 'I');
	return { typed, lower: typed.toLowerCase() };
}

/**
 * The first place where `wanted` stands in the text, as typed there, but never inside a longer word or code; null where
 * there is none. `*` in `wanted` stands for a run of characters without a space. No regular expression: compiling one
 * with `\p{L}` for every signature of a corpus takes 2 ms each, and a few `*` can make one stall.
 */
export function findWhole({ typed, lower }: FoldedText, wanted: string): string | null {
	const [first = '', ...others] = foldText(wanted.trim()).lower.split('*');
	if (first.trim() === '' && others.every((part) => part.trim() === '')) return null;
	for (let start = 0; start < lower.length; start++) {
		start = lower.indexOf(first, start);
		if (start === -1) return null;
		if (cutsWord(lower, start)) continue;
		let end: number | null = start + first.length;
		if (others.length === 0 && cutsWord(lower, end)) end = null;
		// The first place where a part fits is the only one to try: what fits after a later one fits after it.
		for (const [position, part] of others.entries()) {
			end = end === null ? null : skipRun(lower, end, part, position === others.length - 1);
		}
		if (end !== null) return typed.slice(start, end).trim();
	}
	return null;
}

/** End of the first place where `part` stands after a run without a space; null where it does not. */
function skipRun(lower: string, from: number, part: string, isLast: boolean): number | null {
	for (let at = from; at <= from + longestRun; at++) {
		const end = at + part.length;
		if (lower.startsWith(part, at) && !(isLast && cutsWord(lower, end))) return end;
		if (at >= lower.length || lower[at] === ' ') return null;
	}
	return null;
}

/** Whether one word or code goes on over this place; a single `-` joins. */
export function cutsWord(lower: string, at: number): boolean {
	return /[\p{L}\p{N}_]-?$/u.test(lower.slice(Math.max(0, at - 3), at)) && /^-?[\p{L}\p{N}_]/u.test(lower.slice(at, at + 3));
}
