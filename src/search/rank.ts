import { fusionWeights, poolMeaning, standardize, standardizeWords } from './fusion.ts';
import type { SearchIndex } from './search-index.ts';
import { cosines } from './vectors.ts';

/** What the search is for: the text for keywords, and the vectors of its passages where there is a model. */
export interface Query {
	text: string;
	vectors: readonly Float32Array[] | null;
}

/** How much one article has to do with a query. */
export interface RankedArticle {
	/** Position in the index. */
	article: number;
	/** Fused standard score: higher is better, comparable within one query only. */
	score: number;
	/** Pooled cosine of its passages, -1 to 1; 0 without a model. */
	meaning: number;
	/** Stems of the query's words that it contains. */
	stems: string[];
	/** Its passages nearest to the query, best first: position in the index and cosine (BM25 without a model). */
	passages: { passage: number; likeness: number }[];
}

/** Ranks every article of the index, best first; ties in index order. */
export function rankArticles(index: SearchIndex, query: Query): RankedArticle[] {
	const count = index.articles.length;
	const articleHits = index.articleWords.search(query.text);
	const passageHits = index.passageWords.search(query.text);
	const likeness = passageLikeness(index, query);

	const byArticle = Array.from({ length: count }, (): { passage: number; likeness: number }[] => []);
	const passageWords = new Float64Array(count);
	for (const [position, passage] of index.passages.entries()) {
		const words = passageHits.get(position)?.score ?? 0;
		if (words > (passageWords[passage.article] ?? 0)) passageWords[passage.article] = words;
		byArticle[passage.article]?.push({ passage: position, likeness: likeness?.[position] ?? words });
	}
	for (const passages of byArticle) passages.sort((a, b) => b.likeness - a.likeness);
	const meaning = Float64Array.from(byArticle, (passages) =>
		likeness === null ? 0 : poolMeaning(passages.map((passage) => passage.likeness)),
	);
	const articleWords = Float64Array.from({ length: count }, (_, article) => articleHits.get(article)?.score ?? 0);

	const standard = {
		meaning: standardize(meaning),
		articleWords: standardizeWords(articleWords),
		passageWords: standardizeWords(passageWords),
	};
	const ranked = byArticle.map(
		(passages, article): RankedArticle => ({
			article,
			score:
				fusionWeights.meaning * (standard.meaning[article] ?? 0) +
				fusionWeights.articleWords * (standard.articleWords[article] ?? 0) +
				fusionWeights.passageWords * (standard.passageWords[article] ?? 0),
			meaning: meaning[article] ?? 0,
			stems: articleHits.get(article)?.stems ?? [],
			passages,
		}),
	);
	return ranked.sort((a, b) => b.score - a.score || a.article - b.article);
}

/** Cosine of every passage with the nearest of the query's vectors. */
function passageLikeness(index: SearchIndex, query: Query): Float32Array | null {
	if (index.vectors === null || query.vectors === null || query.vectors.length === 0) return null;
	const [first, ...others] = query.vectors.map((vector) => cosines(index.vectors ?? { dimensions: 1, values: new Float32Array() }, vector));
	if (first === undefined) return null;
	for (const other of others) {
		for (const [row, value] of other.entries()) if (value > (first[row] ?? 0)) first[row] = value;
	}
	return first;
}
