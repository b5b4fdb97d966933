import { readFile } from 'node:fs/promises';
import { measureDuplicates, parsePairs, type Score } from '../src/checks/duplicate-trial.ts';
import { findDuplicates } from '../src/checks/duplicates.ts';
import { formatDuplicate } from '../src/checks/side-by-side.ts';
import type { Article } from '../src/knowledge/article.ts';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { formatFinding } from '../src/knowledge/finding.ts';
import { cacheFolder, contentFolder } from '../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../src/matching/engine.node.ts';
import type { Embedder } from '../src/search/embedder.ts';
import { cacheEmbeddings } from '../src/search/embedding-cache.node.ts';
import { buildIndex } from '../src/search/search-index.ts';
import { exitCodes, InputError, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

const usage = 'npm run -s duplicates -- [ARTICLE_ID…] [--json], or npm run -s duplicates -- --measure [--json]';

/** `npm run -s duplicates`: which articles say the same as another, side by side; `--measure`: how well that is found. */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: { json: { type: 'boolean', default: false }, measure: { type: 'boolean', default: false } },
	});
	if (values.measure && positionals.length > 0) throw new UsageError(`--measure takes no article: ${usage}`);
	const listener = terminalListener();
	const { articles, findings } = await readCorpus(contentFolder());
	for (const finding of findings) listener.notice(formatFinding(finding));
	const unknown = positionals.filter((id) => !articles.some((article) => article.id === id));
	if (unknown.length > 0) throw new UsageError(`no article ${unknown.join(', ')} in ${contentFolder()}. Usage: ${usage}`);
	const model = await openEmbedder(listener);
	if (model === null) throw new InputError('articles are compared by meaning, which needs the embedding model; nothing was compared.');
	const embedder = cacheEmbeddings(model, cacheFolder(), (done, total) => listener.progress('embedding', done, total));
	return values.measure ? measure(articles, embedder, values.json) : compare(articles, positionals, embedder, values.json);
});

async function compare(articles: readonly Article[], ids: readonly string[], embedder: Embedder, json: boolean): Promise<number> {
	const index = await buildIndex({ articles, links: [] }, embedder);
	const changed = new Set(ids.length > 0 ? ids : articles.map(({ id }) => id));
	const duplicates = findDuplicates(index, articles, changed) ?? [];
	const titles = new Map(articles.map(({ id, title }) => [id, title]));
	if (json) process.stdout.write(`${JSON.stringify(duplicates)}\n`);
	else {
		for (const duplicate of duplicates) process.stdout.write(`${formatDuplicate(duplicate, titles)}\n\n`);
		const count = changed.size === 1 ? '1 article' : `${changed.size} articles`;
		process.stdout.write(`${count} compared with all others: ${duplicates.length} likely duplicates\n`);
		if (duplicates.length > 0)
			process.stdout.write('Merge the two, or, where both are needed, name the other article under "related" in the front matter.\n');
	}
	return duplicates.length === 0 ? exitCodes.fine : exitCodes.problems;
}

async function measure(articles: readonly Article[], embedder: Embedder, json: boolean): Promise<number> {
	const pairs = parsePairs(await readFile('tests/sets/duplicate-pairs.jsonl', 'utf8'));
	const report = await measureDuplicates(pairs, articles, embedder);
	if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
	else {
		const { threshold, tuning, keptApart, elsewhere, shipped } = report;
		process.stdout.write(
			[
				`${pairs.length} labelled pairs, threshold ${threshold}`,
				`tuning half (each article held out): ${formatScore(tuning)}`,
				`half kept apart:                     ${formatScore(keptApart)}`,
				`drafts reported with an article that they were not written for: ${elsewhere}`,
				`${shipped.pairs} pairs of shipped articles: ${shipped.likely} above the threshold, ${shipped.reported.length} reported (the others name each other as related)`,
				...shipped.reported.map(([own, other]) => `  ${own} and ${other}`),
				'',
			].join('\n'),
		);
	}
	return exitCodes.fine;
}

function formatScore({ duplicates, nearMisses, found, alarms, precision, recall, f1 }: Score): string {
	return `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${percent(f1)}; ${found} of ${duplicates} duplicates, ${alarms} of ${nearMisses} near misses`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}
