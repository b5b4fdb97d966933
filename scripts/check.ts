import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { readPartnerEdition } from '../src/knowledge/edition.node.ts';
import { formatFinding } from '../src/knowledge/finding.ts';
import { contentFolder, siteAudience } from '../src/knowledge/working-files.node.ts';
import { exitCodes, paint, readArguments, runCommand, UsageError } from './terminal.ts';

/** `npm run check [-- DIR]`: the content rules; with `SIGNPOST_AUDIENCE=partner` also those of the partners' edition. */
await runCommand(async () => {
	const { positionals } = readArguments({ allowPositionals: true });
	if (positionals.length > 1) throw new UsageError('usage: npm run check [-- DIR]');
	const folder = positionals[0] ?? contentFolder();
	const corpus = await readCorpus(folder);
	const { articles } = corpus;
	const isEdited = corpus.findings.length === 0 && siteAudience() === 'partner';
	const { findings } = isEdited ? await readPartnerEdition(corpus) : corpus;
	for (const finding of findings) process.stdout.write(`${formatFinding(finding)}\n`);
	const summary = `${folder}: ${articles.length} articles read, ${findings.length} problem${findings.length === 1 ? '' : 's'}`;
	process.stdout.write(`${paint(findings.length > 0 ? 'red' : 'green', findings.length > 0 ? '✗' : '✓')} ${summary}\n`);
	return findings.length > 0 ? exitCodes.problems : exitCodes.fine;
});
