import type { RankedArticle } from '../search/rank.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ExactHit } from './exact.ts';

/**
 * Logistic regressions that turn the first candidate's standing into the probability that it is right. Fitted on one
 * half (by a hash of the ticket's id) of three real sets pooled with equal weight, out-of-scope tickets included;
 * expected calibration error on the other halves: .05 to .10 with the model.
 */
const withModel = { likeness: 3.62, lead: 3.95, margin: 1.27, bias: -2.8 } as const;
const wordsOnly = { covered: 2.2, margin: 3.43, bias: -2.29 } as const;

/** Likeness to an article's prose proves less than likeness to what requesters wrote: measured, it is wrong in one of four at best. */
const proseCeiling = 0.85;
/** Where no passage is this like the ticket (cosine), nothing says that the article is about it. */
const likenessFloor = { cosine: 0.35, ceiling: 0.2 } as const;
/** No estimate is certain. */
const ceiling = 0.98;
/** Words alone never make an answer certain. */
const wordsCeiling = 0.75;
/** An exact text found in one article alone; and where it stands in several. Assumed until links tell. */
const exactProbability = { unique: 0.97, shared: 0.6 } as const;
/** How fast the probability falls from candidate to candidate, in units of the fused score. */
const spread = 0.8;

/** Probability that the first of the ranked articles is the right one, 0 to 1. */
export function estimateConfidence(
	index: SearchIndex,
	ranked: readonly RankedArticle[],
	exact: readonly ExactHit[],
	ticketStems: number,
): number {
	const [first, second] = ranked;
	if (first === undefined) return 0;
	if (exact.some((hit) => hit.article === first.article)) {
		return new Set(exact.map((hit) => hit.article)).size === 1 ? exactProbability.unique : exactProbability.shared;
	}
	const margin = first.score - (second?.score ?? first.score - 1);
	if (index.vectors === null) {
		const covered = ticketStems === 0 ? 0 : first.stems.length / ticketStems;
		return covered === 0 ? 0 : Math.min(wordsCeiling, logistic(wordsOnly.covered * covered + wordsOnly.margin * margin + wordsOnly.bias));
	}
	let rival = -1;
	for (const other of ranked.slice(1)) if (other.meaning > rival) rival = other.meaning;
	const lead = first.meaning - (ranked.length > 1 ? rival : 0);
	const probability = logistic(withModel.likeness * first.meaning + withModel.lead * lead + withModel.margin * margin + withModel.bias);
	const nearest = first.passages[0];
	if (nearest === undefined || nearest.likeness < likenessFloor.cosine) return Math.min(likenessFloor.ceiling, probability);
	return Math.min(index.passages[nearest.passage]?.kind === 'section' ? proseCeiling : ceiling, probability);
}

/** Shares what the first candidate leaves among the others, by their distance from it in fused score. Sums to at most 1. */
export function spreadProbability(scores: readonly number[], confidence: number): number[] {
	const [first = 0, ...others] = scores;
	const weights = others.map((score) => Math.exp((score - first) / spread));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const left = Math.min(1 - confidence, confidence * total);
	return [confidence, ...weights.map((weight) => Math.min(confidence, (left * weight) / Math.max(total, 1e-9)))];
}

function logistic(value: number): number {
	return 1 / (1 + Math.exp(-value));
}
