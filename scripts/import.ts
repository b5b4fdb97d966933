import { formatFinding } from '../src/knowledge/finding.ts';
import { importConfluence } from '../src/knowledge/import/import-confluence.node.ts';
import { importMarkdown } from '../src/knowledge/import/import-markdown.node.ts';
import { importZendesk } from '../src/knowledge/import/import-zendesk.node.ts';
import { exitCodes, paint, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

const sources = new Map([
	['markdown', importMarkdown],
	['zendesk', importZendesk],
	['confluence', importConfluence],
]);

const usage = `usage: npm run -s import -- markdown DIR --to CORPUS
       npm run -s import -- zendesk|confluence EXPORT --to CORPUS
EXPORT is what the Help Center API or the Confluence API answers, a .json file or a folder of them, or an unpacked HTML export of a Confluence space.`;

/** `npm run -s import -- SOURCE PATH --to CORPUS`: any folder of Markdown, or an export of another system, becomes known issues. */
await runCommand(async () => {
	const { values, positionals } = readArguments({ allowPositionals: true, options: { to: { type: 'string' } } });
	const [source, path, ...rest] = positionals;
	const importSource = sources.get(source ?? '');
	if (importSource === undefined || path === undefined || rest.length > 0 || values.to === undefined) throw new UsageError(usage);
	const listener = terminalListener();
	const today = new Date().toISOString().slice(0, 10);
	const report = await importSource(path, values.to, today, (done, total) => listener.progress('importing', done, total));
	for (const finding of report.findings) process.stdout.write(`${formatFinding(finding)}\n`);
	const parts = [
		`${report.found} pages found`,
		`${report.written} written`,
		`${report.unchanged} unchanged`,
		`${report.refused} refused`,
		`${report.images} images copied`,
		`${report.findings.length} notes`,
	];
	const complete = report.refused + report.refusedImages === 0;
	process.stdout.write(`${complete ? paint('green', '✓') : paint('yellow', '!')} ${values.to}: ${parts.join(', ')}\n`);
	process.stdout.write(`Serve it: SIGNPOST_CONTENT=${values.to} npm start\n`);
	return complete ? exitCodes.fine : exitCodes.problems;
});
