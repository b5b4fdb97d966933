import type { Passage } from '../../search/passages.ts';
import { type SearchIndex, standsForArticle } from '../../search/search-index.ts';
import { allRows, cosinesOf, meanDirection, packVectors, type VectorTable, vectorOf } from '../../search/vectors.ts';
import { type Example, kernelOf, noiseOf, type Regression, solveRegression } from './regression.ts';

/**
 * Texts that the regression is solved for at most: solving takes time with the cube of their number, 4 s for 2,000. Of
 * each article the newest come first; those beyond still count by their likeness and in the centroids.
 */
const maxExamples = 2_000;

/** What a link proves: a resolved one that such tickets belong to the article, a wrong one that they do not. */
const outcomes = { resolved: { target: 1, trust: 1 }, tried: { target: 1, trust: 0.25 }, wrong: { target: -0.5, trust: 1 } } as const;

/** A link is trusted half as much after a year, counted from the newest one, and never less than a quarter. */
const ageing = { halfLifeDays: 365, least: 0.25 } as const;

/** An article with a higher vote at a ticket that was linked to another one is settled anew. */
const spokenForFrom = 0.3;
/** After three sweeps the votes at an article's own texts are within .05 of what solving anew gives. */
const settlingSweeps = 3;

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

/** A classifier with what it takes to ask it about its own texts as if it had not seen them. */
export interface FittedClassifier extends Classifier {
	examples: readonly Example[];
	regression: Regression;
}

