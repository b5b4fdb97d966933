/**
 * How soon likeness falls off, and how much a single text may be wrong, in kernel ridge regression (the mean of a
 * Gaussian process; Rasmussen and Williams, 2006, chapter 2). Measured on the tuning halves of two sets with links: top-1
 * changes by under .01 between 1 and 4 and between .03 and .2.
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
	const targets = setTargets(inverse, examples, columns);
	const coefficients = new Float64Array(count * columns);
	for (let example = 0; example < count; example++) {
		for (let column = 0; column < columns; column++) {
			const target = targets[example * columns + column] as number;
			if (target === 0) continue;
			for (let row = 0; row < count; row++)
				(coefficients[row * columns + column] as number) += target * (inverse[example * count + row] as number);
		}
	}
	return { coefficients, inverse };
}

/**
 * Target of every example for every column. A text that belongs to an article belongs to no other: 0. One that does not
 * belong to an article says nothing of the others: there its target is what the texts that do belong would vote, so that
 * it moves nothing.
 */
function setTargets(inverse: Float64Array, examples: readonly Example[], columns: number): Float64Array {
	const count = examples.length;
	const targets = new Float64Array(count * columns);
	for (const [example, { column, target }] of examples.entries()) targets[example * columns + column] = Math.max(target, 0);
	const doubts = [...examples.keys()].filter((example) => (examples[example] as Example).target < 0);
	if (doubts.length === 0) return targets;
	const pull = new Float64Array(doubts.length * columns);
	for (const [at, doubt] of doubts.entries()) {
		for (const [example, { column, target }] of examples.entries()) {
			if (target > 0) (pull[at * columns + column] as number) += target * (inverse[doubt * count + example] as number);
		}
	}
	const unseen = invertBlock({ coefficients: pull, inverse }, doubts);
	for (const [at, doubt] of doubts.entries()) {
		for (const other of doubts.keys()) {
			const share = unseen[at * doubts.length + other] as number;
			for (let column = 0; column < columns; column++)
				(targets[doubt * columns + column] as number) -= share * (pull[other * columns + column] as number);
		}
		const { column, target } = examples[doubt] as Example;
		targets[doubt * columns + column] = target;
	}
	return targets;
}

/**
 * What the regression would vote for one of its own examples, had it not seen the examples of `group` (positions, with
 * the example's own among them): exact, without solving it again (leave-group-out; Rasmussen and Williams, 2006, 5.4.2).
 * One vote a column. `unseen` is what all examples of a group share.
 */
export function voteWithout(
	regression: Regression,
	examples: readonly Example[],
	columns: number,
	example: number,
	group: readonly number[],
	unseen: Float64Array = invertBlock(regression, group),
): Float64Array {
	const { coefficients } = regression;
	const size = group.length;
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

/**
 * Covariance of a group given all other examples (group x group). Takes time with the cube of its size: a minute and more
 * for the 400 links of one article, were it made anew for each of them.
 */
export function invertBlock({ inverse }: Regression, group: readonly number[]): Float64Array {
	const count = Math.sqrt(inverse.length);
	const size = group.length;
	const block = new Float64Array(size * size);
	for (const [i, a] of group.entries()) for (const [j, b] of group.entries()) block[i * size + j] = inverse[a * count + b] as number;
	return invertPositive(block, size);
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
