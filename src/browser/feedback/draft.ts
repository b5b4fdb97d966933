import * as z from 'zod/mini';
import { type FeedbackKind, feedbackKinds } from '../../desk/feedback.ts';
import { inTab } from '../kept.ts';

/** What was typed of a flag and is not sent. */
export interface Draft {
	kind: FeedbackKind | null;
	text: string;
}

const draftSchema = z.object({
	kind: z.nullable(z.enum(feedbackKinds)),
	text: z.string(),
});

/** The draft of a section's flag: outlives a reload, ends with the tab. */
export function openDraft(article: string, section: string): { read(): Draft; write(draft: Draft): void; forget(): void } {
	const name = `flag.${article}#${section}`;
	return {
		read: () => inTab.read(name, draftSchema) ?? { kind: null, text: '' },
		write: (draft) => void inTab.write(name, draft),
		forget: () => inTab.remove(name),
	};
}
