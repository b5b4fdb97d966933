import { bm25, buildPostings, inverseFrequency, type LexicalDocument, type Postings } from './postings.ts';

export type { LexicalDocument } from './postings.ts';

/** BM25+ over a list of texts that does not change. 8 bytes a posting; the same in Node and in a browser. */
export class Bm25Index {
	private readonly postings: Postings;

	private constructor(postings: Postings) {
		this.postings = postings;
	}

	static build(documents: readonly LexicalDocument[]): Bm25Index {
		return new Bm25Index(buildPostings(documents));
	}

	/** An index of texts of which only these stems are known: places ascending, and what the stem adds there. */
	static of(documents: number, entries: ReadonlyMap<string, { places: ArrayLike<number>; impacts: ArrayLike<number> }>): Bm25Index {
		const stems = [...entries.keys()].sort();
		const starts = new Uint32Array(stems.length + 1);
		for (const [row, stem] of stems.entries()) starts[row + 1] = (starts[row] as number) + (entries.get(stem)?.places.length ?? 0);
		const places = new Uint32Array(starts[stems.length] as number);
		const impacts = new Float32Array(places.length);
		for (const [row, stem] of stems.entries()) {
			places.set(entries.get(stem)?.places ?? [], starts[row]);
			impacts.set(entries.get(stem)?.impacts ?? [], starts[row]);
		}
		return new Bm25Index({ documents, stems, starts, places, impacts, words: [] });
	}

	/** How many texts it holds. */
	get size(): number {
		return this.postings.documents;
	}

	/** The different words of the texts as they are written there, letters only, in alphabetical order. */
	get words(): readonly string[] {
		return this.postings.words;
	}

	/** The different stems, in alphabetical order. */
	get stems(): readonly string[] {
		return this.postings.stems;
	}

	/** The documents that have the stem, ascending, and what it adds to the score of each. */
	entriesOf(stem: string): { places: Uint32Array; impacts: Float32Array } {
		const { starts, places, impacts } = this.postings;
		const row = this.find(stem);
		if (row === -1) return { places: new Uint32Array(), impacts: new Float32Array() };
		return { places: places.subarray(starts[row], starts[row + 1]), impacts: impacts.subarray(starts[row], starts[row + 1]) };
	}

	/** Score of every document, by position: the sum of what each different stem adds; 0 where it has none of them. */
	scores(stems: Iterable<string>): Float32Array {
		const { documents, starts, places, impacts } = this.postings;
		const scores = new Float32Array(documents);
		for (const stem of new Set(stems)) {
			const row = this.find(stem);
			if (row === -1) continue;
			const end = starts[row + 1] as number;
			for (let at = starts[row] as number; at < end; at++) (scores[places[at] as number] as number) += impacts[at] as number;
		}
		return scores;
	}

	/** What a stem adds to the score of a document; 0 where it does not have it. */
	impact(stem: string, document: number): number {
		const { starts, places, impacts } = this.postings;
		const row = this.find(stem);
		if (row === -1) return 0;
		const start = starts[row] as number;
		const at = start + firstFrom(places.subarray(start, starts[row + 1]), document);
		return at < (starts[row + 1] as number) && places[at] === document ? (impacts[at] as number) : 0;
	}

	/**
	 * The most that a text could score by having all of the stems once in a field of one word: what a score is measured
	 * against. A stem that no document has counts as much as the rarest, so that a ticket about something else stays far
	 * from it.
	 */
	ceiling(stems: Iterable<string>): number {
		let sum = 0;
		for (const stem of new Set(stems)) sum += this.idf(stem);
		return sum * (bm25.k + 1 + bm25.delta);
	}

	/** Positions of the documents that have the stem, ascending. */
	documentsWith(stem: string): Uint32Array {
		return this.entriesOf(stem).places;
	}

	/** In how many documents the stem is. */
	documentFrequency(stem: string): number {
		return this.documentsWith(stem).length;
	}

	/** How much a stem says by being rare: near 0 where every document has it, largest where none has. */
	idf(stem: string): number {
		return inverseFrequency(this.documentFrequency(stem), this.size);
	}

	/** Those of the stems that the document has, in the order given, each once. */
	matched(document: number, stems: Iterable<string>): string[] {
		return [...new Set(stems)].filter((stem) => this.impact(stem, document) > 0);
	}

	/** The index as bytes, the same for the same texts. Little-endian, like every machine that runs this. */
	toBytes(): Uint8Array {
		const { documents, starts, places, impacts } = this.postings;
		const encoder = new TextEncoder();
		const stems = encoder.encode(this.postings.stems.join('\n'));
		const words = encoder.encode(this.words.join('\n'));
		const header = Uint32Array.of(documents, starts.length, places.length, stems.length, words.length);
		const parts = [header, starts, places, impacts, stems, words];
		const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
		let offset = 0;
		for (const part of parts) {
			bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
			offset += part.byteLength;
		}
		return bytes;
	}

	/** Reads what `toBytes` gave, and keeps the memory in use. The bytes are trusted: their checksum was compared before. */
	static fromBytes(bytes: Uint8Array): Bm25Index {
		// Numbers of four bytes can be read in place only where they begin at a multiple of four.
		const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
		const [documents = 0, starts = 0, postings = 0, stems = 0, words = 0] = new Uint32Array(buffer, byteOffset, headerLength);
		let offset = byteOffset + headerLength * 4;
		const take = (length: number): number => {
			offset += length;
			return offset - length;
		};
		const list = (length: number): string[] => {
			const text = new TextDecoder().decode(new Uint8Array(buffer, take(length), length));
			return text === '' ? [] : text.split('\n');
		};
		return new Bm25Index({
			documents,
			starts: new Uint32Array(buffer, take(starts * 4), starts),
			places: new Uint32Array(buffer, take(postings * 4), postings),
			impacts: new Float32Array(buffer, take(postings * 4), postings),
			stems: list(stems),
			words: list(words),
		});
	}

	private find(stem: string): number {
		const row = firstFrom(this.postings.stems, stem);
		return this.postings.stems[row] === stem ? row : -1;
	}
}

const headerLength = 5;

/** Position of the first entry of a sorted list that is not below `value`. */
function firstFrom<T>(sorted: ArrayLike<T>, value: T): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((sorted[middle] as T) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
