import type { Passage } from '../../search/passages.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import { cosinesOf, vectorOf } from '../../search/vectors.ts';
import { addToCentroid, type Classifier, classify } from './classifier.ts';
import { newestDay, proofOf } from './proof.ts';
import { kernelOf, noiseOf } from './regression.ts';

/** An article with a higher vote at a ticket that was linked to another one is settled anew. */
const spokenForFrom = 0.3;
/** The first sweep does most of it; by the third, a running engine and one started anew agree within .02 in the tests. */
const settlingSweeps = 3;

/**
 * Takes in one more passage, a linked ticket that stands last in the index, so that it counts at once. The votes for its
 * article, and for those that like tickets spoke for until now, are settled again at the ticket and at their own texts
 * (Gauss-Seidel); all others stay. The whole is solved
 * again at the next start where many links are stored.
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

/**
 * Takes back what a passage taught: it votes for no article any more and is no part of its article's centroid. The votes
 * that it had a part in are settled again without it; the whole is
 * solved again at the next start where many links are stored.
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
