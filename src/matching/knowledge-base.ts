import { ticketPassage } from '../search/search-index.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { Spelling } from '../search/spelling.ts';
import { stemWord } from '../search/words.ts';
import type { Link } from '../knowledge/schemas/link.ts';
import { emptyClassifier, learnPassage } from './learning/classifier.ts';
import type { Learned } from './learning/learn.ts';
import { readLinkText } from './reading/read-ticket.ts';
import type { Embedder } from '../search/embedder.ts';

/** What tickets are matched against: the index, what was learned from it, and its spelling. The same in Node and in a browser. */
export interface KnowledgeBase {
	index: SearchIndex;
	learned: Learned;
	/** Null without a model: nobody then knows which words are English. */
	spelling: Spelling | null;
}

export function openKnowledgeBase(index: SearchIndex, learned: Learned, embedder: Embedder | null): KnowledgeBase {
	const { articleWords } = index;
	const frequency = (word: string): number => articleWords.documentFrequency(stemWord(word) ?? '');
	const spelling = embedder === null || embedder.words.size === 0 ? null : new Spelling(articleWords.words, frequency, embedder.words);
	return { index, learned, spelling };
}

/**
 * Takes in one more link, at once: embeds its text, sets it among the passages of its article and among what votes. The
 * index's words stay as they were built. A link to an article that is not there changes nothing.
 */
export async function learnLink(base: KnowledgeBase, embedder: Embedder | null, link: Link): Promise<void> {
	const { index, learned } = base;
	const article = index.articles.findIndex(({ id }) => id === link.article);
	if (article === -1 || index.vectors === null || embedder === null || embedder.id !== index.model) return;
	const text = readLinkText(link.text);
	const [vector] = await embedder.embed([text]);
	if (vector === undefined) return;
	const row = index.passages.length;
	index.passages.push(ticketPassage({ ...link, text }, article, index.articles[article]?.title ?? ''));
	index.rowsOf[article] = Uint32Array.of(...(index.rowsOf[article] ?? []), row);
	index.vectors = { ...index.vectors, values: append(index.vectors.values, vector) };
	learned.classifier = learnPassage(index, learned.classifier ?? emptyClassifier(vector.length), row);
}

/** The values with the vector at their end: in the room behind them where there is some, else moved to where a quarter more has room. */
function append(values: Float32Array, vector: Float32Array): Float32Array {
	const length = values.length + vector.length;
	const room = (values.buffer.byteLength - values.byteOffset) / Float32Array.BYTES_PER_ELEMENT;
	let longer = new Float32Array(values.buffer, values.byteOffset, Math.min(room, length));
	if (room < length) {
		longer = new Float32Array(Math.ceil(length * 1.25)).subarray(0, length);
		longer.set(values);
	}
	longer.set(vector, values.length);
	return longer;
}
