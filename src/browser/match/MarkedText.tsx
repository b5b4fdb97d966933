import type { Span } from '../../matching/reading/mapped-text.ts';

/** A text with stretches of it marked; spans are UTF-16 offsets into it, and may overlap. */
export function MarkedText({ text, spans }: { text: string; spans: readonly Span[] }) {
	return <>{cutAtSpans(text, spans).map(({ part, marked }, at) => (marked ? <mark key={at}>{part}</mark> : part))}</>;
}

/** The text in parts, each marked or not; together they are the text. */
export function cutAtSpans(text: string, spans: readonly Span[]): { part: string; marked: boolean }[] {
	const parts: { part: string; marked: boolean }[] = [];
	let from = 0;
	const take = (to: number, marked: boolean): void => {
		const end = Math.min(to, text.length);
		if (end > from) parts.push({ part: text.slice(from, end), marked });
		from = Math.max(from, end);
	};
	for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
		take(start, false);
		take(end, true);
	}
	take(text.length, false);
	return parts;
}
