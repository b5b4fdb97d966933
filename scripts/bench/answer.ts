import { matchLine } from '../../src/matching/batch.ts';
import { focusPieces } from '../../src/matching/focus.ts';
import { answerTicket, matchTicket, rankArticles } from '../../src/matching/match-ticket.ts';
import { openBase } from '../../src/matching/open-base.ts';
import { isReadable } from '../../src/matching/reading/language.ts';
import { type Reading, readTicket } from '../../src/matching/reading/read-ticket.ts';
import { type Embedder, modelId } from '../../src/search/embedder.ts';
import { readIndex, readManifest } from '../../src/search/index-files.node.ts';
import { exactNeighbours, measureRecall } from '../../src/search/neighbours.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import { stemsOf } from '../../src/search/words.ts';
import { peakMemory, type Report, seconds, summarize, timeRounds } from './measure.ts';

/** Tickets whose nearest passages are looked up both ways. */
const recallSample = 50;

/** Answers tickets from the index in `folder`, whole and in parts. */
export async function measureAnswers(folder: string, embedder: Embedder, tickets: readonly string[]): Promise<Report> {
	const started = performance.now();
	const manifest = await readManifest(folder, 'npm run bench');
	if (manifest === null) throw new Error(`there is no index in ${folder}`);
	const stored = await readIndex(folder, manifest, modelId, 'npm run bench');
	const base = await openBase(manifest, stored, embedder);
	const opened = performance.now() - started;

	const parts: Record<'reading' | 'embedding' | 'rest', number[]> = { reading: [], embedding: [], rest: [] };
	let embedding = 0;
	const watched: Embedder = {
		...embedder,
		async embed(texts) {
			const start = performance.now();
			const vectors = await embedder.embed(texts);
			embedding = performance.now() - start;
			return vectors;
		},
	};
	const whole = await timeRounds(tickets, async (text) => {
		const start = performance.now();
		await answerTicket(base, watched, { text });
		parts.rest.push(performance.now() - start - embedding);
		parts.embedding.push(embedding);
	});
	const reading = await timeRounds(tickets, (text) => readTicket({ text }, isReadable));
	const queries = await Promise.all(tickets.slice(0, 2 * recallSample).map((text) => readQuery(text, embedder)));
	const rank = (filter?: { system: string }) => (query: (typeof queries)[number]) =>
		rankArticles(base, query.stems, focusPieces(base.index, query.reading.pieces, query.vectors), { filter });
	const system = base.index.articles.find(({ systems }) => systems.length > 0)?.systems[0];
	const report: Report = {
		facts: [
			`opened in ${seconds(opened)}`,
			...describeRecall(
				base.index,
				system,
				queries.slice(0, recallSample).flatMap(({ vectors }) => vectors),
			),
		],
		timings: {
			'Signpost, the whole answer': whole,
			'  embedding': summarize(parts.embedding),
			'  all but embedding': summarize(parts.rest),
			'    reading the ticket': reading,
			'    ranking': await timeRounds(queries, rank()),
		},
		throughput: 0,
		peakMemory: 0,
	};
	if (system !== undefined) report.timings['    ranking the articles of one system'] = await timeRounds(queries, rank({ system }));
	report.timings['Signpost, keywords only'] = await timeRounds(tickets, (text) => matchTicket(base, null, { text }));

	const batch = performance.now();
	for (const [at, text] of tickets.entries()) {
		await matchLine({ number: at + 1, text: JSON.stringify({ id: String(at), text }) }, (ticket) => matchTicket(base, embedder, ticket));
	}
	report.throughput = (tickets.length * 1000) / (performance.now() - batch);
	report.peakMemory = peakMemory();
	return report;
}

async function readQuery(text: string, embedder: Embedder): Promise<{ reading: Reading; stems: Set<string>; vectors: Float32Array[] }> {
	const reading = readTicket({ text }, isReadable);
	return {
		reading,
		stems: stemsOf(reading.pieces.map((piece) => piece.text).join('\n')),
		vectors: await embedder.embed(reading.pieces.map((piece) => piece.text)),
	};
}

/** Recall of the graph for tickets, among all passages and among those of one system. */
function describeRecall(
	{ graph, vectors, passages, articles }: SearchIndex,
	system: string | undefined,
	queries: readonly Float32Array[],
): string[] {
	if (graph === null || vectors === null) return [];
	const exact = exactNeighbours(vectors);
	const facts = [`recall@10 for tickets ${measureRecall(graph, exact, queries, 10).toFixed(3)}`];
	if (system === undefined) return facts;
	const accept = (row: number): boolean => articles[passages[row]?.article ?? -1]?.systems.includes(system) ?? false;
	const among = ({ nearest }: typeof exact): typeof exact => ({ nearest: (query, count) => nearest(query, count, accept) });
	const share = passages.filter((_, row) => accept(row)).length / passages.length;
	const recall = measureRecall(among(graph), among(exact), queries, 10).toFixed(3);
	return [...facts, `${recall} among the articles of one system (${Math.round(100 * share)} % of the passages)`];
}
