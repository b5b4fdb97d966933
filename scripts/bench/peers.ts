import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import { decodeJson, floatsOf } from '../../src/search/bytes.ts';
import { type Passage, passageForModel } from '../../src/search/passages.ts';
import type { IndexedArticle } from '../../src/search/search-index.ts';
import { peakMemory, type Report, seconds, type Timing, timeRounds } from './measure.ts';

/** A ticket with its vector, so that the time of embedding is nobody's here. */
export interface EmbeddedTicket {
	text: string;
	vector: number[];
}

/** The least cosine that Orama counts as a hit: its own, .8, is for other models, and hardly a ticket has a passage that near. */
const oramaSimilarity = 0;

/** BM25 by minisearch with its own settings, one document a passage. */
export async function measureMinisearch(folder: string, tickets: readonly EmbeddedTicket[]): Promise<Report> {
	const documents = await readDocuments(folder);
	const started = performance.now();
	const peer = new MiniSearch<(typeof documents)[number]>({ fields: ['text'] });
	peer.addAll(documents);
	const built = performance.now() - started;
	return describePeer('minisearch', built, { minisearch: await timeRounds(tickets, ({ text }) => peer.search(text)) });
}

/** Vectors, and words with vectors, by Orama with its own weights; ten hits. */
export async function measureOrama(folder: string, tickets: readonly EmbeddedTicket[]): Promise<Report> {
	const documents = await readDocuments(folder);
	const vectors = floatsOf(await readFile(join(folder, 'vectors.bin')));
	const dimensions = vectors.length / documents.length;
	const started = performance.now();
	const peer = create({ schema: { text: 'string', embedding: `vector[${dimensions}]` } as const });
	await insertMultiple(
		peer,
		documents.map(({ id, text }) => ({
			id: String(id),
			text,
			embedding: Array.from(vectors.subarray(id * dimensions, (id + 1) * dimensions)),
		})),
	);
	const built = performance.now() - started;
	const vectorOf = ({ vector }: EmbeddedTicket) =>
		({ vector: { value: vector, property: 'embedding' }, similarity: oramaSimilarity }) as const;
	return describePeer('Orama', built, {
		'Orama, vectors': await timeRounds(tickets, (ticket) => search(peer, { mode: 'vector', ...vectorOf(ticket) })),
		'Orama, hybrid': await timeRounds(tickets, (ticket) => search(peer, { mode: 'hybrid', term: ticket.text, ...vectorOf(ticket) })),
	});
}

function describePeer(name: string, built: number, timings: Record<string, Timing>): Report {
	return { facts: [`${name} built in ${seconds(built)}`], timings, peakMemory: peakMemory() };
}

/** What the model reads of each passage of the index in `folder`. */
async function readDocuments(folder: string): Promise<{ id: number; text: string }[]> {
	const passages: Passage[] = decodeJson(await readFile(join(folder, 'passages.json')));
	const articles: IndexedArticle[] = decodeJson(await readFile(join(folder, 'articles.json')));
	return passages.map((passage, id) => ({ id, text: passageForModel(passage, articles[passage.article] ?? { title: '', path: '' }) }));
}
