import type { Changes } from './change-report.ts';
import { placeOf } from './format.ts';
import type { ReportedFinding } from './report.ts';

/** The report as Markdown, for the comment on a pull request. What articles hold stands in code, so that it is no markup there. */
export function formatMarkdown(findings: readonly ReportedFinding[], notes: readonly string[], changes: Changes): string {
	const errors = findings.filter(({ severity }) => severity === 'error');
	const warnings = findings.filter(({ severity }) => severity === 'warning');
	const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
	const verdict = errors.length > 0 ? `❌ ${count(errors.length, 'problem')} to mend` : '✅ Nothing to mend';
	const lines = [`### Signpost: ${verdict}${warnings.length > 0 ? `, ${count(warnings.length, 'warning')}` : ''}`, ''];
	const articles = [...changes.changed.values()].map(({ article, isNew }) => `${code(article.id)} ${isNew ? 'new' : 'changed'}`);
	if (articles.length + changes.gone.length > 0)
		lines.push(`Articles: ${[...articles, ...changes.gone.map((id) => `${code(id)} gone`)].join(', ')}.`, '');
	for (const [title, list] of [
		['To mend', errors],
		['Warnings', warnings],
	] as const) {
		if (list.length === 0) continue;
		lines.push(`#### ${title}`, '');
		for (const finding of list) {
			lines.push(`- **${finding.rule}** (${finding.id}) ${code(placeOf(finding.path, finding.line))}  `);
			lines.push(`  ${code(finding.found)}  `, `  Expected: ${code(finding.expected)}  `, `  **To mend:** ${code(finding.remedy)}`);
			for (const { own, other } of finding.passages ?? []) lines.push(`  - here: ${code(own)}  `, `    there: ${code(other)}`);
		}
		lines.push('');
	}
	for (const note of notes) lines.push(`> ${code(note)}`, '');
	lines.push('The same report before pushing: `npm run check -- --changed`.');
	return `${lines.join('\n')}\n`;
}

/** A text as Markdown code, whatever it holds: fenced by more backticks than it has in a row. */
function code(text: string): string {
	// Code of nothing would be two backticks that open another one.
	const line = text.replace(/\s+/g, ' ').trim() || ' ';
	const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}
