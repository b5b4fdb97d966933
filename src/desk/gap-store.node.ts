import { join } from 'node:path';
import { z } from 'zod';
import { appendJsonLine } from '../knowledge/json-lines.node.ts';
import { dataFolder } from '../knowledge/working-files.node.ts';
import { hasWords, plainWords, redact } from '../matching/reading/redaction.ts';

/** A search that found nothing, as the page sends it: a search box takes a sentence, not a ticket. */
export const searchGapSchema = z.object({ query: z.string().max(500) });

/** A search that is not kept; `message` says why, without its words. */
export class SearchGapError extends Error {}

/** Where searches that found nothing are kept: one a line, only ever appended to. */
export function searchGapsFile(corpus: string): string {
	return join(dataFolder(corpus), 'gaps.jsonl');
}

/** Adds a search that found nothing to the file, without personal data, with the time. Throws SearchGapError where nothing is left of it. */
export async function appendSearchGap(file: string, query: string): Promise<void> {
	const redacted = redact(query.trim()).text;
	if (!hasWords(plainWords(redacted))) throw new SearchGapError('Nothing is left of the search without personal data: it was not kept.');
	await appendJsonLine(file, { query: redacted, created: new Date().toISOString() });
}
