/**
 * How the signals weigh in the fused score. Measured on three real sets (alerts, bank customers, assistant queries;
 * top-1 / top-3 by `npm run eval`): .64/.79, .85/.96 and .82/.95, where meaning alone gave about .55/.74, .83/.95,
 * .80/.93 and words alone .43/.62, .73/.89, .71/.88.
 */
export const fusionWeights = { meaning: 0.66, articleWords: 0.17, passageWords: 0.17 } as const;

/** Of an article's passages, the best one counts most; the mean of the best few steadies it. */
const best = { passages: 5, share: 0.5 } as const;

/** Pools the cosines of one article's passages, best first, into its likeness to the query. */
export function poolMeaning(descending: readonly number[]): number {
	const few = descending.slice(0, best.passages);
	const mean = few.reduce((sum, value) => sum + value, 0) / Math.max(few.length, 1);
	return best.share * (few[0] ?? 0) + (1 - best.share) * mean;
}

/** Standard scores (mean 0, deviation 1); all 0 where the values do not differ. */
export function standardize(values: Float64Array): Float64Array {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	const deviation = Math.sqrt(variance);
	return deviation < 1e-12 ? new Float64Array(values.length) : values.map((value) => (value - mean) / deviation);
}

/**
 * Standard scores of BM25. Most articles have none of the words, so that one rare word would tower over every other
 * signal; the square root tames it (.02 to .04 of top-1 on short queries).
 */
export function standardizeWords(scores: Float64Array): Float64Array {
	return standardize(scores.map(Math.sqrt));
}
