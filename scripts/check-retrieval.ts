import { findChanges } from '../src/checks/change-report.ts';
import { compareWithBase } from '../src/checks/check-change.node.ts';
import { checkFolder } from '../src/checks/check-content.node.ts';
import { formatAnnotation, formatText, toJson } from '../src/checks/format.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { exitCodes, InputError, paint, readArguments, readDay, runCommand, terminalListener, UsageError } from './terminal.ts';

const formats = ['text', 'github', 'json'] as const;
const usage = `usage: npm run check:retrieval [-- --base REF] [--format ${formats.join('|')}]`;

/**
 * `npm run check:retrieval`: puts the tests of every article to the articles before and after this change, and names those
 * that lost their place, to which article, and why.
 */
await runCommand(async () => {
	const { values } = readArguments({ options: { base: { type: 'string' }, format: { type: 'string', default: 'text' } } });
	const format = formats.find((name) => name === values.format);
	if (format === undefined) throw new UsageError(usage);
	const folder = contentFolder();
	const content = await checkFolder(folder, { base: values.base, today: readDay(undefined) });
	if (content.corpus.findings.length > 0)
		throw new InputError(`${content.corpus.findings.length} problems in ${folder}: see npm run check, and mend them first.`);
	const { base } = content.context.past;
	if (base === null) throw new InputError(content.context.past.limits.join(' '));
	const changes = findChanges(content.context.articles, base);
	const { findings, notes, tickets } = await compareWithBase(content, changes, terminalListener());
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	if (format === 'json')
		process.stdout.write(`${JSON.stringify({ base: base.name, tickets, errors, findings: findings.map(toJson), notes })}\n`);
	else {
		for (const finding of findings)
			process.stdout.write(`${format === 'text' ? formatText(finding) : formatAnnotation(finding, folder)}\n`);
		for (const note of notes) process.stdout.write(`${note}\n`);
		const summary = `${tickets} tickets compared with ${base.name}, ${changes.changed.size} changed ${changes.changed.size === 1 ? 'article' : 'articles'}: ${errors} ${errors === 1 ? 'problem' : 'problems'}`;
		process.stdout.write(`${paint(errors > 0 ? 'red' : 'green', errors > 0 ? '✗' : '✓')} ${summary}\n`);
	}
	return errors > 0 ? exitCodes.problems : exitCodes.fine;
});
