import type { Span } from '../mapped-text.ts';

/** What a stretch of a ticket is, where it is not the problem. */
export type NoiseKind = 'greeting' | 'thanks' | 'signature' | 'quote' | 'header' | 'disclaimer' | 'trace' | 'boilerplate';

export interface NoiseSpan extends Span {
	kind: NoiseKind;
}

/** A line of a ticket without its line end and the marks of its quotation; `start` and `end` are offsets into the ticket. */
export interface Line extends Span {
	text: string;
	/** How many `>` stand before it. */
	depth: number;
	/** Where the line begins with its `>`. */
	from: number;
}

/** The lines of a text; `breaks` are offsets where a line begins although the text goes on. */
export function splitLines(text: string, breaks: readonly number[] = []): Line[] {
	const starts = new Set([0, ...breaks]);
	for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.add(index + end.length);
	const sorted = [...starts].sort((a, b) => a - b);
	return sorted.map((from, position) => {
		const whole = text.slice(from, sorted[position + 1] ?? text.length);
		const marks = /^[ \t]{0,3}(?:>[ \t]?)+/.exec(whole)?.[0] ?? '';
		return lineAt(text, { start: from + marks.length, end: from + whole.length }, from, marks.split('>').length - 1);
	});
}

/** What is left of the lines without the spans: each line is cut, or becomes blank. Spans are in order and do not overlap. */
export function cutLines(text: string, lines: readonly Line[], spans: readonly Span[]): Line[] {
	const left: Line[] = [];
	let next = 0;
	for (const line of lines) {
		while (next < spans.length && (spans[next]?.end ?? 0) <= line.start) next++;
		let from = line.start;
		let cut = false;
		for (let at = next; at < spans.length; at++) {
			const span = spans[at];
			if (span === undefined || span.start >= line.end) break;
			cut = true;
			if (span.start > from) left.push(lineAt(text, { start: from, end: span.start }, from, line.depth));
			from = Math.max(from, span.end);
		}
		if (!cut) left.push(line);
		else left.push(lineAt(text, { start: Math.min(from, line.end), end: line.end }, from, line.depth));
	}
	return left;
}

/** A sentence that may run over several lines; `text` has single spaces. */
export interface Sentence extends Span {
	text: string;
	/** What of it stands in each line. */
	parts: readonly Line[];
}

/**
 * Sentences of each paragraph of the lines; a paragraph ends at a blank line, a sentence at the latest with it, and
 * before a line that begins one of its own.
 */
export function paragraphsOf(lines: readonly Line[], beginsSentence?: (line: Line, next: Line | undefined) => boolean): Sentence[][] {
	const paragraphs: Sentence[][] = [];
	let sentences: Sentence[] = [];
	let parts: Line[] = [];
	const closeSentence = (): void => {
		const [first, last] = [parts[0], parts.at(-1)];
		if (first && last) sentences.push({ start: first.start, end: last.end, text: parts.map((part) => part.text).join(' '), parts });
		parts = [];
	};
	for (const [at, line] of [...lines, null].entries()) {
		if (line === null || line.text === '') {
			closeSentence();
			if (sentences.length > 0) paragraphs.push(sentences);
			sentences = [];
			continue;
		}
		if (parts.length > 0 && beginsSentence?.(line, lines[at + 1])) closeSentence();
		for (const piece of sentencesOf(line)) {
			parts.push(piece);
			if (/[.!?…]["'”’)\]]?$/.test(piece.text)) closeSentence();
		}
	}
	return paragraphs;
}

/** The sentences of one line, in order. */
export function sentencesOf(line: Line): Line[] {
	const pieces: Line[] = [];
	let from = 0;
	for (const { index, 0: mark } of line.text.matchAll(/[.!?…]["'”’)\]]?(?=\s)/g)) {
		const end = index + mark.length;
		const text = line.text.slice(from, end);
		const lead = text.length - text.trimStart().length;
		pieces.push({ ...line, start: line.start + from + lead, end: line.start + end, text: text.trim() });
		from = end;
	}
	const rest = line.text.slice(from);
	const start = line.start + from + rest.length - rest.trimStart().length;
	if (rest.trim() !== '') pieces.push({ ...line, start, end: line.end, text: rest.trim() });
	return pieces;
}

/** Lower-case words, without marks; digits count as words. */
export function wordsOf(text: string): string[] {
	return (
		text
			.toLowerCase()
			.replace(/[’`]/g, "'")
			.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu) ?? []
	);
}

function lineAt(text: string, span: Span, from: number, depth: number): Line {
	const whole = text.slice(span.start, span.end);
	const trimmed = whole.trim();
	const start = span.start + (trimmed === '' ? 0 : whole.length - whole.trimStart().length);
	return { start, end: start + trimmed.length, text: trimmed, depth, from };
}
