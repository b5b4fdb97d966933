import type { RankedArticle } from '../search/rank.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ExactHit } from './exact.ts';

/**
 * Logistic regressions that turn the first candidate's standing into the probability that it is right. `withModel` is
 * fitted on one half (by a hash) of four sets pooled with equal weight: three real ones with their out-of-scope tickets,
 * and the shipped articles asked for a third of their phrases, held out; two of them mixed with as many tickets that are
 * about something else altogether. On the other halves: expected calibration error .04 to .09; of the tickets about
 * something else 81 to 95 % are told `none`. `wordsOnly` is fitted on the three real sets.
 */
const withModel = { likeness: 8.65, lead: 2.91, margin: 0.96, bias: -5.73 } as const;
const wordsOnly = { covered: 2.2, margin: 3.43, bias: -2.29 } as const;

/** Likeness to an article's prose proves less than likeness to what requesters wrote: measured, it is wrong in one of four at best. */
const proseCeiling = 0.85;
/** Where no passage is this like the ticket (cosine), nothing says that the article is about it, however far the rest lies behind. */
const likenessFloor = { cosine: 0.35, ceiling: 0.15 } as const;
/** No estimate is certain. */
const ceiling = 0.98;
/** Words alone never make an answer certain. */
const wordsCeiling = 0.75;
/**
 * What an exact text says, assumed until links tell. A signature was declared by the article's author, for certain. An
 * id names the article but may be what did not help; a code that one article mentions may be there by the way.
 */
const exactProbability = { certain: 0.97, disputed: 0.6, mentioned: 0.3 } as const;
/** How fast the probability falls from candidate to candidate, in units of the fused score. */
const spread = 0.8;

/** Probability that the first of the ranked articles is the right one, 0 to 1. */
export function estimateConfidence(
	index: SearchIndex,
	ranked: readonly RankedArticle[],
	exact: readonly ExactHit[],
	ticketStems: number,
): number {
	const [first] = ranked;
	if (first === undefined) return 0;
	const likely = index.vectors === null ? estimateFromWords(ranked, ticketStems) : estimateFromMeaning(index, ranked);
	const own = exact.filter((hit) => hit.article === first.article).map((hit) => hit.source);
	if (own.length === 0) return likely;
	if (own.every((source) => source === 'code')) return Math.max(exactProbability.mentioned, Math.min(proseCeiling, likely));
	const elsewhere = exact.some((hit) => hit.article !== first.article && hit.source !== 'code');
	const agrees = ranked.every((other) => other.score <= first.score);
	return !elsewhere && (own.includes('signature') || agrees) ? exactProbability.certain : exactProbability.disputed;
}

function estimateFromWords([first, second]: readonly RankedArticle[], ticketStems: number): number {
	if (first === undefined || ticketStems === 0 || first.stems.length === 0) return 0;
	const covered = first.stems.length / ticketStems;
	const sum = wordsOnly.covered * covered + wordsOnly.margin * marginOver(first, second) + wordsOnly.bias;
	return Math.min(wordsCeiling, logistic(sum));
}

function estimateFromMeaning(index: SearchIndex, [first, ...others]: readonly RankedArticle[]): number {
	const nearest = first?.passages[0];
	if (first === undefined || nearest === undefined) return 0;
	const rival = others.reduce((best, other) => Math.max(best, other.meaning), others.length === 0 ? 0 : -1);
	const { likeness, lead, margin, bias } = withModel;
	const sum = likeness * first.meaning + lead * (first.meaning - rival) + margin * marginOver(first, others[0]) + bias;
	if (nearest.likeness < likenessFloor.cosine) return Math.min(likenessFloor.ceiling, logistic(sum));
	return Math.min(index.passages[nearest.passage]?.kind === 'section' ? proseCeiling : ceiling, logistic(sum));
}

/** Distance in fused score; one standard deviation where there is no second. */
function marginOver(first: RankedArticle, second: RankedArticle | undefined): number {
	return second === undefined ? 1 : first.score - second.score;
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
