/**
 * How soon likeness falls off, and how much a single text may be wrong, in kernel ridge regression (the mean of a
 * Gaussian process; Rasmussen and Williams, 2006, chapter 2). Measured on the tuning halves of two sets with links: top-1
 * changes by under .005 between 1 and 4 and between .03 and .2.
 */
const kernelSettings = { falloff: 2, noise: 0.05 } as const;

/** A text that is known to belong, or not to belong, to an article. */
export interface Example {
	/** Column of its article. */
	column: number;
	/** 1: belongs to it; below 0: does not. */
	target: number;
	/** 1 for a text that is fully trusted; less trust leaves more room for error. */
	weight: number;
}

/** Kernel ridge regression from texts to articles, solved. */
export interface Regression {
	/** Examples x columns: what each example adds to the vote for each article, times its kernel with the ticket. */
	coefficients: Float64Array;
	/** Inverse of the kernel matrix with noise, examples x examples: gives the vote with any examples left out. */
	inverse: Float64Array;
}

/** Gaussian kernel of two unit vectors, by their cosine: 1 for the same text, near 0.1 for unrelated ones. */
export function kernelOf(cosine: number): number {
	return Math.exp(kernelSettings.falloff * (cosine - 1));
}

/** Room for error of an example: what is added to its place on the diagonal of the kernel matrix. */
export function noiseOf(weight: number): number {
	return kernelSettings.noise / weight;
}

/** Solves the regression for the examples, whose cosines with one another are given row by row (examples x examples). */
export function solveRegression(cosines: Float32Array, examples: readonly Example[], columns: number): Regression {
	const count = examples.length;
	const matrix = Float64Array.from(cosines, kernelOf);
	for (const [row, { weight }] of examples.entries()) (matrix[row * count + row] as number) += noiseOf(weight);
	const inverse = invertPositive(matrix, count);
	const coefficients = new Float64Array(count * columns);
	for (const [example, { column, target }] of examples.entries()) {
		for (let row = 0; row < count; row++) {
			(coefficients[row * columns + column] as number) += target * (inverse[example * count + row] as number);
		}
	}
	return { coefficients, inverse };
}

/**
 * What the regression would vote for one of its own examples, had it not seen the examples of `group` (positions, with
 * the example's own among them): exact, without solving it again (leave-group-out; Rasmussen and Williams, 2006, 5.4.2).
 * One vote a column.
 */
export function voteWithout(
	{ coefficients, inverse }: Regression,
	examples: readonly Example[],
	columns: number,
	example: number,
	group: readonly number[],
): Float64Array {
	const count = examples.length;
	const size = group.length;
	const block = new Float64Array(size * size);
	for (const [i, a] of group.entries()) for (const [j, b] of group.entries()) block[i * size + j] = inverse[a * count + b] as number;
	const unseen = invertPositive(block, size);
	const own = group.indexOf(example);
	const votes = new Float64Array(columns);
	for (const [j, other] of group.entries()) {
		const share = unseen[own * size + j] as number;
		for (let column = 0; column < columns; column++) {
			(votes[column] as number) -= share * (coefficients[other * columns + column] as number);
		}
	}
	const { column, target } = examples[example] as Example;
	(votes[column] as number) += target;
	return votes;
}

/** Inverse of a symmetric positive definite matrix (size x size), through its Cholesky factor. Overwrites the matrix. */
export function invertPositive(matrix: Float64Array, size: number): Float64Array {
	for (let i = 0; i < size; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = matrix[i * size + j] as number;
			for (let k = 0; k < j; k++) sum -= (matrix[i * size + k] as number) * (matrix[j * size + k] as number);
			matrix[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (matrix[j * size + j] as number);
		}
	}
	// The inverse of the factor, row by row: what is above the diagonal stays 0.
	const factor = new Float64Array(size * size);
	for (let i = 0; i < size; i++) {
		const diagonal = matrix[i * size + i] as number;
		for (let k = 0; k < i; k++) {
			const share = (matrix[i * size + k] as number) / diagonal;
			for (let j = 0; j <= k; j++) (factor[i * size + j] as number) -= share * (factor[k * size + j] as number);
		}
		factor[i * size + i] = 1 / diagonal;
	}
	const inverse = new Float64Array(size * size);
	for (let k = 0; k < size; k++) {
		for (let i = 0; i <= k; i++) {
			const share = factor[k * size + i] as number;
			for (let j = 0; j <= i; j++) (inverse[i * size + j] as number) += share * (factor[k * size + j] as number);
		}
	}
	for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) inverse[j * size + i] = inverse[i * size + j] as number;
	return inverse;
}
