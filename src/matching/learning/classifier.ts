import { type SearchIndex, standsForArticle } from '../../search/search-index.ts';
import { cosinesOf, meanDirection, vectorOf } from '../../search/vectors.ts';
import { kernelOf } from './regression.ts';

/** What has been learned from requesters' words: phrases, linked tickets, and the titles of the articles that have such. */
export interface Classifier {
	/** Articles with a phrase or a linked ticket; a column each. */
	columns: Uint32Array;
	/** Positions of the passages that the votes come from. */
	rows: Uint32Array;
	/** Rows x columns: what a passage adds to the vote for an article, times its kernel with the ticket. */
	coefficients: Float32Array;
	/** Mean of the passages: what all requesters' texts have in common. */
	centre: Float32Array;
	/** Columns x dimensions: sum of the article's passages, each less the centre and to norm 1. */
	sums: Float32Array;
	/** Phrases and linked tickets of each column. */
	counts: Uint32Array;
}

/** What the classifier says of a ticket: one entry an article, 0 for articles that it knows nothing of. */
export interface Affinity {
	/** The vote of like texts: near 1 where they belong to the article, 0 where nothing is like the ticket, below 0 where like ones proved it wrong. */
	votes: Float32Array;
	/** Cosine with the centroid of the article's texts, once the centre is taken away. */
	centroid: Float32Array;
	/** How far to rely on the two: n / (n + 1) for n texts. */
	reliance: Float32Array;
}

/** Asks the classifier about a ticket, given by one vector. */
export function classify(index: SearchIndex, classifier: Classifier, vector: Float32Array): Affinity {
	const { columns, rows, coefficients, counts } = classifier;
	const articles = index.articles.length;
	const affinity = { votes: new Float32Array(articles), centroid: new Float32Array(articles), reliance: new Float32Array(articles) };
	if (index.vectors === null) return affinity;
	const kernels = Float64Array.from(cosinesOf(index.vectors, rows, vector), kernelOf);
	const votes = sumOfRows(coefficients, columns.length, countSolved(index, classifier), kernels);
	const direction = awayFrom(classifier.centre, vector);
	for (let column = 0; column < columns.length; column++) {
		const article = columns[column] as number;
		affinity.votes[article] = votes[column] ?? 0;
		affinity.centroid[article] = cosineWithSum(classifier, column, direction);
		affinity.reliance[article] = relianceOf(counts[column] as number);
	}
	return affinity;
}

/** Columns up to the last one that a passage votes for or against: those beyond, which the regression had no room for, hold nothing. */
function countSolved({ passages }: SearchIndex, { columns, rows }: Classifier): number {
	const solved = new Set<number>();
	for (let at = 0; at < rows.length; at++) solved.add(passages[rows[at] as number]?.article ?? -1);
	let count = columns.length;
	while (count > 0 && !solved.has(columns[count - 1] as number)) count--;
	return count;
}

/**
 * Sum of the rows of a table, each times its weight, over the first `width` columns of `stride`. Four rows at a time:
 * 2,000 rows of 2,000 take 2 ms instead of 3.
 */
function sumOfRows(table: Float32Array, stride: number, width: number, weights: Float64Array): Float64Array {
	const sums = new Float64Array(width);
	for (let row = 0; row < weights.length; row += 4) {
		// Past the end the last row is taken again, with no weight.
		const start = (offset: number): number => Math.min(row + offset, weights.length - 1) * stride;
		const [startA, startB, startC, startD] = [start(0), start(1), start(2), start(3)];
		const [a, b, c, d] = [weights[row] as number, weights[row + 1] ?? 0, weights[row + 2] ?? 0, weights[row + 3] ?? 0];
		for (let column = 0; column < width; column++) {
			(sums[column] as number) +=
				a * (table[startA + column] as number) +
				b * (table[startB + column] as number) +
				c * (table[startC + column] as number) +
				d * (table[startD + column] as number);
		}
	}
	return sums;
}

/** How far to rely on what `count` texts say of an article. */
export function relianceOf(count: number): number {
	return count / (count + 1);
}

/** A classifier that knows nothing yet, about which articles no requester has said anything. */
export function emptyClassifier(dimensions: number): Classifier {
	return {
		columns: new Uint32Array(),
		rows: new Uint32Array(),
		coefficients: new Float32Array(),
		centre: new Float32Array(dimensions),
		sums: new Float32Array(),
		counts: new Uint32Array(),
	};
}

/** Cosine with the centroid of a column, for a vector that the centre was taken from; 0 where it has none. */
export function cosineWithSum({ sums }: Classifier, column: number, direction: Float32Array, less?: Float32Array): number {
	const dimensions = direction.length;
	let [product, square] = [0, 0];
	for (let at = 0; at < dimensions; at++) {
		const value = (sums[column * dimensions + at] as number) - (less?.[at] ?? 0);
		product += value * (direction[at] as number);
		square += value * value;
	}
	return square < 1e-9 ? 0 : product / Math.sqrt(square);
}

/** The vector less the centre, to norm 1. */
export function awayFrom(centre: Float32Array, vector: Float32Array): Float32Array {
	const away = vector.map((value, at) => value - (centre[at] as number));
	return meanDirection([away]) ?? away;
}

/** Counts a passage among what is known of its article, and adds it to its centroid; `times` -1 takes it out again. */
export function addToCentroid(classifier: Classifier, column: number, index: SearchIndex, row: number, times = 1): void {
	const passage = index.passages[row];
	if (index.vectors === null || passage === undefined) return;
	// A ticket that the article did not solve is also something known of it.
	if (passage.kind !== 'section') (classifier.counts[column] as number) += times;
	if (!speaksForRequester(index, row)) return;
	const direction = awayFrom(classifier.centre, vectorOf(index.vectors, row));
	const start = column * direction.length;
	for (let at = 0; at < direction.length; at++) (classifier.sums[start + at] as number) += times * (direction[at] as number);
}

/** Phrases, resolved tickets, and the first passage of the article, which is its title. */
function speaksForRequester(index: SearchIndex, row: number): boolean {
	const passage = index.passages[row];
	if (passage === undefined || !standsForArticle(passage)) return false;
	return passage.kind !== 'section' || index.rowsOf[passage.article]?.[0] === row;
}
