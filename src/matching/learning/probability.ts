import type { SearchIndex } from '../../search/search-index.ts';
import type { Signals } from '../../search/signals.ts';
import type { Affinity } from './classifier.ts';

/** What speaks for an article, in the order of the weights. */
export const featureNames = ['votes', 'centroid', 'meaning', 'meaningAlone', 'articleWords', 'passageWords'] as const;
/** What speaks for no article: a constant, and how near the nearest passage is, against which every likeness is measured. */
export const noneNames = ['none', 'noneNearest'] as const;
type WeightName = (typeof featureNames)[number] | (typeof noneNames)[number];
export type Weights = Record<WeightName, number>;

/**
 * Log odds a unit of each feature. Fitted by `npm run fit` on texts held back from three corpora, each with all its phrases
 * and linked tickets and with some taken away: the shipped articles and two public sets (bank customers' questions,
 * assistant queries). No evaluation ticket and no `tests` among them. Every corpus with enough texts of its own fits them
 * anew from here.
 */
export const defaultWeights: Weights = {
	votes: 5.29,
	centroid: 4.47,
	meaning: 5.21,
	meaningAlone: 3.89,
	articleWords: 0.47,
	passageWords: 3.69,
	none: 4.27,
	noneNearest: 3.76,
};

/**
 * The same for a corpus without a phrase or linked ticket, fitted on those three without theirs. Votes count as above: there
 * are none until a link is added at run time, and then it must tell.
 */
export const proseWeights: Weights = {
	votes: 5.29,
	centroid: 0,
	meaning: 16.1,
	meaningAlone: 0,
	articleWords: 0.26,
	passageWords: 2.55,
	none: 3.23,
	noneNearest: 8.25,
};

/** The same for words alone, where there is no model or it cannot read the ticket. */
export const wordWeights: Weights = {
	votes: 0,
	centroid: 0,
	meaning: 0,
	meaningAlone: 0,
	articleWords: 3.19,
	passageWords: 6.78,
	none: 4.25,
	noneNearest: 0,
};

/** A known issue whose fix is out sinks by this much, in log odds: what still happens is more likely something else. */
const fixedPenalty = 0.5;
/** An article of a system that the ticket names rises by this much; assumed, for the public sets name none. */
const systemBonus = 0.5;

/** The features of every candidate, and of no article. */
export interface Features {
	/** Articles, by position in the index. */
	candidates: Uint32Array;
	/** Candidates x features. */
	values: Float64Array;
	/** 1, and the cosine of the nearest passage of any candidate. */
	none: readonly [number, number];
}

/** How probable each candidate is, best first, and that none fits. All of it sums to 1. */
export interface Odds {
	ranked: { article: number; score: number; probability: number }[];
	none: number;
}

/** Puts the signals of a ticket in the form that is weighed. */
export function describeFeatures(signals: Signals, affinity: Affinity | null): Features {
	const { candidates, meaning, nearest } = signals;
	const articleWords = againstBest(signals.articleWords, candidates);
	const passageWords = againstBest(signals.passageWords, candidates);
	const values = new Float64Array(candidates.length * featureNames.length);
	let closest = 0;
	for (const [at, article] of candidates.entries()) {
		const reliance = affinity?.reliance[article] ?? 0;
		const likeness = meaning[article] as number;
		closest = Math.max(closest, nearest[article] as number);
		values.set(
			[
				reliance * (affinity?.votes[article] ?? 0),
				reliance * (affinity?.centroid[article] ?? 0),
				likeness,
				(1 - reliance) * likeness,
				articleWords[at] as number,
				passageWords[at] as number,
			],
			at * featureNames.length,
		);
	}
	return { candidates, values, none: [1, closest] };
}

/** Log odds of every candidate, in the order of the features; and of none. */
export function scoreFeatures(features: Features, weights: Weights): { scores: Float64Array; none: number } {
	const vector = featureNames.map((name) => weights[name]);
	const scores = new Float64Array(features.candidates.length);
	for (let at = 0; at < scores.length; at++) {
		let sum = 0;
		for (const [feature, weight] of vector.entries()) sum += weight * (features.values[at * vector.length + feature] as number);
		scores[at] = sum;
	}
	return { scores, none: weights.none * features.none[0] + weights.noneNearest * features.none[1] };
}

/** Probabilities of every candidate and of none, from their log odds: a softmax over all of them (conditional logit). */
export function shareOdds({ scores, none }: { scores: Float64Array; none: number }): { candidates: Float64Array; none: number } {
	const highest = scores.reduce((best, score) => Math.max(best, score), none);
	const odds = scores.map((score) => Math.exp(score - highest));
	const total = odds.reduce((sum, value) => sum + value, Math.exp(none - highest));
	return { candidates: odds.map((value) => value / total), none: Math.exp(none - highest) / total };
}

/** Turns the features of a ticket into probabilities. `named`: the systems that the ticket names. */
export function weighFeatures(index: SearchIndex, features: Features, weights: Weights, named: ReadonlySet<string> = new Set()): Odds {
	const { scores, none } = scoreFeatures(features, weights);
	for (const [at, position] of features.candidates.entries()) {
		const article = index.articles[position];
		if (article?.fixed) (scores[at] as number) -= fixedPenalty;
		if (article?.systems.some((system) => named.has(system))) (scores[at] as number) += systemBonus;
	}
	const shares = shareOdds({ scores, none });
	const ranked = [...features.candidates].map((article, at) => ({
		article,
		score: scores[at] as number,
		probability: shares.candidates[at] as number,
	}));
	ranked.sort((a, b) => b.score - a.score || a.article - b.article);
	return { ranked, none: shares.none };
}

/**
 * Shares as parts of the best candidate's, times its square root: in a long ticket all shares are small and close, but the
 * words that one article alone has still tell; and where even the best has few of the words, they tell little.
 */
function againstBest(shares: Float32Array, candidates: Uint32Array): Float64Array {
	let best = 0;
	for (const article of candidates) best = Math.max(best, shares[article] as number);
	const scale = best === 0 ? 0 : Math.sqrt(best) / best;
	return Float64Array.from(candidates, (article) => (shares[article] as number) * scale);
}
