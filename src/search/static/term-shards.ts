import { Bm25Index } from '../bm25.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import { loadOnce } from './load-once.ts';
import { findRange } from './ranges.ts';

/** What a stem adds to the scores of the texts that have it. */
interface Entries {
	places: number[];
	impacts: number[];
}

/**
 * The words of articles and passages, shard by shard; `starts` has the first text of each. What a stem adds is kept in one
 * byte, as a part of the most that it adds. `places`: where each passage stands in the files.
 */
export function encodeTerms(
	{ articleWords, passageWords }: { articleWords: Bm25Index; passageWords: Bm25Index },
	places: Uint32Array,
	starts: readonly string[],
): Uint8Array[] {
	const writers = starts.map(() => new ByteWriter());
	for (const stem of [...new Set([...articleWords.stems, ...passageWords.stems])].sort()) {
		const writer = writers[findRange(starts, stem)]?.text(stem);
		if (writer === undefined) continue;
		writeEntries(writer, articleWords.entriesOf(stem));
		writeEntries(writer, moveEntries(passageWords.entriesOf(stem), places));
	}
	return writers.map((writer) => writer.done());
}

function moveEntries({ places, impacts }: ReturnType<Bm25Index['entriesOf']>, moved: Uint32Array): ReturnType<Bm25Index['entriesOf']> {
	const order = [...places.keys()].sort((a, b) => (moved[places[a] as number] as number) - (moved[places[b] as number] as number));
	return {
		places: Uint32Array.from(order, (at) => moved[places[at] as number] as number),
		impacts: Float32Array.from(order, (at) => impacts[at] as number),
	};
}

function writeEntries(writer: ByteWriter, { places, impacts }: { places: Uint32Array; impacts: Float32Array }): void {
	writer.number(places.length);
	if (places.length === 0) return;
	const most = impacts.reduce((largest, impact) => Math.max(largest, impact), 0);
	writer.float(most);
	let before = 0;
	for (const place of places) {
		writer.number(place - before);
		before = place;
	}
	writer.bytes(Uint8Array.from(impacts, (impact) => Math.max(1, Math.round((impact / most) * 255))));
}

function readEntries(reader: ByteReader): Entries {
	const count = reader.number();
	if (count === 0) return { places: [], impacts: [] };
	const most = reader.float();
	let place = 0;
	const places = Array.from({ length: count }, () => {
		place += reader.number();
		return place;
	});
	return { places, impacts: Array.from(reader.bytes(count), (part) => (part / 255) * most) };
}

/** The words that were fetched so far, as indexes that know no others. */
export class TermTable {
	private readonly starts: readonly string[];
	private readonly loadShard: (shard: number) => Promise<void>;
	private readonly counts: { articles: number; passages: number };
	private readonly articles = new Map<string, Entries>();
	private readonly passages = new Map<string, Entries>();

	constructor(
		starts: readonly string[],
		counts: { articles: number; passages: number },
		readShard: (shard: number) => Promise<Uint8Array>,
	) {
		this.starts = starts;
		this.counts = counts;
		this.loadShard = loadOnce(async (shard) => this.take(await readShard(shard)));
	}

	/** Fetches what is not there yet of these stems; gives the words of articles and passages, among which they are if any text has them. */
	async load(stems: Iterable<string>): Promise<{ articleWords: Bm25Index; passageWords: Bm25Index }> {
		const wanted = new Set([...stems].map((stem) => findRange(this.starts, stem)));
		await Promise.all([...wanted].map((shard) => this.loadShard(shard)));
		return {
			articleWords: Bm25Index.of(this.counts.articles, this.articles),
			passageWords: Bm25Index.of(this.counts.passages, this.passages),
		};
	}

	private take(bytes: Uint8Array): void {
		const reader = new ByteReader(bytes);
		while (!reader.isAtEnd) {
			const stem = reader.text();
			this.articles.set(stem, readEntries(reader));
			this.passages.set(stem, readEntries(reader));
		}
	}
}
