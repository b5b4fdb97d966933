import { join } from 'node:path';
import { z } from 'zod';
import { appendJsonLine } from '../knowledge/json-lines.node.ts';
import { dataFolder } from '../knowledge/working-files.node.ts';
import { hasWords, plainWords, redact } from '../matching/reading/redaction.ts';
import { type Feedback, feedbackKinds, refuseFeedback } from './feedback.ts';

/** A flag as it is sent. Anchors are as github-slugger makes them. */
export const feedbackSchema: z.ZodType<Feedback> = z.object({
	article: z.string().min(1).max(250),
	version: z.string().max(50).default(''),
	section: z
		.string()
		.max(250)
		.regex(/^[\p{L}\p{M}\p{N}\p{Pc}-]*$/u, { error: 'must be the anchor of a heading, such as "workaround"' })
		.default(''),
	kind: z.enum(feedbackKinds),
	text: z.string().default(''),
});

export interface StoredFeedback extends Feedback {
	/** The instant it came in, ISO 8601. */
	created: string;
}

/** A flag that is not stored; `message` says why, without its text. */
export class FeedbackError extends Error {}

/** The flag stands on an article that is not there. */
export class UnknownFlaggedArticleError extends FeedbackError {
	constructor(article: string) {
		super(`There is no article ${article.length > 80 ? `${article.slice(0, 80)}…` : article}. It may have been renamed: reload the page.`);
	}
}

/** Where flags on a corpus's articles are kept: one a line, only ever appended to. */
export function feedbackFile(corpus: string): string {
	return join(dataFolder(corpus), 'feedback.jsonl');
}

/**
 * Adds a flag to the file and gives it as it was stored: without personal data, with the time. It is on the disk when
 * this returns. Throws FeedbackError for one that cannot be stored.
 */
export async function appendFeedback(file: string, { article, version, section, kind, text }: Feedback): Promise<StoredFeedback> {
	const refusal = refuseFeedback({ kind, text });
	if (refusal !== null) throw new FeedbackError(refusal);
	const redacted = redact(text.trim()).text;
	if (kind === 'missing' && !hasWords(plainWords(redacted))) {
		throw new FeedbackError('The text is nothing but personal data, which is not stored. Say in words what is missing.');
	}
	const stored = { article, version, section, kind, text: redacted, created: new Date().toISOString() };
	await appendJsonLine(file, stored);
	return stored;
}
