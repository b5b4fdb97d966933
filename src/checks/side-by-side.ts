import type { Duplicate, QuotedPassage } from './duplicates.ts';

/** Columns of the whole table, and lines that are shown of a passage. */
const width = 100;
const maxLines = 8;
const gap = ' │ ';
const column = Math.floor((width - gap.length) / 2);

/** Two articles that resemble each other as plain text: their ids, how likely they are duplicates, the passages side by side. */
export function formatDuplicate({ article, other, likeness, passages }: Duplicate, titles: ReadonlyMap<string, string>): string {
	const rule = '─'.repeat(width);
	const name = (id: string): string[] => wrapText(`${id}  ${titles.get(id) ?? ''}`);
	const blocks = passages.map((pair) => joinColumns(passageLines(pair.own), passageLines(pair.other)));
	const head = `${article} and ${other}: duplicates with a probability of ${Math.round(likeness * 100)} %`;
	return [head, rule, joinColumns(name(article), name(other)), ...blocks.flatMap((block) => [rule, block]), rule].join('\n');
}

/** Two texts in two columns. */
export function sideBySide(left: string, right: string): string {
	return joinColumns(textLines(left), textLines(right));
}

function textLines(text: string): string[] {
	const lines = text.split('\n').flatMap(wrapText);
	return lines.length > maxLines ? [...lines.slice(0, maxLines - 1), '…'] : lines;
}

function passageLines({ heading, text }: QuotedPassage): string[] {
	return [...wrapText(`[${heading}]`), ...textLines(text)];
}

function joinColumns(left: readonly string[], right: readonly string[]): string {
	return Array.from({ length: Math.max(left.length, right.length) }, (_, at) =>
		`${(left[at] ?? '').padEnd(column)}${gap}${right[at] ?? ''}`.trimEnd(),
	).join('\n');
}

/** Lines of at most a column's width, cut at blanks where there are any. */
function wrapText(text: string): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		for (let from = 0; from < Math.max(word.length, 1); from += column) {
			const piece = word.slice(from, from + column);
			const longer = line === '' ? piece : `${line} ${piece}`;
			if (longer.length > column) lines.push(line);
			line = longer.length > column ? piece : longer;
		}
	}
	return line === '' ? lines : [...lines, line];
}
