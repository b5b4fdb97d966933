import { readSettings } from '../knowledge/settings.node.ts';
import type { Feedback } from './feedback.ts';
import { appendFeedback, feedbackFile, UnknownFlaggedArticleError } from './feedback-store.node.ts';
import { appendSearchGap, searchGapsFile } from './gap-store.node.ts';
import { openProgressStore, type ProgressStore } from './progress-store.node.ts';

/** What people leave at the desk of a corpus beside links. */
export interface Desk {
	/** Stores a flag on an article. Throws FeedbackError for one that is not stored, UnknownFlaggedArticleError for its article. */
	report(feedback: Feedback): Promise<unknown>;
	/** Keeps a search that found nothing. Null where the team has not agreed to it. Throws SearchGapError. */
	recordGap: ((query: string) => Promise<void>) | null;
	/** The progress that trainees have sent to have it on all their devices. */
	progress: ProgressStore;
}

/** The desk of a corpus with these articles. Throws SettingError where the team's settings cannot be read. */
export async function openDesk(corpus: string, articles: readonly { id: string }[]): Promise<Desk> {
	const known = new Set(articles.map(({ id }) => id));
	const { recordSearchGaps } = await readSettings(corpus);
	return {
		report: async (feedback) => {
			if (!known.has(feedback.article)) throw new UnknownFlaggedArticleError(feedback.article);
			return appendFeedback(feedbackFile(corpus), feedback);
		},
		recordGap: recordSearchGaps ? (query) => appendSearchGap(searchGapsFile(corpus), query) : null,
		progress: openProgressStore(corpus),
	};
}
