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
const shortlist = { passages: 100, articles: 30 } as const;

/** Measures every article that comes into question against the query. */
export function measureSignals(index: SearchIndex, query: Query): Signals {
	const articles = index.articles.length;
	const articleWords = shareOfCeiling(index.articleWords.scores(query.stems), index.articleWords.ceiling(query.stems));
	const wordScores = index.passageWords.scores(query.stems);
	if (query.except !== undefined) wordScores[query.except] = 0;
	const passageWords = shareOfCeiling(bestOfArticles(index, wordScores), index.passageWords.ceiling(query.stems));
	const found = Uint32Array.from(findCandidates(index, query, [articleWords, passageWords])).sort();
	const candidates = query.accept === undefined ? found : found.filter(query.accept);
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
	const { accept } = query;
	const acceptRow = accept === undefined ? undefined : acceptRows(index, accept);
	const found = new Set(query.also);
	for (const vector of query.vectors) {
		for (const { row } of graph.nearest(vector, shortlist.passages, acceptRow)) found.add(passages[row]?.article ?? 0);
	}
	for (const scores of words) for (const article of highestOf(scores, shortlist.articles, accept)) found.add(article);
	return found;
}

/** The same for passages. Each article is asked once, not for each of its passages. */
function acceptRows({ rowsOf, passages }: SearchIndex, accept: (article: number) => boolean): (row: number) => boolean {
	const accepted = new Uint8Array(passages.length);
	for (const [article, rows] of rowsOf.entries()) {
		if (accept(article)) for (const row of rows) accepted[row] = 1;
	}
	return (row) => accepted[row] === 1;
}

/** Positions of the `count` highest scores above 0 among those that `accept` takes, highest first, ties by position. */
function highestOf(scores: Float32Array, count: number, accept: (position: number) => boolean = () => true): number[] {
	const highest: number[] = [];
	for (let position = 0; position < scores.length; position++) {
		const score = scores[position] as number;
		const bar = highest.length < count ? 0 : (scores[highest[count - 1] as number] as number);
		if (score <= bar || !accept(position)) continue;
		if (highest.length === count) highest.pop();
		let place = highest.length;
		while (place > 0 && (scores[highest[place - 1] as number] as number) < score) place--;
		highest.splice(place, 0, position);
	}
	return highest;
}

/** The best score of each article's passages. */
function bestOfArticles(index: SearchIndex, scores: Float32Array): Float32Array {
	return Float32Array.from(index.rowsOf, (rows) => {
		let best = 0;
		for (let at = 0; at < rows.length; at++) {
			// A passage that was learned after the words were indexed has no score.
			const score = scores[rows[at] as number] ?? 0;
			if (score > best) best = score;
		}
		return best;
	});
}

/** Cosine of the candidates' passages with the nearest of the query's vectors. */
function measureLikeness(index: SearchIndex, query: Query, candidates: Uint32Array): Float32Array {
	const likeness = new Float32Array(index.passages.length).fill(Number.NaN);
	const table = index.vectors;
	if (table === null || query.vectors === null) return likeness;
	const rows = candidates.length === index.articles.length ? allRows(table) : rowsOfArticles(index, candidates);
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

function rowsOfArticles({ rowsOf }: SearchIndex, articles: Uint32Array): Uint32Array {
	const lists = Array.from(articles, (article) => rowsOf[article] ?? new Uint32Array());
	const rows = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
	let length = 0;
	for (const list of lists) {
		rows.set(list, length);
		length += list.length;
	}
	return rows;
}

function poolLikeness(index: SearchIndex, article: number, likeness: Float32Array, except?: number): { meaning: number; nearest: number } {
	const top: number[] = [];
	for (const row of index.rowsOf[article] ?? []) {
		const cosine = likeness[row] as number;
		if (top.length === best.passages && cosine <= (top[best.passages - 1] as number)) continue;
		const passage = index.passages[row];
		if (row === except || passage === undefined || !standsForArticle(passage)) continue;
		let place = Math.min(top.length, best.passages - 1);
		for (; place > 0 && (top[place - 1] as number) < cosine; place--) top[place] = top[place - 1] as number;
		top[place] = cosine;
	}
	const nearest = top[0] ?? 0;
	const mean = top.reduce((sum, value) => sum + value, 0) / Math.max(top.length, 1);
	return { meaning: best.share * nearest + (1 - best.share) * mean, nearest };
}

function shareOfCeiling(scores: Float32Array, ceiling: number): Float32Array {
	return ceiling === 0 ? scores : scores.map((score) => score / ceiling);
}
