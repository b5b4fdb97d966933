/** An answer to a text that was held back. */
export interface Prediction {
	/** Probability of the first candidate. */
	confidence: number;
	right: boolean;
	/** How many tickets it stands for. */
	weight: number;
}

/**
 * The lowest confidence from which on answers are right as often as `precision` says (0 to 1), by the predictions; null
 * where there is none. Predictions of one confidence stand or fall together.
 */
export function findThreshold(predictions: readonly Prediction[], precision: number): number | null {
	const sorted = [...predictions].sort((a, b) => b.confidence - a.confidence);
	let [right, all] = [0, 0];
	let lowest: number | null = null;
	for (const [at, { confidence, right: isRight, weight }] of sorted.entries()) {
		all += weight;
		if (isRight) right += weight;
		if (sorted[at + 1]?.confidence !== confidence && right >= precision * all) lowest = confidence;
	}
	return lowest;
}
