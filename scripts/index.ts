import { corpusForAudience } from '../src/knowledge/edition.node.ts';
import { formatFinding } from '../src/knowledge/finding.ts';
import { indexCorpus, openEmbedder, repairCommand } from '../src/matching/engine.node.ts';
import type { Learned } from '../src/matching/learning/learn.ts';
import { readyStatic } from '../src/matching/static/static.node.ts';
import { formatPercent } from '../src/matching/wording.ts';
import { exitCodes, paint, readArguments, runCommand, terminalListener } from './terminal.ts';

/** `npm run index [-- --corpus DIR] [--links FILE]`: builds the search index, whatever state the old one is in, and what pages rank with. */
await runCommand(async () => {
	const { values } = readArguments({ options: { corpus: { type: 'string' }, links: { type: 'string' } } });
	const corpus = await corpusForAudience(values.corpus);
	const listener = terminalListener();
	const embedder = await openEmbedder(listener);
	const { base, findings } = await indexCorpus(corpus, embedder, listener, values.links === undefined ? {} : { links: values.links });
	for (const finding of findings) process.stderr.write(`${formatFinding(finding)}\n`);
	const { index, learned } = base;
	const by = index.model === null ? 'words only' : index.model;
	process.stdout.write(`${paint('green', '✓')} ${corpus}: ${index.articles.length} articles, ${index.passages.length} passages (${by})\n`);
	process.stdout.write(`${describeLearned(learned)}\n`);
	const parts = await readyStatic(corpus, embedder, repairCommand(corpus), listener);
	if (parts !== null) process.stdout.write(`${paint('green', '✓')} what pages rank with: ${parts}\n`);
	if (findings.length > 0) process.stderr.write(`${findings.length} problems; what could not be read is not in the index.\n`);
	return findings.length > 0 ? exitCodes.problems : exitCodes.fine;
});

function describeLearned({ heldBack, threshold }: Learned): string {
	return heldBack === 0
		? `too few phrases and linked tickets to learn from: the shipped settings hold, a match from ${formatPercent(threshold)} on`
		: `learned from ${heldBack} texts held back: a match from ${formatPercent(threshold)} on`;
}
