import { joinBytes } from '../bytes.ts';
import type { Passage } from '../passages.ts';
import type { IndexedArticle, SearchIndex } from '../search-index.ts';
import { wordsToPropose } from '../spelling.ts';
import type { VectorTable } from '../vectors.ts';
import { vectorOf } from '../vectors.ts';
import { stemWord, wholeWords } from '../words.ts';
import { joinParts, packJson } from './packing.ts';
import { encodePieces } from './piece-shards.ts';
import { packNibbles, packSigns } from './quantize.ts';
import { encodeSpelling, type SpellingShards } from './spelling-shards.ts';
import { encodeTerms } from './term-shards.ts';

/** Raised whenever what is written, or how it is made, changes. */
export const staticFormat = 5;

/** Numbers that are kept of a vector: a power of two. With 64, .04 of the first three are lost on long articles; 192 add nothing. */
export const staticDimensions = 128;

/** Names the vectors of the pieces, which go with those of no other model. */
export const staticModel = 'static';

/** Characters that are kept of a passage, to be quoted. */
const quoted = 160;

/** What is fetched first: where everything else is. */
export interface StaticManifest {
	format: number;
	/** The folder beside it that holds the other files. Named by their bytes, so that they never change. */
	folder: string;
}

/** What every query needs to know, at the head of the core. */
export interface StaticHead {
	articles: StaticArticle[];
	dimensions: number;
	/** First texts of the shards of words, a line each. */
	starts: string;
	/** First letters of the words that are proposed for mistyped ones. */
	letters: string;
	/** What the matching has learned, as it describes it itself. */
	learned: unknown;
}

/** An article, and what stands for it. */
export interface StaticArticle extends IndexedArticle {
	/** Its passages, a letter each: `s` section, `p` phrase, `t` ticket that it resolved, `x` ticket that it did not. */
	passages: string;
}

/** Of a passage what is shown: heading, anchor, and the beginning of its text. Nothing of a ticket. */
export type StaticText = [heading: string, anchor: string, text: string];

export const fileOf = {
	manifest: 'manifest.json',
	/** Head, signs of all passages' vectors, pieces that most queries have, and what was learned, one after another. */
	core: 'core.bin',
	/** Vectors of pieces of words, and then what stems add to scores. */
	words: (shard: number) => `words/${shard}.bin`,
	/** Words that are proposed for mistyped ones. */
	spelling: (shard: number) => `spelling/${shard}.bin`,
	/** Vectors of an article's passages, and then their texts. */
	article: (article: number) => `articles/${article}.bin`,
} as const;

/** The pieces of words with their vectors, `staticDimensions` numbers each. */
export interface DistilledPieces {
	/** Sorted. */
	pieces: readonly string[];
	/** Those that are fetched with the first query. */
	common: readonly string[];
	vectorOf(piece: string): Float32Array;
}

/**
 * The files of an index whose vectors have been projected, but for the manifest. `learned` goes into the head; the
 * `classifier` is whatever bytes the matching keeps of it. The same bytes for the same index.
 */
export async function encodeStatic(
	index: SearchIndex & { vectors: VectorTable },
	distilled: DistilledPieces,
	{ learned, classifier }: { learned: unknown; classifier: Uint8Array },
): Promise<Record<string, Uint8Array>> {
	const { articles, passages, rowsOf, vectors } = index;
	const files: Record<string, Uint8Array> = {};
	const described = articles.map(
		(article, position): StaticArticle => ({
			...article,
			passages: [...(rowsOf[position] ?? [])].map((row) => letterOf(passages[row])).join(''),
		}),
	);
	const order = rowsOf.flatMap((rows) => [...rows]);
	const places = new Uint32Array(passages.length);
	for (const [place, row] of order.entries()) places[row] = place;

	const { common, starts, shards } = encodePieces(distilled.pieces, distilled.common, distilled.vectorOf);
	const terms = encodeTerms(index, places, starts);
	for (const [shard, pieces] of shards.entries()) files[fileOf.words(shard)] = joinParts([pieces, terms[shard] ?? new Uint8Array()]);
	for (const [article, rows] of rowsOf.entries()) {
		const numbers = joinBytes([...rows].map((row) => packNibbles(vectorOf(vectors, row))));
		const texts = [...rows].map((row) => quote(passages[row], articles[article]?.title ?? ''));
		files[fileOf.article(article)] = joinParts([numbers, await packJson(texts)]);
	}
	const { letters, shards: shelves } = await encodeWords(index, distilled.pieces);
	for (const [shard, shelf] of shelves.entries()) files[fileOf.spelling(shard)] = shelf;
	const head: StaticHead = { articles: described, dimensions: vectors.dimensions, starts: starts.join('\n'), letters, learned };
	const signs = joinBytes(order.map((row) => packSigns(vectorOf(vectors, row))));
	files[fileOf.core] = joinParts([await packJson(head), signs, common, classifier]);
	return files;
}

/** The words of the articles, for mistyped ones; the whole words among the pieces are the language. */
function encodeWords({ articleWords }: SearchIndex, pieces: readonly string[]): Promise<SpellingShards> {
	const frequency = (word: string): number => articleWords.documentFrequency(stemWord(word) ?? '');
	return encodeSpelling(wordsToPropose(articleWords.words, frequency, wholeWords(pieces)), frequency);
}

function quote(passage: Passage | undefined, title: string): StaticText {
	if (passage === undefined || passage.kind === 'ticket') return ['', '', ''];
	const { heading, anchor, text } = passage;
	const shown = text.length <= quoted ? text : text.slice(0, quoted).replace(/\s\S*$/, '');
	return [heading === title ? '' : heading, anchor, shown];
}

function letterOf(passage: Passage | undefined): string {
	if (passage?.kind === 'section') return 's';
	if (passage?.kind === 'phrase') return 'p';
	return (passage?.outcome ?? 'resolved') === 'resolved' ? 't' : 'x';
}
