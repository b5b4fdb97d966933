import { decodeJson } from '../../search/bytes.ts';
import type { Embedder } from '../../search/embedder.ts';
import { type StaticManifest, staticFormat } from '../../search/static/static-files.ts';
import { openStaticIndex, type ReadFile } from '../../search/static/static-index.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';
import type { Learned } from '../learning/learn.ts';
import { decodeLinear } from '../learning/linear.ts';

/** What the head of a static index says of what was learned. */
export type StaticLearned = Pick<Learned, 'weights' | 'threshold'>;

/** A knowledge base that fetches what each ticket needs, and what turns tickets into vectors for it. */
export interface StaticBase {
	base: KnowledgeBase;
	embedder: Embedder;
}

/**
 * Opens a static index, whose files `read` gets, for tickets that `readTicket` reads. What it finds is never certain but for an exact text. It does not know
 * which words are mistyped. Throws what `read` throws.
 */
export async function openStaticBase(read: ReadFile, readTicket: KnowledgeBase['read']): Promise<StaticBase> {
	const { index, embedder, loadWords, loadArticles, learned: told, classifier } = await openStaticIndex(read);
	const learned: Learned = { classifier: null, ...(told as StaticLearned), heldBack: 0 };
	if (classifier.length > 0) learned.linear = decodeLinear(classifier);
	return { base: { index, learned, spelling: null, read: readTicket, parts: { loadWords, loadArticles } }, embedder };
}

/** The manifest in its JSON. Throws a sentence where it is of another format. */
export function parseStaticManifest(bytes: Uint8Array): StaticManifest {
	const manifest: StaticManifest = decodeJson(bytes);
	if (manifest.format !== staticFormat)
		throw new Error(`The index for pages has format ${manifest.format}, this version reads ${staticFormat}.`);
	return manifest;
}
