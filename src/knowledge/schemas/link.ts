import { z } from 'zod';
import { outcomes } from '../outcomes.ts';
import { day } from './article.ts';

/** A ticket that somebody linked to an article, with what came of it. */
export const linkSchema = z.object({
	text: z.string().min(1),
	article: z.string().min(1),
	outcome: z.enum(outcomes).default('resolved'),
	created: z.union([day, z.iso.datetime({ offset: true })]).optional(),
	ticket: z.string().optional(),
	/** What the person who linked it noted, for those who keep the article. Never indexed. */
	note: z.string().optional(),
});
export type Link = z.infer<typeof linkSchema>;
