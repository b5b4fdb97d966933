/** What a reader can say of a section. */
export const feedbackKinds = ['outdated', 'unclear', 'wrong', 'missing'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/** What each means, in the words of the flag. */
export const feedbackLabels: Record<FeedbackKind, string> = {
	outdated: 'Outdated: it was right once',
	unclear: 'Unclear: I do not know what to do',
	wrong: 'Wrong: it does not work as written',
	missing: 'Missing: something has to be added',
};

/** Characters of a flag's text at most. */
export const maxFeedbackCharacters = 4_000;

/** A flag on a section, as the page sends it. */
export interface Feedback {
	/** Id and version of the article that the reader had open. */
	article: string;
	version: string;
	/** Anchor of the section's heading; empty for the whole article. */
	section: string;
	kind: FeedbackKind;
	text: string;
}

/** Why a flag cannot be sent as it is, in a sentence; null where it can. */
export function refuseFeedback({ kind, text }: Pick<Feedback, 'kind' | 'text'>): string | null {
	if (text.length > maxFeedbackCharacters) {
		return `The text has ${text.length} characters; at most ${maxFeedbackCharacters} are taken. Shorten it.`;
	}
	// The other kinds say enough by the section they stand on.
	return kind === 'missing' && text.trim() === '' ? 'Say what is missing.' : null;
}