/** Learns from the phrases and linked tickets of the index. Null where there are none, or no vectors. */
export function fitClassifier(index: SearchIndex): FittedClassifier | null {
	const { vectors, passages } = index;
	if (vectors === null) return null;
	const rows = chooseRows(index);
	if (rows.length === 0) return null;
	// Also of articles that the regression has no room for.
	const columns = Uint32Array.from(
		index.rowsOf.flatMap((own, article) => (own.some((row) => passages[row]?.kind !== 'section') ? article : [])),
	);
	const columnOf = new Map([...columns].map((article, column) => [article, column]));
	const newest = newestDay(passages);
	const examples = rows.map((row): Example => {
		const passage = passages[row] as Passage;
		return { column: columnOf.get(passage.article) ?? 0, ...proofOf(passage, newest) };
	});
	const table = packVectors(
		rows.map((row) => vectorOf(vectors, row)),
		vectors.dimensions,
	);
	const regression = solveRegression(pairwiseCosines(table), examples, columns.length);
	const classifier: FittedClassifier = {
		columns,
		rows: Uint32Array.from(rows),
		coefficients: Float32Array.from(regression.coefficients),
		centre: meanOf(table),
		sums: new Float32Array(columns.length * vectors.dimensions),
		counts: new Uint32Array(columns.length),
		examples,
		regression,
	};
	// All texts count here, also those that the regression has no room for.
	for (const column of columns.keys()) {
		for (const row of index.rowsOf[columns[column] as number] ?? []) addToCentroid(classifier, column, index, row);
	}
	return classifier;
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

/**
 * Takes in one more passage, a linked ticket that stands last in the index, so that it counts at once. The votes for its
 * article, and for those that like tickets spoke for until now, are settled again at the ticket and at their own texts
 * (Gauss-Seidel); all others stay. The next start, or the next build of the index, solves the whole.
 */
export function learnPassage(index: SearchIndex, classifier: Classifier, row: number): Classifier {
	const passage = index.passages[row];
	if (index.vectors === null || passage === undefined) return classifier;
	const grown = withColumn(classifier, passage.article, index.vectors.dimensions);
	const { votes } = classify(index, grown, vectorOf(index.vectors, row));
	const coefficients = new Float32Array(grown.coefficients.length + grown.columns.length);
	coefficients.set(grown.coefficients);
	const learned = {
		...grown,
		rows: Uint32Array.of(...grown.rows, row),
		coefficients,
		sums: grown.sums.slice(),
		counts: grown.counts.slice(),
	};
	for (const [column, article] of learned.columns.entries()) {
		const isOwn = article === passage.article;
		const spokenFor = passage.outcome !== 'wrong' && (votes[article] ?? 0) > spokenForFrom;
		if (isOwn || spokenFor)
			settleColumn(index, learned, column, [...ownExamples(index, learned, column), ...(isOwn ? [] : [learned.rows.length - 1])]);
		if (isOwn) addToCentroid(learned, column, index, row);
	}
	return learned;
}

/** Positions of the examples that are texts of the article, and were not taken back. */
function ownExamples(index: SearchIndex, { rows, columns }: Classifier, column: number): number[] {
	const own = new Set(index.rowsOf[columns[column] as number]);
	return [...rows.keys()].filter((at) => own.has(rows[at] as number));
}

/** Brings the votes for one article near their targets again, at the given examples. */
function settleColumn(index: SearchIndex, { rows, columns, coefficients }: Classifier, column: number, own: readonly number[]): void {
	const { vectors, passages } = index;
	if (vectors === null) return;
	const newest = newestDay(passages);
	const article = columns[column];
	const kernels = own.map((at) => cosinesOf(vectors, rows, vectorOf(vectors, rows[at] as number)).map(kernelOf));
	for (let sweep = 0; sweep < settlingSweeps; sweep++) {
		for (const [position, at] of [...own.entries()].reverse()) {
			const passage = passages[rows[at] as number] as Passage;
			const { target, weight } = proofOf(passage, newest);
			let vote = 0;
			for (let other = 0; other < rows.length; other++) {
				vote += (kernels[position]?.[other] as number) * (coefficients[other * columns.length + column] as number);
			}
			const place = at * columns.length + column;
			const held = coefficients[place] as number;
			const wanted = passage.article === article ? target : 0;
			(coefficients[place] as number) += (wanted - vote - noiseOf(weight) * held) / (1 + noiseOf(weight));
		}
	}
}

/**
 * Takes back what a passage taught: it votes for no article any more and is no part of its article's centroid. The votes
 * that it had a part in are settled again without it; the next start, or the next build of the index, solves the whole.
 */
export function unlearnPassage(index: SearchIndex, classifier: Classifier, row: number): Classifier {
	const { columns, rows, coefficients } = classifier;
	const unlearned = { ...classifier, coefficients: coefficients.slice(), sums: classifier.sums.slice(), counts: classifier.counts.slice() };
	const at = rows.indexOf(row);
	const taught = [...columns.keys()].filter((column) => at !== -1 && coefficients[at * columns.length + column] !== 0);
	if (at !== -1) unlearned.coefficients.fill(0, at * columns.length, (at + 1) * columns.length);
	const column = columns.indexOf(index.passages[row]?.article ?? -1);
	if (column !== -1) addToCentroid(unlearned, column, index, row, -1);
	for (const other of taught) {
		settleColumn(
			index,
			unlearned,
			other,
			ownExamples(index, unlearned, other).filter((example) => example !== at),
		);
	}
	return unlearned;
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

function addToCentroid(classifier: Classifier, column: number, index: SearchIndex, row: number, times = 1): void {
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

/** The passages that vote: of every article with a phrase or a ticket the newest one, its title, then in turn its other texts, as many as there is room for. */
function chooseRows(index: SearchIndex): number[] {
	const queues = index.rowsOf.map((rows): number[] => {
		const texts = [...rows].filter((row) => index.passages[row]?.kind !== 'section');
		if (texts.length === 0) return [];
		const created = (row: number): string => index.passages[row]?.created ?? '';
		texts.sort((a, b) => (created(b) > created(a) ? 1 : created(b) < created(a) ? -1 : a - b));
		const title = rows[0];
		// After the first text: of very many articles a title says less than what a requester wrote.
		return title === undefined || index.passages[title]?.kind !== 'section' ? texts : [...texts.slice(0, 1), title, ...texts.slice(1)];
	});
	const chosen: number[] = [];
	for (let turn = 0; chosen.length < maxExamples; turn++) {
		const next = queues.flatMap((queue) => queue[turn] ?? []);
		if (next.length === 0) break;
		chosen.push(...next.slice(0, maxExamples - chosen.length));
	}
	return chosen.sort((a, b) => a - b);
}

function proofOf({ outcome = 'resolved', created }: Passage, newest: number): Pick<Example, 'target' | 'weight'> {
	const { target, trust } = outcomes[outcome];
	const days = created === undefined ? 0 : Math.max(0, newest - dayOf(created));
	return { target, weight: trust * Math.max(ageing.least, 0.5 ** (days / ageing.halfLifeDays)) };
}

function newestDay(passages: readonly Passage[]): number {
	return passages.reduce((latest, { created }) => (created === undefined ? latest : Math.max(latest, dayOf(created))), 0);
}

function dayOf(created: string): number {
	return Date.parse(created) / 86_400_000;
}

function withColumn(classifier: Classifier, article: number, dimensions: number): Classifier {
	const { columns, rows, coefficients, sums, counts } = classifier;
	if (columns.includes(article)) return classifier;
	const width = columns.length + 1;
	const wider = new Float32Array(rows.length * width);
	for (let row = 0; row < rows.length; row++)
		wider.set(coefficients.subarray(row * columns.length, (row + 1) * columns.length), row * width);
	const more = new Float32Array(sums.length + dimensions);
	more.set(sums);
	return {
		...classifier,
		columns: Uint32Array.of(...columns, article),
		coefficients: wider,
		sums: more,
		counts: Uint32Array.of(...counts, 0),
	};
}

function pairwiseCosines(table: VectorTable): Float32Array {
	const rows = allRows(table);
	const cosines = new Float32Array(rows.length * rows.length);
	for (const row of rows) cosines.set(cosinesOf(table, rows, vectorOf(table, row)), row * rows.length);
	return cosines;
}

function meanOf(table: VectorTable): Float32Array {
	const rows = allRows(table);
	const mean = new Float32Array(table.dimensions);
	for (const row of rows) {
		const vector = vectorOf(table, row);
		for (let at = 0; at < mean.length; at++) (mean[at] as number) += (vector[at] as number) / rows.length;
	}
	return mean;
}
