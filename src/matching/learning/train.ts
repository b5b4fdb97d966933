import type { Passage } from '../../search/passages.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import { allRows, cosinesOf, packVectors, type VectorTable, vectorOf } from '../../search/vectors.ts';
import { addToCentroid, type Classifier } from './classifier.ts';
import { newestDay, proofOf } from './proof.ts';
import { type Example, type Regression, solveRegression } from './regression.ts';

/**
 * Texts that the regression is solved for at most: solving takes time with the cube of their number, 4 s for 2,000. Of
 * each article the newest come first; those beyond still count by their likeness and in the centroids.
 */
const maxExamples = 2_000;

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

/** The classifier alone: what it took to solve it is as large as the square of its texts. */
export function withoutWorkings({ examples, regression, ...classifier }: FittedClassifier): Classifier {
	return classifier;
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
