import { cpus } from 'node:os';
import MiniSearch from 'minisearch';
import { type Corpus, readCorpus } from '../src/knowledge/corpus.node.ts';
import { cacheFolder, contentFolder } from '../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../src/matching/engine.node.ts';
import { matchTicket } from '../src/matching/match-ticket.ts';
import { cacheEmbeddings } from '../src/search/embedding-cache.node.ts';
import { type Passage, passageForModel } from '../src/search/passages.ts';
import { rankArticles } from '../src/search/rank.ts';
import { buildIndex } from '../src/search/search-index.ts';
import { exitCodes, runCommand, terminalListener } from './terminal.ts';

/** Rounds per measurement, after as many to warm up a fifth of them. */
const rounds = 200;

/** `npm run bench`: one ticket, warm, end to end and in parts, beside minisearch alone on the same texts. */
await runCommand(async () => {
	const listener = terminalListener();
	const embedder = await openEmbedder(listener);
	if (embedder === null) return exitCodes.problems;
	const corpus = await readCorpus(contentFolder());
	const tickets = corpus.articles.flatMap(({ tests }) => tests);
	const cached = cacheEmbeddings(embedder, cacheFolder(), (done, total) => listener.progress('embedding', done, total));
	const index = await buildIndex(corpus, cached);

	const peer = new MiniSearch<{ id: number; title: string; text: string }>({ fields: ['title', 'text'] });
	peer.addAll(
		index.passages.map((passage, id) => ({
			id,
			title: titleOf(corpus, passage),
			text: passageForModel(passage, titleOf(corpus, passage)),
		})),
	);
	const vectors = await Promise.all(tickets.map(async (text) => ({ text, vectors: await embedder.embed([text]) })));

	process.stdout.write(
		`${corpus.folder}: ${index.articles.length} articles, ${index.passages.length} passages; ${tickets.length} tickets of ${meanWords(tickets)} words on average\n`,
	);
	process.stdout.write(
		`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n\n`,
	);
	process.stdout.write(`${'milliseconds a ticket, warm'.padEnd(44)}  median     p95     max\n`);
	await report('Signpost: whole answer', tickets, (text) => matchTicket(index, embedder, { text }));
	await report('  of which embedding the ticket', tickets, (text) => embedder.embed([text]));
	await report('  of which ranking', vectors, (query) => rankArticles(index, query));
	await report('Signpost without a model (keywords)', tickets, (text) => matchTicket({ ...index, vectors: null }, null, { text }));
	await report('minisearch alone, same passages', tickets, (text) => peer.search(text));
	process.stdout.write(`\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
	return exitCodes.fine;
});

function titleOf(corpus: Corpus, passage: Passage): string {
	return corpus.articles[passage.article]?.title ?? '';
}

async function report<T>(name: string, inputs: readonly T[], run: (input: T) => unknown): Promise<void> {
	const times: number[] = [];
	for (let round = -rounds / 5; round < rounds; round++) {
		const input = inputs[(round + rounds) % inputs.length];
		if (input === undefined) continue;
		const start = performance.now();
		await run(input);
		if (round >= 0) times.push(performance.now() - start);
	}
	times.sort((a, b) => a - b);
	const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1).padStart(8);
	process.stdout.write(`${name.padEnd(42)}${at(0.5)}${at(0.95)}${at(1)}\n`);
}

function meanWords(texts: readonly string[]): number {
	return Math.round(texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / Math.max(texts.length, 1));
}
