import { encodeJson, joinBytes } from '../bytes.ts';
import type { IndexedArticle, SearchIndex } from '../search-index.ts';
import type { VectorTable } from '../vectors.ts';
import { vectorOf } from '../vectors.ts';
import { encodePieces } from './piece-shards.ts';
import { packNibbles, packSigns } from './quantize.ts';
import { encodeTerms } from './term-shards.ts';

/** Raised whenever what is written, or how it is made, changes. */
export const staticFormat = 2;

/** Numbers that are kept of a vector: a power of two. With 64, .03 to .04 of the first three are lost on long articles; 192 add nothing. */
export const staticDimensions = 128;

/** Names the vectors of the pieces, which go with those of no other model. */
export const staticModel = 'static';

/** Characters that are kept of a passage, to be quoted. */
const quoted = 200;

/** What is fetched first: where everything else is. */
export interface StaticManifest {
	format: number;
	/** The folder beside it that holds the other files. Named by their bytes, so that they never change. */
	folder: string;
	counts: { articles: number; passages: number; dimensions: number };
	/** First texts of the shards, a line each. */
	pieces: string;
	terms: string;
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
	articles: 'articles.json',
	signs: 'signs.bin',
	common: 'common.bin',
	learned: 'learned.bin',
	piece: (shard: number) => `pieces/${shard}.bin`,
	term: (shard: number) => `terms/${shard}.bin`,
	vectors: (article: number) => `vectors/${article}.bin`,
	texts: (article: number) => `texts/${article}.json`,
} as const;

/** The pieces of words with their vectors, `staticDimensions` numbers each. */
export interface DistilledPieces {
	/** Sorted. */
	pieces: readonly string[];
	/** Those that are fetched with the first query. */
	common: readonly string[];
	vectorOf(piece: string): Float32Array;
}

/** The files of an index whose vectors have been projected, but for the manifest; and the first texts of its shards. The same bytes for the same index. */
export function encodeStatic(
	index: SearchIndex & { vectors: VectorTable },
	distilled: DistilledPieces,
): { files: Record<string, Uint8Array>; pieces: string; terms: string } {
	const { articles, passages, rowsOf, vectors } = index;
	const files: Record<string, Uint8Array> = {};
	const described = articles.map(
		(article, position): StaticArticle => ({
			...article,
			passages: [...(rowsOf[position] ?? [])].map((row) => letterOf(passages[row])).join(''),
		}),
	);
	files[fileOf.articles] = encodeJson(described);
	const order = rowsOf.flatMap((rows) => [...rows]);
	files[fileOf.signs] = joinBytes(order.map((row) => packSigns(vectorOf(vectors, row))));
	for (const [article, rows] of rowsOf.entries()) {
		files[fileOf.vectors(article)] = joinBytes([...rows].map((row) => packNibbles(vectorOf(vectors, row))));
		const texts = [...rows].map((row): StaticText => {
			const { kind = 'ticket', heading = '', anchor = '', text = '' } = passages[row] ?? {};
			return kind === 'ticket' ? ['', '', ''] : [heading === articles[article]?.title ? '' : heading, anchor, text.slice(0, quoted)];
		});
		files[fileOf.texts(article)] = encodeJson(texts);
	}
	const { common, starts, shards } = encodePieces(distilled.pieces, distilled.common, distilled.vectorOf);
	files[fileOf.common] = common;
	for (const [shard, bytes] of shards.entries()) files[fileOf.piece(shard)] = bytes;
	const places = new Uint32Array(passages.length);
	for (const [place, row] of order.entries()) places[row] = place;
	const terms = encodeTerms(index.articleWords, index.passageWords, places);
	for (const [shard, bytes] of terms.shards.entries()) files[fileOf.term(shard)] = bytes;
	return { files, pieces: starts.join('\n'), terms: terms.starts.join('\n') };
}

function letterOf(passage: SearchIndex['passages'][number] | undefined): string {
	if (passage?.kind === 'section') return 's';
	if (passage?.kind === 'phrase') return 'p';
	return (passage?.outcome ?? 'resolved') === 'resolved' ? 't' : 'x';
}
