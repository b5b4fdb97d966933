import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Article } from '../knowledge/article.ts';
import { readCorpus, readJsonLines } from '../knowledge/corpus.node.ts';
import { makeOnce } from '../knowledge/drafts.node.ts';
import type { Finding } from '../knowledge/finding.ts';
import type { Listener } from '../knowledge/listener.ts';
import type { Base } from '../knowledge/past.node.ts';
import { articleId } from '../knowledge/schemas/article.ts';
import { successorsOf } from '../knowledge/successors.ts';
import { baseFolder, cacheFolder } from '../knowledge/working-files.node.ts';
import { openCorpus } from '../matching/engine.node.ts';
import type { KnowledgeBase } from '../matching/knowledge-base.ts';
import { matchTicket } from '../matching/match-ticket.ts';
import type { Embedder } from '../search/embedder.ts';
import { cacheEmbeddings } from '../search/embedding-cache.node.ts';
import { type AcceptedMove, findMoves, type JudgedMove, judgeMoves, placeIn, type Question, type Ranking } from './retrieval.ts';
import type { CheckedArticle } from './rule.ts';

/** Beside the articles: by a line of its own, a change accepts that a ticket is answered by another article. */
export const acceptedMovesFile = 'accepted-moves.jsonl';

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
	index: KnowledgeBase['index'];
}

/**
 * Puts the `tests` of all articles to the corpus as it was at the base and as it is. `changed` holds the ids of articles that
 * are new or differ. The tickets' vectors are kept beside those of the articles: they are part of them.
 */
export async function checkRetrieval(
	folder: string,
	articles: readonly CheckedArticle[],
	{ base, changed }: { base: Base; changed: ReadonlySet<string> },
	embedder: Embedder | null,
	listener: Listener,
): Promise<RetrievalReport> {
	const cached = embedder === null ? null : cacheEmbeddings(embedder, cacheFolder());
	// A corpus that begins with this change takes nothing from anybody.
	const before = base.articles.size === 0 ? null : await readBaseCorpus(folder, base);
	const old = questionsOf(before?.articles ?? []);
	const successor = successorsOf(articles);
	const fresh = questionsOf(articles).filter(
		({ article, ticket }) => !old.some((one) => one.ticket === ticket && successor(one.article) === article),
	);
	const kept = old.filter(({ article, ticket }) => isStillAsked(articles, successor(article), article, ticket));

	const then =
		before === null
			? []
			: await rank(await openCorpus(before.folder, embedder, listener), kept, cached, (done) =>
					listener.progress('tickets before', done, kept.length),
				);
	const opened = await openCorpus(folder, embedder, listener);
	const now = await rank(opened, [...kept, ...fresh], cached, (done) => listener.progress('tickets now', done, kept.length + fresh.length));

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
		index: opened.index,
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

async function rank(
	base: KnowledgeBase,
	questions: readonly Question[],
	embedder: Embedder | null,
	onProgress: (done: number) => void,
): Promise<Ranking[]> {
	const rankings: Ranking[] = [];
	for (const { ticket } of questions) {
		rankings.push((await matchTicket(base, embedder, { text: ticket })).candidates);
		onProgress(rankings.length);
	}
	return rankings;
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
