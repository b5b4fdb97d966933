import { verifyArticle } from '../src/authoring/verify.node.ts';
import { checkFolder } from '../src/checks/check-content.node.ts';
import { formatText } from '../src/checks/format.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { openEngine } from '../src/matching/engine.node.ts';
import { exitCodes, InputError, paint, readArguments, readDay, runCommand, terminalListener, UsageError } from './terminal.ts';

const usage = 'usage: npm run verify -- KI-0042 [--by "role"] [--every DAYS] [--today YYYY-MM-DD]';

/** `npm run verify -- KI-0042`: asks the article's rules and tests anew, and records who verified it and when. */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: { by: { type: 'string' }, every: { type: 'string' }, today: { type: 'string' } },
	});
	const [id, ...others] = positionals;
	if (id === undefined || others.length > 0 || (values.every !== undefined && !/^[1-9]\d{0,3}$/.test(values.every)))
		throw new UsageError(usage);
	const on = readDay(values.today);
	const folder = contentFolder();
	const report = await checkFolder(folder, { today: on });
	if (report.corpus.findings.length > 0)
		throw new InputError(`${report.corpus.findings.length} problems in ${folder}: see npm run check, and mend them first.`);
	const article = report.context.byId.get(id.toLowerCase());
	if (article === undefined) throw new InputError(`${id}: is no article of ${folder}.`);
	const by = values.by ?? article.frontMatter.verification?.by;
	if (by === undefined)
		throw new UsageError(`${article.id} was never verified: say by which role, such as --by "SG shift lead".\n${usage}`);
	const engine = await openEngine(folder, terminalListener());
	const every = values.every === undefined ? undefined : Number(values.every);
	const { findings, tests, recorded } = await verifyArticle(article, report, engine.match, { by, on, every });
	for (const finding of findings) process.stdout.write(`${formatText(finding)}\n`);
	for (const { ticket, place, first } of tests) {
		const mark = place === 1 ? paint('green', '✓') : paint(place === null || place > 3 ? 'red' : 'yellow', '!');
		process.stdout.write(
			`${mark} ${place === 1 ? 'first' : place === null ? `not found, ${first ?? 'nothing'} first` : `place ${place}, ${first} first`}: ${ticket.replace(/\s+/g, ' ').slice(0, 80)}\n`,
		);
	}
	if (!recorded) {
		process.stdout.write(`${paint('red', '✗')} ${article.id} is not recorded as verified: mend what stands above, then verify it again.\n`);
		return exitCodes.problems;
	}
	process.stdout.write(`${paint('green', '✓')} ${article.id} is verified by ${by} on ${on}; commit ${folder}/${article.path}\n`);
	return exitCodes.fine;
});
