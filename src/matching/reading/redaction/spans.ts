import type { Span } from '../mapped-text.ts';

/** What a pattern found: the text, where it starts, and the whole match with its groups. */
export interface Found {
	text: string;
	start: number;
	groups: Partial<Record<string, string>>;
}

/** A way to cut or refuse what was found: the stretch to replace, or null. */
type Judge = (found: Found) => Span | boolean;

/** Every place where the pattern (flags `g` and `d`) fits: its group `found`, or all of it. `judge` may refuse one (false) or cut it. */
export function findAll(text: string, pattern: RegExp, judge: Judge = () => true): Span[] {
	const spans: Span[] = [];
	for (const match of text.matchAll(pattern)) {
		const [start, end] = match.indices?.groups?.found ?? [match.index, match.index + match[0].length];
		const verdict = judge({ text: text.slice(start, end), start, groups: match.groups ?? {} });
		if (verdict === true) spans.push({ start, end });
		else if (verdict !== false && verdict.end > verdict.start) spans.push(verdict);
	}
	return spans;
}

/** Characters of the text without the marks that end a sentence or close a quote or bracket. */
export function wordLength(text: string): number {
	let length = text.length;
	while (length > 0 && /[.,;:!?'"`*_~|)\]}]/.test(text.charAt(length - 1))) length--;
	return length;
}
