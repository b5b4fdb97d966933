import type { Link } from '../knowledge/schemas/link.ts';
import type { Embedder } from '../search/embedder.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { ticketPassage } from '../search/search-index.ts';
import { Spelling } from '../search/spelling.ts';
import type { StaticIndex } from '../search/static/static-index.ts';
import { stemWord } from '../search/words.ts';
import { emptyClassifier } from './learning/classifier.ts';
import type { Learned } from './learning/learn.ts';
import { learnPassage, unlearnPassage } from './learning/live.ts';
import { fitClassifier, withoutWorkings } from './learning/train.ts';
import { isReadable } from './reading/language.ts';
import { type Reading, readLinkText, readTicket } from './reading/read-ticket.ts';
import type { Ticket } from './ticket.ts';

/** What tickets are matched against: the index, what was learned from it, and its spelling. The same in Node and in a browser. */
export interface KnowledgeBase {
	index: SearchIndex;
	learned: Learned;
	/** What mistyped words were meant to be. Null without a model: nobody then knows which words are English. */
	spelling: Pick<Spelling, 'corrections'> | Pick<StaticIndex['spelling'], 'corrections'> | null;
	/** What of a ticket is matched. */
	read(ticket: Ticket): Reading;
	/** Of an index that is fetched in parts: gets those that a ticket needs. */
	parts?: Pick<StaticIndex, 'loadText' | 'loadArticles'>;
}

export function openKnowledgeBase(index: SearchIndex, learned: Learned, embedder: Embedder | null): KnowledgeBase {
	const { articleWords } = index;
	const frequency = (word: string): number => articleWords.documentFrequency(stemWord(word) ?? '');
	const spelling = embedder === null || embedder.words.size === 0 ? null : new Spelling(articleWords.words, frequency, embedder.words);
	return { index, learned, spelling, read };
}

function read(ticket: Ticket): Reading {
	return readTicket(ticket, isReadable);
}

/** More links than these at once are cheaper to solve for together than one by one. */
const linksOneByOne = 20;

/**
 * Takes in one more link, at once: embeds its text, sets it among the passages of its article and among what votes, in
 * place of what was known of the same ticket with that article. The index's words stay as they were built. A link to an
 * article that is not there changes nothing.
 */
export async function learnLink(base: KnowledgeBase, embedder: Embedder | null, link: Link): Promise<void> {
	const row = await addLink(base, embedder, link);
	const { index, learned } = base;
	if (row === null) return;
	learned.classifier = learnPassage(index, learned.classifier ?? emptyClassifier(index.vectors?.dimensions ?? 0), row);
}

/** Takes in links that were stored, oldest first; many of them are solved for together. `onProgress` hears how many are done. */
export async function learnLinks(
	base: KnowledgeBase,
	embedder: Embedder | null,
	links: readonly Link[],
	onProgress: (done: number, total: number) => void,
): Promise<void> {
	const together = links.length > linksOneByOne;
	for (const [position, link] of links.entries()) {
		if (together) await addLink(base, embedder, link);
		else await learnLink(base, embedder, link);
		onProgress(position + 1, links.length);
	}
	const fitted = together ? fitClassifier(base.index) : null;
	if (fitted !== null) base.learned.classifier = withoutWorkings(fitted);
}

/** Sets a link among the passages of its article; gives its position, null where there is nothing to learn from it. */
async function addLink(base: KnowledgeBase, embedder: Embedder | null, link: Link): Promise<number | null> {
	const { index } = base;
	const article = index.articles.findIndex(({ id }) => id === link.article);
	if (article === -1 || index.vectors === null || embedder === null || embedder.id !== index.model) return null;
	const text = readLinkText(link.text);
	const [vector] = text === '' ? [] : await embedder.embed([text]);
	if (link.ticket) takeBack(base, article, link.ticket);
	if (vector === undefined) return null;
	const row = index.passages.length;
	index.passages.push(ticketPassage({ ...link, text }, article, index.articles[article]?.title ?? ''));
	index.rowsOf[article] = Uint32Array.of(...(index.rowsOf[article] ?? []), row);
	index.vectors = { ...index.vectors, values: append(index.vectors.values, vector) };
	return row;
}

/** Unlearns what was linked to the article for this ticket. Its passages stay, for others are known by their positions, but stand with no article. */
function takeBack({ index, learned }: KnowledgeBase, article: number, ticket: string): void {
	const rows = index.rowsOf[article] ?? new Uint32Array();
	const isTakenBack = (row: number): boolean => index.passages[row]?.ticket === ticket;
	for (const row of rows.filter(isTakenBack)) {
		if (learned.classifier !== null) learned.classifier = unlearnPassage(index, learned.classifier, row);
	}
	index.rowsOf[article] = rows.filter((row) => !isTakenBack(row));
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
