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
	/** Phrases and resolved tickets of each column. */
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
	const columns = Uint32Array.from(new Set(rows.map((row) => passages[row]?.article ?? 0))).sort();
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
	const votes = new Float32Array(columns.length);
	const cosines = cosinesOf(index.vectors, rows, vector);
	for (let at = 0; at < rows.length; at++) {
		const kernel = kernelOf(cosines[at] as number);
		const start = at * columns.length;
		for (let column = 0; column < columns.length; column++) {
			(votes[column] as number) += kernel * (coefficients[start + column] as number);
		}
	}
	const direction = awayFrom(classifier.centre, vector);
	for (let column = 0; column < columns.length; column++) {
		const article = columns[column] as number;
		affinity.votes[article] = votes[column] as number;
		affinity.centroid[article] = cosineWithSum(classifier, column, direction);
		affinity.reliance[article] = relianceOf(counts[column] as number);
	}
	return affinity;
}

/** How far to rely on what `count` texts say of an article. */
export function relianceOf(count: number): number {
	return count / (count + 1);
}

/**
 * Takes in one more passage, a linked ticket that stands last in the index: one step of the method that would solve the
 * whole regression again (Gauss-Seidel), so that it counts at once. The next build of the index solves it whole.
 */
export function learnPassage(index: SearchIndex, classifier: Classifier, row: number): Classifier {
	const passage = index.passages[row];
	if (index.vectors === null || passage === undefined) return classifier;
	const grown = withColumn(classifier, passage.article, index.vectors.dimensions);
	const column = grown.columns.indexOf(passage.article);
	const { target, weight } = proofOf(passage, newestDay(index.passages));
	const { votes } = classify(index, grown, vectorOf(index.vectors, row));
	const coefficients = new Float32Array(grown.coefficients.length + grown.columns.length);
	coefficients.set(grown.coefficients);
	coefficients[grown.coefficients.length + column] = (target - (votes[passage.article] ?? 0)) / (1 + noiseOf(weight));
	const learned = { ...grown, rows: Uint32Array.of(...grown.rows, row), coefficients, sums: grown.sums.slice(), counts: grown.counts.slice() };
	addToCentroid(learned, column, index, row);
	return learned;
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

function addToCentroid(classifier: Classifier, column: number, index: SearchIndex, row: number): void {
	const passage = index.passages[row];
	if (index.vectors === null || passage === undefined || !speaksForRequester(index, row)) return;
	const direction = awayFrom(classifier.centre, vectorOf(index.vectors, row));
	for (let at = 0; at < direction.length; at++) (classifier.sums[column * direction.length + at] as number) += direction[at] as number;
	if (passage.kind !== 'section') (classifier.counts[column] as number) += 1;
}

/** Phrases, resolved tickets, and the first passage of the article, which is its title. */
function speaksForRequester(index: SearchIndex, row: number): boolean {
	const passage = index.passages[row];
	if (passage === undefined || !standsForArticle(passage)) return false;
	return passage.kind !== 'section' || index.rowsOf[passage.article]?.[0] === row;
}

/** The passages that vote: of every article with a phrase or a ticket its title, then in turn its newest texts, as many as there is room for. */
function chooseRows(index: SearchIndex): number[] {
	const queues = index.rowsOf.map((rows): number[] => {
		const texts = [...rows].filter((row) => index.passages[row]?.kind !== 'section');
		if (texts.length === 0) return [];
		const created = (row: number): string => index.passages[row]?.created ?? '';
		texts.sort((a, b) => (created(b) > created(a) ? 1 : created(b) < created(a) ? -1 : a - b));
		const title = rows[0];
		return title === undefined || index.passages[title]?.kind !== 'section' ? texts : [title, ...texts];
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
	for (let row = 0; row < rows.length; row++) wider.set(coefficients.subarray(row * columns.length, (row + 1) * columns.length), row * width);
	const more = new Float32Array(sums.length + dimensions);
	more.set(sums);
	return { ...classifier, columns: Uint32Array.of(...columns, article), coefficients: wider, sums: more, counts: Uint32Array.of(...counts, 0) };
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

