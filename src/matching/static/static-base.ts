import { decodeJson } from '../../search/bytes.ts';
import type { Embedder } from '../../search/embedder.ts';
import { type StaticManifest, staticFormat } from '../../search/static/static-files.ts';
import { openStaticIndex, type ReadFile } from '../../search/static/static-index.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';
import type { Learned } from '../learning/learn.ts';
import { decodeLinear } from '../learning/linear.ts';
import type { Piece } from '../reading/pieces.ts';
import type { Reading } from '../reading/read-ticket.ts';

/** What the head of a static index says of what was learned. */
export type StaticLearned = Pick<Learned, 'weights' | 'threshold'>;

/** A knowledge base that fetches what each ticket needs, and what turns tickets into vectors for it. */
export interface StaticBase {
	base: KnowledgeBase;
	embedder: Embedder;
}

/**
 * Opens a static index, whose files `read` gets, for tickets that `readTicket` reads. What it finds is never certain but
 * for an exact text. Throws what `read` throws.
 */
export async function openStaticBase(read: ReadFile, readTicket: KnowledgeBase['read']): Promise<StaticBase> {
	const { index, embedder, spelling, loadText, loadArticles, learned: told, classifier } = await openStaticIndex(read);
	const learned: Learned = { classifier: null, ...(told as StaticLearned), heldBack: 0 };
	if (classifier.length > 0) learned.linear = decodeLinear(classifier);
	return {
		base: { index, learned, spelling, read: (ticket) => shorten(readTicket(ticket)), parts: { loadText, loadArticles } },
		embedder,
	};
}

/** Different words of a ticket that are looked up at most, for each may cost a file: the first, which say what the matter is. */
const mostWords = 150;

/** The first pieces of the ticket, as many as have no more words than these; the one that goes beyond is cut there. */
function shorten(reading: Reading): Reading {
	const words = new Set<string>();
	const pieces: Piece[] = [];
	for (const { text, weight } of reading.pieces) {
		if (words.size >= mostWords) break;
		const kept = text.split(/\s+/).filter((word) => words.size < mostWords && words.add(word.toLowerCase()));
		pieces.push({ text: kept.join(' '), weight });
	}
	return { ...reading, pieces };
}

/** The manifest in its JSON. Throws a sentence where it is of another format. */
export function parseStaticManifest(bytes: Uint8Array): StaticManifest {
	const manifest: StaticManifest = decodeJson(bytes);
	if (manifest.format !== staticFormat)
		throw new Error(`The index for pages has format ${manifest.format}, this version reads ${staticFormat}.`);
	return manifest;
}
