import { inverse, Matrix } from 'ml-matrix';
import type { Passage } from '../../search/passages.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import { dotProduct, type VectorTable, vectorOf } from '../../search/vectors.ts';
import type { Classifier } from './classifier.ts';
import type { LinearClassifier } from './linear.ts';
import { newestDay, proofOf } from './proof.ts';

/** How strongly the votes are held near 0, in texts: between 1 and 10 the first three of three sets change by under .005. */
const pull = 1;

/** Fits to the texts of a classifier what can be asked without them: ridge regression with a constant. */
export function fitLinear({ passages }: SearchIndex, vectors: VectorTable, classifier: Classifier): LinearClassifier {
	const { columns, counts, centre, sums, rows } = classifier;
	const { dimensions } = vectors;
	const columnOf = new Map([...columns].map((article, column) => [article, column]));
	const newest = newestDay(passages);
	const size = dimensions + 1;
	const moments = Matrix.eye(size).mul(pull);
	const targets = Matrix.zeros(size, columns.length);
	for (const row of rows) {
		const passage = passages[row] as Passage;
		const { target, weight } = proofOf(passage, newest);
		const column = columnOf.get(passage.article) as number;
		const entries = [...vectorOf(vectors, row), 1];
		for (const [i, value] of entries.entries()) {
			for (const [j, other] of entries.entries()) moments.set(i, j, moments.get(i, j) + weight * value * other);
			targets.set(i, column, targets.get(i, column) + weight * value * target);
		}
	}
	const solved = inverse(moments).mmul(targets);
	const votes = new Float32Array(columns.length * dimensions);
	const centroids = new Float32Array(columns.length * dimensions);
	for (const column of columns.keys()) {
		const start = column * dimensions;
		const sum = sums.subarray(start, start + dimensions);
		const length = Math.sqrt(dotProduct(sum, sum)) || 1;
		for (let at = 0; at < dimensions; at++) {
			votes[start + at] = solved.get(at, column);
			centroids[start + at] = (sum[at] as number) / length;
		}
	}
	return { columns, counts, centre, votes, constants: Float32Array.from(solved.getRow(dimensions)), centroids };
}
