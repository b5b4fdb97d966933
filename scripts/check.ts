import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { formatFinding } from '../src/knowledge/finding.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { exitCodes, paint, readArguments, runCommand, UsageError } from './terminal.ts';

/** `npm run check [-- DIR]`: the content rules. */
await runCommand(async () => {
	const { positionals } = readArguments({ allowPositionals: true });
	if (positionals.length > 1) throw new UsageError('usage: npm run check [-- DIR]');
	const folder = positionals[0] ?? contentFolder();
	const { articles, findings } = await readCorpus(folder);
	for (const finding of findings) process.stdout.write(`${formatFinding(finding)}\n`);
	const summary = `${folder}: ${articles.length} articles read, ${findings.length} problem${findings.length === 1 ? '' : 's'}`;
	process.stdout.write(`${paint(findings.length > 0 ? 'red' : 'green', findings.length > 0 ? '✗' : '✓')} ${summary}\n`);
	return findings.length > 0 ? exitCodes.problems : exitCodes.fine;
});
