import { type SearchIndex, standsForArticle } from './search-index.ts';
import { allRows, cosinesOf } from './vectors.ts';

/** What is searched for: the stems of its words, and the vectors of its passages where there is a model. */
export interface Query {
	stems: ReadonlySet<string>;
	vectors: readonly Float32Array[] | null;
	/** Articles that may be found; all where it is left out. */
	accept?: (article: number) => boolean;
	/** Articles that come into question whatever a graph finds. */
	also?: readonly number[];
	/** A passage that is passed over: the query itself, where it is one of the corpus's own texts. */
	except?: number;
}

/** How much each article has to do with a query; one entry an article, by its position. */
export interface Signals {
	/** Articles that come into question, ascending; entries of others mean nothing. */
	candidates: Uint32Array;
	/** Cosine of the article's passages with the query: half the best one, half the mean of the best few. 0 without a model. */
	meaning: Float32Array;
	/** Cosine of the best passage; 0 without a model. */
	nearest: Float32Array;
	/** BM25 of the article, and of its best passage, as shares of the most that any text could score: mostly below 1. */
	articleWords: Float32Array;
	passageWords: Float32Array;
	/** Cosine of each passage with the query, by its position; NaN where it was not compared. */
	likeness: Float32Array;
}

/** Of an article's passages, the best one counts most; the mean of the best few steadies it. Measured on three real sets. */
const best = { passages: 5, share: 0.5 } as const;

/** Passages near the query, and articles with its words, that are looked at closely where a graph spares comparing all. */
const shortlist = { passages: 300, articles: 50 } as const;

/** Measures every article that comes into question against the query. */
export function measureSignals(index: SearchIndex, query: Query): Signals {
	const articles = index.articles.length;
	const articleWords = shareOfCeiling(index.articleWords.scores(query.stems), index.articleWords.ceiling(query.stems));
	const wordScores = index.passageWords.scores(query.stems);
	if (query.except !== undefined) wordScores[query.except] = 0;
	const bestWords = new Float32Array(articles);
	for (const [row, score] of wordScores.entries()) {
		const article = index.passages[row]?.article ?? 0;
		if (score > (bestWords[article] as number)) bestWords[article] = score;
	}
	const passageWords = shareOfCeiling(bestWords, index.passageWords.ceiling(query.stems));
	const accept = query.accept ?? (() => true);
	const candidates = Uint32Array.from(findCandidates(index, query, [articleWords, passageWords])).filter(accept).sort();
	const likeness = measureLikeness(index, query, candidates);
	const meaning = new Float32Array(articles);
	const nearest = new Float32Array(articles);
	if (index.vectors !== null && query.vectors !== null) {
		for (const article of candidates) {
			const pooled = poolLikeness(index, article, likeness, query.except);
			meaning[article] = pooled.meaning;
			nearest[article] = pooled.nearest;
		}
	}
	return { candidates, meaning, nearest, articleWords, passageWords, likeness };
}

/** Every article; with a graph, those with a passage near the query and those with most of its words. */
function findCandidates(index: SearchIndex, query: Query, words: readonly Float32Array[]): Iterable<number> {
	const { graph, passages } = index;
	if (graph === null || query.vectors === null) return index.articles.keys();
	const accept = query.accept;
	const acceptRow = accept === undefined ? undefined : (row: number): boolean => accept(passages[row]?.article ?? 0);
	const found = new Set(query.also);
	for (const vector of query.vectors) {
		for (const { row } of graph.nearest(vector, shortlist.passages, acceptRow)) found.add(passages[row]?.article ?? 0);
	}
	for (const scores of words) {
		const having = [...scores.keys()].filter((article) => (scores[article] as number) > 0 && (accept?.(article) ?? true));
		having.sort((a, b) => (scores[b] as number) - (scores[a] as number));
		for (const article of having.slice(0, shortlist.articles)) found.add(article);
	}
	return found;
}

/** Cosine of the candidates' passages with the nearest of the query's vectors. */
function measureLikeness(index: SearchIndex, query: Query, candidates: Uint32Array): Float32Array {
	const likeness = new Float32Array(index.passages.length).fill(Number.NaN);
	const table = index.vectors;
	if (table === null || query.vectors === null) return likeness;
	const rows =
		candidates.length === index.articles.length
			? allRows(table)
			: Uint32Array.from([...candidates].flatMap((article) => [...(index.rowsOf[article] ?? [])]));
	for (const vector of query.vectors) {
		const cosines = cosinesOf(table, rows, vector);
		for (let at = 0; at < rows.length; at++) {
			const row = rows[at] as number;
			const before = likeness[row] as number;
			if (!(before >= (cosines[at] as number))) likeness[row] = cosines[at] as number;
		}
	}
	return likeness;
}

function poolLikeness(index: SearchIndex, article: number, likeness: Float32Array, except?: number): { meaning: number; nearest: number } {
	const top: number[] = [];
	for (const row of index.rowsOf[article] ?? []) {
		const passage = index.passages[row];
		if (row === except || passage === undefined || !standsForArticle(passage)) continue;
		const cosine = likeness[row] as number;
		if (top.length === best.passages && cosine <= (top[top.length - 1] as number)) continue;
		if (top.length === best.passages) top.pop();
		top.splice(top.findIndex((other) => other < cosine) === -1 ? top.length : top.findIndex((other) => other < cosine), 0, cosine);
	}
	const nearest = top[0] ?? 0;
	const mean = top.reduce((sum, value) => sum + value, 0) / Math.max(top.length, 1);
	return { meaning: best.share * nearest + (1 - best.share) * mean, nearest };
}

function shareOfCeiling(scores: Float32Array, ceiling: number): Float32Array {
	return ceiling === 0 ? scores : scores.map((score) => score / ceiling);
}
