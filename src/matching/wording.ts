import type { MatchResult } from './result.ts';

/** How an answer is put to a person, on the page and in the terminal. */
export const verdicts: Record<MatchResult['decision'], string> = {
	match: 'Match: act on this article.',
	suggest: 'Look at these before acting.',
	none: 'No known workaround.',
};

export const reasons: Record<NonNullable<MatchResult['reason']>, string> = {
	'no-article': 'No article fits well enough.',
	language: 'The ticket is in a language that the model cannot read; only its keywords were compared.',
	empty: 'There are no words to go by: paste what the requester wrote.',
};

/** From here on a wrong answer is one in ten at most. */
const veryLikely = 0.9;

/** A probability in words and figures, such as `Likely (70 %)`. */
export function describeConfidence(confidence: number): string {
	const words =
		confidence >= veryLikely ? 'Very likely' : confidence >= 0.6 ? 'Likely' : confidence >= 0.4 ? 'Possible' : 'Not very likely';
	return `${words} (${formatPercent(confidence)})`;
}

export function formatPercent(probability: number): string {
	return probability < 0.005 ? 'under 1 %' : `${Math.round(probability * 100)} %`;
}
