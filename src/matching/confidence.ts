import type { ExactHit } from './exact.ts';

interface RankedArticle {
	article: number;
	score: number;
	probability: number;
}

/** No estimate is certain. No threshold is above it, so that a declared error text is always acted on. */
export const ceiling = 0.98;
/** Neither words alone nor a distilled model ever make an answer certain. */
const uncertainCeiling = 0.75;
/**
 * What an exact text says, assumed until links tell. A signature was declared by the article's author, for certain. An
 * id names the article but may be what did not help; a code that one article mentions may be there by the way.
 */
const exactProbability = { certain: ceiling, disputed: 0.6, mentioned: 0.3 } as const;

/**
 * Probability that the first article is the right one, 0 to 1: as it was ranked by likeness, and what an exact text adds.
 * `ranked` has the articles with an exact text first;
 * `byModel` tells whether the model itself read the ticket.
 */
export function settleConfidence(ranked: readonly RankedArticle[], exact: readonly ExactHit[], byModel: boolean): number {
	const [first] = ranked;
	if (first === undefined) return 0;
	const likely = Math.min(byModel ? ceiling : uncertainCeiling, first.probability);
	const own = exact.filter((hit) => hit.article === first.article).map((hit) => hit.source);
	if (own.length === 0) return likely;
	if (own.every((source) => source === 'code')) return Math.max(exactProbability.mentioned, likely);
	const elsewhere = exact.some((hit) => hit.article !== first.article && hit.source !== 'code');
	const agrees = ranked.every((other) => other.score <= first.score);
	return !elsewhere && (own.includes('signature') || agrees) ? exactProbability.certain : exactProbability.disputed;
}

/** The probabilities of the articles shown, once the first one has this confidence: never more than it, together at most 1, falling. */
export function shareProbability(shown: readonly RankedArticle[], confidence: number): number[] {
	const [first, ...others] = shown;
	if (first === undefined) return [];
	const left = first.probability >= 1 ? 0 : Math.min(1, (1 - confidence) / (1 - first.probability));
	const shares = others.map(({ probability }) => Math.min(confidence, probability * left));
	// What an exact text put before others is not less probable than they are, whatever its likeness.
	for (let at = shares.length - 2; at >= 0; at--) shares[at] = Math.max(shares[at] ?? 0, shares[at + 1] ?? 0);
	const total = shares.reduce((sum, share) => sum + share, 0);
	const scale = total > 1 - confidence ? (1 - confidence) / total : 1;
	return [confidence, ...shares.map((share) => share * scale)];
}
