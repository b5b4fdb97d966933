import type { IndexedArticle } from '../search/search-index.ts';
import type { MatchResult } from './result.ts';

/** Below this probability an answer is not shown as one: four of five such articles are wrong. */
export const suggestFrom = 0.2;

/**
 * The first decision rule: by probability, against the threshold of the corpus, and never to act on an article that is
 * still being written.
 */
export function decide(confidence: number, threshold: number, state: IndexedArticle['state'] | undefined): MatchResult['decision'] {
	if (confidence >= threshold && state !== 'work-in-progress') return 'match';
	return confidence >= suggestFrom ? 'suggest' : 'none';
}
