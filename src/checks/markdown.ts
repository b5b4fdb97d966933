/** Characters of a comment or an issue that GitHub takes at most. */
export const maxBody = 65_536;

/** A text as Markdown code, whatever it holds: fenced by more backticks than it has in a row, so that it is no markup and names nobody. */
export function code(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	// Two backticks with nothing between them are no code, and would take the next text into theirs.
	if (line === '') return '` `';
	const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}

/** As many whole lines as fit, and that some were left out: cut within a line, code would no longer be code. */
export function cutLines(text: string, limit = maxBody): string {
	if (text.length <= limit) return text;
	const closing = '\n\nThe rest is left out, for it is too long to be shown here.\n';
	const end = text.lastIndexOf('\n', limit - closing.length);
	return `${text.slice(0, Math.max(0, end))}${closing}`;
}
