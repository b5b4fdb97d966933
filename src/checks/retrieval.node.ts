import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Article } from '../knowledge/article.ts';
import { readCorpus } from '../knowledge/corpus.node.ts';
import { makeOnce } from '../knowledge/drafts.node.ts';
import type { Finding } from '../knowledge/finding.ts';
import { readJsonLines } from '../knowledge/json-lines.node.ts';
import type { Listener } from '../knowledge/listener.ts';
import type { Base } from '../knowledge/past.node.ts';
import { articleId } from '../knowledge/schemas/article.ts';
import { successorsOf } from '../knowledge/successors.ts';
import { baseFolder } from '../knowledge/working-files.node.ts';
import type { Embedder } from '../search/embedder.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { rankTickets } from './rank-tickets.node.ts';
import { type AcceptedMove, findMoves, type JudgedMove, judgeMoves, placeIn, type Question, type Ranking } from './retrieval.ts';
import type { CheckedArticle } from './rule.ts';

/** Beside the articles: by a line of its own, a change accepts that a ticket is answered by another article. */
const acceptedMovesFile = 'accepted-moves.jsonl';

const acceptedMoveSchema = z.strictObject({ ticket: z.string().min(1), from: articleId, to: articleId, reason: z.string().trim().min(1) });

/** In the folder of a base: the commit that it holds. */
const stampFile = '.signpost-base';

export interface RetrievalReport {
	/** How many tickets were put to both states. */
	tickets: number;
	moves: JudgedMove[];
	/** Tests of new articles, and new tests, that do not find their article first: its place now, and what comes first. */
	missed: (Question & { place: number | null; first: string | null })[];
	/** Lines of the file of accepted moves that cannot be read. */
	findings: Finding[];
	/** The corpus as it is now, for what else is to be asked of it. */
	index: SearchIndex;
}

/**
 * Puts the `tests` of all articles to the corpus as it was at the base and as it is. `changed` holds the ids of articles that
 * are new or differ.
 */
export async function checkRetrieval(
	folder: string,
	articles: readonly CheckedArticle[],
	{ base, changed }: { base: Base; changed: ReadonlySet<string> },
	embedder: Embedder | null,
	listener: Listener,
): Promise<RetrievalReport> {
	// A corpus that begins with this change takes nothing from anybody.
	const before = base.articles.size === 0 ? null : await readBaseCorpus(folder, base);
	const old = questionsOf(before?.articles ?? []);
	const successor = successorsOf(articles);
	const fresh = questionsOf(articles).filter(
		({ article, ticket }) => !old.some((one) => one.ticket === ticket && successor(one.article) === article),
	);
	const kept = old.filter(({ article, ticket }) => isStillAsked(articles, successor(article), article, ticket));

	const ticketsOf = (questions: readonly Question[]): string[] => questions.map(({ ticket }) => ticket);
	const [then, { rankings: now, index }] = await Promise.all([
		before === null ? [] : rankBase(before.folder, ticketsOf(kept)),
		rankTickets(folder, ticketsOf([...kept, ...fresh]), embedder, listener),
	]);
	const { accepted, findings } = await readAccepted(folder, base);
	const missed = fresh.flatMap((question, at) => {
		const ranking = now[kept.length + at] ?? [];
		const place = placeIn(ranking, question.article);
		return place === 1 ? [] : [{ ...question, place, first: ranking[0]?.article ?? null }];
	});
	return {
		tickets: kept.length,
		moves: judgeMoves(findMoves(kept, then, now, successor), changed, accepted),
		missed,
		findings,
		index,
	};
}

function questionsOf(articles: readonly Article[]): Question[] {
	return articles
		.filter(({ state }) => state !== 'archived')
		.flatMap(({ id, tests }) => [...new Set(tests)].map((ticket) => ({ article: id, ticket })));
}

/** A ticket is asked as long as its article asks it, or the one into which that was merged stands in for it. An archived one answers nothing more. */
function isStillAsked(articles: readonly Article[], now: string, then: string, ticket: string): boolean {
	const article = articles.find(({ id }) => id === now);
	return article !== undefined && article.state !== 'archived' && (now !== then || article.tests.includes(ticket));
}

/** The same of the corpus as it was, on another core. Rejects with what stopped it. */
function rankBase(corpus: string, tickets: readonly string[]): Promise<Ranking[]> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./base-worker.node.ts', import.meta.url), { workerData: { corpus, tickets } });
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', (code) => reject(new Error(`the tickets were not put to the articles as they were (${code})`)));
	});
}

/** Writes the base beside the other working files, once, so that its index is found again. */
async function readBaseCorpus(folder: string, base: Base): Promise<{ folder: string; articles: Article[] }> {
	const place = baseFolder(folder);
	await makeOnce(place, {
		isMade: async () => (await readFile(join(place, stampFile), 'utf8').catch(() => '')) === base.commit,
		async fill(draft) {
			for (const [path, text] of base.files) {
				await mkdir(dirname(join(draft, path)), { recursive: true });
				await writeFile(join(draft, path), text);
			}
			await writeFile(join(draft, stampFile), base.commit);
		},
	});
	return { folder: place, articles: (await readCorpus(place)).articles };
}

/** Only lines that this change adds count: an old one has had its day. */
async function readAccepted(folder: string, base: Base): Promise<{ accepted: AcceptedMove[]; findings: Finding[] }> {
	const findings: Finding[] = [];
	const file = join(folder, acceptedMovesFile);
	if (!existsSync(file)) return { accepted: [], findings };
	const old = new Set((base.files.get(acceptedMovesFile) ?? '').split('\n').map((line) => line.trim()));
	const records = await readJsonLines(file, acceptedMovesFile, acceptedMoveSchema, findings);
	const lines = (await readFile(file, 'utf8')).split('\n');
	return { accepted: records.filter(({ line }) => !old.has((lines[line - 1] ?? '').trim())).map(({ value }) => value), findings };
}
