import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { toChangeJson } from '../src/checks/change-json.ts';
import { type ChangeReport, checkChange } from '../src/checks/check-change.node.ts';
import { type CheckOptions, checkFolder, fixFolder } from '../src/checks/check-content.node.ts';
import { formatAnnotation, formatText, toJson } from '../src/checks/format.ts';
import { formatMarkdown } from '../src/checks/format-markdown.ts';
import type { ReportedFinding } from '../src/checks/report.ts';
import { knownRules } from '../src/checks/rules.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { exitCodes, paint, readArguments, readDay, runCommand, terminalListener, UsageError } from './terminal.ts';

const formats = ['text', 'github', 'json', 'markdown'] as const;
const usage = `usage: npm run check [-- DIR] [--changed] [--base REF] [--fix] [--format ${formats.join('|')}] [--report FILE] [--today YYYY-MM-DD] [--rules]`;

/** Findings of one rule in one file that are printed one by one; the others are counted. */
const shownAlike = 5;

/**
 * `npm run check [-- DIR]`: the content rules. `--changed` gives the report of a pull request: rules, tickets that moved,
 * duplicates, compared with where this branch left the main one. `--fix` mends what is safe to mend.
 * `--report` writes the change's report to a file as well, for `npm run sync-comment`, so that a run compares but once.
 */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: {
			changed: { type: 'boolean', default: false },
			base: { type: 'string' },
			fix: { type: 'boolean', default: false },
			format: { type: 'string', default: 'text' },
			report: { type: 'string' },
			today: { type: 'string' },
			rules: { type: 'boolean', default: false },
		},
	});
	const format = formats.find((name) => name === values.format);
	if (positionals.length > 1 || format === undefined || (values.fix && values.changed) || (values.report !== undefined && !values.changed))
		throw new UsageError(usage);
	if (values.rules) return printRules(format === 'json');
	const folder = positionals[0] ?? contentFolder();
	const options: CheckOptions = { base: values.base, today: readDay(values.today) };
	if (values.changed || format === 'markdown') {
		const report = await checkChange(folder, options, terminalListener());
		if (values.report !== undefined) await writeFile(values.report, `${JSON.stringify(toChangeJson(report))}\n`);
		return print(report.findings, report, format, folder, report.changes.changed.size);
	}
	const { report, fixed } = values.fix
		? await fixFolder(folder, options)
		: { report: await checkFolder(folder, options), fixed: new Map<string, number>() };
	for (const [path, count] of fixed) process.stderr.write(`mended ${count} ${count === 1 ? 'place' : 'places'} in ${path}\n`);
	return print(report.findings, null, format, folder, report.corpus.articles.length);
});

function print(
	findings: readonly ReportedFinding[],
	change: ChangeReport | null,
	format: (typeof formats)[number],
	folder: string,
	articles: number,
): number {
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	const warnings = findings.length - errors;
	const code = errors > 0 ? exitCodes.problems : exitCodes.fine;
	if (format === 'json') {
		const summary = { folder, articles, errors, warnings, findings: findings.map(toJson) };
		process.stdout.write(
			`${JSON.stringify(change === null ? summary : { ...summary, tickets: change.tickets, notes: change.notes, changed: [...change.changes.changed.keys()] })}\n`,
		);
		return code;
	}
	if (format === 'markdown') {
		if (change !== null) process.stdout.write(formatMarkdown(findings, change.notes, change.changes));
		return code;
	}
	if (format === 'github') {
		const place = relative(process.cwd(), resolve(folder)).replaceAll('\\', '/');
		for (const finding of findings) process.stdout.write(`${formatAnnotation(finding, place)}\n`);
	} else printText(findings);
	for (const note of change?.notes ?? []) process.stdout.write(`${note}\n`);
	const tickets = change === null || change.tickets === 0 ? '' : `, ${change.tickets} tickets compared`;
	const read = change === null ? `${articles} articles read` : `${articles} ${articles === 1 ? 'article' : 'articles'} changed${tickets}`;
	const warned = warnings === 0 ? '' : `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
	const summary = `${folder}: ${read}, ${errors} ${errors === 1 ? 'problem' : 'problems'}${warned}`;
	process.stdout.write(`${paint(errors > 0 ? 'red' : 'green', errors > 0 ? '✗' : '✓')} ${summary}\n`);
	return code;
}

function printText(findings: readonly ReportedFinding[]): void {
	const alike = new Map<string, number>();
	for (const finding of findings) {
		const key = `${finding.path}  ${finding.rule} (${finding.id})`;
		const count = (alike.get(key) ?? 0) + 1;
		alike.set(key, count);
		if (count <= shownAlike) process.stdout.write(`${formatText(finding)}\n`);
	}
	for (const [key, count] of alike)
		if (count > shownAlike) process.stdout.write(`${key}: ${count - shownAlike} more like it; --format json lists all\n`);
}

function printRules(asJson: boolean): number {
	if (asJson)
		process.stdout.write(
			`${JSON.stringify(knownRules.map(({ id, name, severity, description, expects }) => ({ id, name, severity, description, expects })))}\n`,
		);
	else
		for (const { id, name, severity, description } of knownRules) process.stdout.write(`${id} ${name} (${severity})\n    ${description}\n`);
	return exitCodes.fine;
}
