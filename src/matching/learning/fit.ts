import type { Trial } from './held-back.ts';
import { type Features, featureNames, noneNames, scoreFeatures, shareOdds, type Weights } from './probability.ts';
import { invertPositive } from './regression.ts';

/**
 * Share of tickets that are taken to have no article, when the weights are fitted. The texts whose article was taken away
 * are harder than most such tickets, for their article's neighbours remain; measured, 8 % of them calibrate best.
 */
const absentShare = 0.08;
const maxSteps = 25;

/** A set of trials that count with equal weight together, however many there are. */
export type TrialSet = readonly Trial[];

/**
 * Fits the weights of the conditional logit to held-back texts: maximum a posteriori, with a Gaussian prior around `prior`,
 * by Newton's method. `strength` is what the prior weighs against the mean loss of a text. Several sets count equally.
 */
export function fitWeights(sets: readonly TrialSet[], prior: Weights, strength: number): Weights {
	const names = [...featureNames, ...noneNames];
	const size = names.length;
	const start = names.map((name) => prior[name]);
	let current = start;
	for (let step = 0; step < maxSteps; step++) {
		const gradient = new Float64Array(size);
		const curvature = new Float64Array(size * size);
		const weights = toWeights(current);
		for (const set of sets) {
			const share = 1 / (sets.length * Math.max(set.length, 1));
			for (const { present, absent } of set) {
				accumulate(present.features, present.right, weights, share * (1 - absentShare), gradient, curvature);
				accumulate(absent, -1, weights, share * absentShare, gradient, curvature);
			}
		}
		for (let at = 0; at < size; at++) {
			(gradient[at] as number) += strength * ((current[at] as number) - (start[at] as number));
			(curvature[at * size + at] as number) += strength;
		}
		const inverse = invertPositive(curvature, size);
		let change = 0;
		current = current.map((value, at) => {
			let move = 0;
			for (let other = 0; other < size; other++) move += (inverse[at * size + other] as number) * (gradient[other] as number);
			// A step of the full length may overshoot where the curvature is small.
			move = Math.max(-2, Math.min(2, move));
			change = Math.max(change, Math.abs(move));
			return value - move;
		});
		if (change < 1e-4) break;
	}
	return toWeights(current.map((value) => Math.round(value * 1000) / 1000));
}

function toWeights(values: readonly number[]): Weights {
	return Object.fromEntries([...featureNames, ...noneNames].map((name, at) => [name, values[at]])) as Weights;
}

/** Adds the slope and curvature of one trial's loss, `share` times. `right` is -1 where no candidate is. */
function accumulate(
	features: Features,
	right: number,
	weights: Weights,
	share: number,
	gradient: Float64Array,
	curvature: Float64Array,
): void {
	const { scores, none } = scoreFeatures(features, weights);
	const width = featureNames.length;
	const size = gradient.length;
	const shares = shareOdds({ scores, none });
	const odds = [...shares.candidates, shares.none];
	const mean = new Float64Array(size);
	const rows = odds.map((_, at) => {
		const row = new Float64Array(size);
		if (at < scores.length) row.set(features.values.subarray(at * width, (at + 1) * width));
		else row.set(features.none, width);
		return row;
	});
	const truth = rows[right === -1 ? scores.length : right];
	for (const [at, row] of rows.entries()) {
		const probability = odds[at] as number;
		for (let i = 0; i < size; i++) (mean[i] as number) += probability * (row[i] as number);
	}
	for (const [at, row] of rows.entries()) {
		const probability = share * (odds[at] as number);
		if (probability < 1e-9) continue;
		for (let i = 0; i < size; i++) {
			const left = probability * ((row[i] as number) - (mean[i] as number));
			if (left === 0) continue;
			for (let j = 0; j < size; j++) (curvature[i * size + j] as number) += left * ((row[j] as number) - (mean[j] as number));
		}
	}
	for (let i = 0; i < size; i++) (gradient[i] as number) += share * ((mean[i] as number) - (truth?.[i] ?? 0));
}
