import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Corpus, readCorpus } from '../src/knowledge/corpus.node.ts';
import { cacheFolder } from '../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../src/matching/engine.node.ts';
import type { Half, JudgedTicket } from '../src/matching/evaluation/judged.ts';
import { type EvaluationReport, evaluateResults } from '../src/matching/evaluation/metrics.ts';
import { runTickets } from '../src/matching/evaluation/run.ts';
import { openKnowledgeBase } from '../src/matching/knowledge-base.ts';
import { learnCorpus } from '../src/matching/learning/learn.ts';
import { matchTicket } from '../src/matching/match-ticket.ts';
import { readLinkText } from '../src/matching/reading/read-ticket.ts';
import type { Embedder } from '../src/search/embedder.ts';
import { cacheEmbeddings } from '../src/search/embedding-cache.node.ts';
import { seededRandom, shuffle } from '../src/search/random.ts';
import { buildIndex } from '../src/search/search-index.ts';
import { readJudgedTickets } from './judged-tickets.ts';
import { exitCodes, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

/** Links an article, and how often each is drawn. */
const steps = [0, 1, 3, 5, 10] as const;
const seeds = 5;
const figures = ['top1', 'top3', 'answerableAt95', 'auroc', 'calibrationError', 'matched', 'matchPrecision'] as const;

const usage = 'usage: npm run -s curve -- DIR [--half tuning|held-out|all] [--json]   (DIR as for npm run eval)';

/** `npm run -s curve -- DIR`: how the figures grow with the linked tickets an article has, mean of five random draws. */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: { half: { type: 'string', default: 'held-out' }, json: { type: 'boolean', default: false } },
	});
	const [folder] = positionals;
	const { half } = values;
	if (folder === undefined || positionals.length > 1 || !isHalf(half)) throw new UsageError(usage);
	const listener = terminalListener();
	const embedder = await openEmbedder(listener);
	if (embedder === null) return exitCodes.problems;
	const file = join(folder, 'tickets.jsonl');
	const tickets = readJudgedTickets(await readFile(file), file, half);
	const corpus = await readCorpus(folder);
	const links = corpus.links.map((link) => ({ ...link, text: readLinkText(link.text) }));
	const embed = remember(cacheEmbeddings(embedder, cacheFolder()), embedder);
	const rows: { links: number; reports: EvaluationReport[] }[] = [];
	let done = 0;
	for (const count of steps) {
		const reports: EvaluationReport[] = [];
		// Without links every draw is the same.
		for (let seed = 1; seed <= (count === 0 ? 1 : seeds); seed++) {
			reports.push(await measure({ ...corpus, links: draw(links, count, seed) }, embed, tickets));
			listener.progress('learning curve', ++done, (steps.length - 1) * seeds + 1);
		}
		rows.push({ links: count, reports });
	}
	const table = rows.map(({ links: count, reports }) => ({ links: count, ...meanFigures(reports) }));
	if (values.json) process.stdout.write(`${JSON.stringify({ set: folder, half, seeds, curve: table })}\n`);
	else {
		process.stdout.write(
			`${folder}, ${half}: ${tickets.length} tickets, mean of ${seeds} draws\n\n| links an article | ${figures.join(' | ')} |\n`,
		);
		process.stdout.write(`| ---: |${' ---: |'.repeat(figures.length)}\n`);
		for (const row of table)
			process.stdout.write(`| ${row.links} | ${figures.map((name) => row[name]?.toFixed(3) ?? '-').join(' | ')} |\n`);
	}
	return exitCodes.fine;
});

function isHalf(half: string): half is Half | 'all' {
	return half === 'tuning' || half === 'held-out' || half === 'all';
}

async function measure(corpus: Corpus, { articles, tickets }: Remembering, judged: readonly JudgedTicket[]): Promise<EvaluationReport> {
	const index = await buildIndex(corpus, articles);
	const base = openKnowledgeBase(index, learnCorpus(index), tickets);
	const run = await runTickets(
		(ticket) => matchTicket(base, tickets, ticket),
		judged,
		0,
		() => {},
	);
	return evaluateResults(run.results);
}

/** So many links of every article, at random. */
function draw(links: Corpus['links'], count: number, seed: number): Corpus['links'] {
	const random = seededRandom(`links ${seed}`);
	return [...Map.groupBy(links, ({ article }) => article).values()].flatMap((own) => shuffle(own, random).slice(0, count));
}

interface Remembering {
	articles: Embedder;
	tickets: Embedder;
}

/** Tickets are embedded once for all draws; their vectors are kept in memory alone. */
function remember(articles: Embedder, embedder: Embedder): Remembering {
	const known = new Map<string, Float32Array>();
	const tickets: Embedder = {
		...embedder,
		async embed(texts) {
			const missing = texts.filter((text) => !known.has(text));
			for (const [at, vector] of (await embedder.embed(missing)).entries()) known.set(missing[at] ?? '', vector);
			return texts.map((text) => known.get(text) ?? new Float32Array(embedder.dimensions));
		},
	};
	return { articles, tickets };
}

function meanFigures(reports: readonly EvaluationReport[]): Record<(typeof figures)[number], number | null> {
	const mean = (name: (typeof figures)[number]): number | null => {
		const values = reports.map((report) => report[name]).filter((value) => value !== null);
		return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
	};
	return Object.fromEntries(figures.map((name) => [name, mean(name)])) as Record<(typeof figures)[number], number | null>;
}
