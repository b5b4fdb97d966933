import { z } from 'zod';

/** A line of an `articles.jsonl` corpus; `body` is plain Markdown, never compiled. */
export const plainArticleSchema = z.object({ id: z.string().min(1), title: z.string(), body: z.string() });
