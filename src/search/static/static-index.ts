import { decodeJson } from '../bytes.ts';
import type { Embedder } from '../embedder.ts';
import type { Passage } from '../passages.ts';
import { groupRows, type SearchIndex } from '../search-index.ts';
import { meanDirection, vectorOf } from '../vectors.ts';
import { PieceTable } from './piece-shards.ts';
import { unpackNibbles, unpackSigns } from './quantize.ts';
import { fileOf, type StaticArticle, type StaticManifest, type StaticText, staticModel } from './static-files.ts';
import { TermTable } from './term-shards.ts';

/** Gives the bytes of a file of the index; throws a sentence where it cannot be had. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** An index of which the parts that a query needs are fetched when it needs them, and then kept. */
export interface StaticIndex {
	/** Vectors are those of the first pass; passages have no text and words are unknown until they are loaded. */
	index: SearchIndex;
	/** Turns queries into vectors, by the pieces of their words. */
	embedder: Embedder;
	/** Makes these stems known to the index. */
	loadWords(stems: Iterable<string>): Promise<void>;
	/** The same index with the exact vectors and the texts of these articles. */
	loadArticles(articles: readonly number[]): Promise<SearchIndex>;
}

/** Opens what `encodeStatic` wrote. */
export async function openStaticIndex({ counts, pieces, terms }: StaticManifest, read: ReadFile): Promise<StaticIndex> {
	const { dimensions } = counts;
	const [described, signs, common] = await Promise.all([read(fileOf.articles), read(fileOf.signs), read(fileOf.common)]);
	const articles: StaticArticle[] = decodeJson(described);
	const passages = articles.flatMap((article, position) =>
		[...article.passages].map((letter) => passageOf(letter, position, article.title)),
	);
	const values = new Float32Array(passages.length * dimensions);
	const vectors = { dimensions, values };
	for (const row of passages.keys())
		unpackSigns(signs.subarray((row * dimensions) / 8, ((row + 1) * dimensions) / 8), vectorOf(vectors, row));
	const splitLines = (text: string): string[] => (text === '' ? [] : text.split('\n'));
	const table = new PieceTable(common, splitLines(pieces), dimensions, (shard) => read(fileOf.piece(shard)));
	const words = new TermTable(splitLines(terms), counts, (shard) => read(fileOf.term(shard)));
	const index: SearchIndex = {
		articles,
		passages,
		rowsOf: groupRows(passages, articles.length),
		...(await words.load([])),
		vectors,
		graph: null,
		model: staticModel,
		isStatic: true,
	};
	// The first pass stays as it is, so that the same query finds the same whatever was asked before.
	const exact: SearchIndex = { ...index, vectors: { dimensions, values: values.slice() } };
	const loaded = new Map<number, Promise<void>>();

	const loadArticle = async (article: number): Promise<void> => {
		const [numbers, texts] = await Promise.all([read(fileOf.vectors(article)), read(fileOf.texts(article))]);
		for (const [at, [heading, anchor, text]] of (decodeJson(texts) as StaticText[]).entries()) {
			const row = index.rowsOf[article]?.[at] as number;
			const vector = vectorOf(exact.vectors ?? vectors, row);
			unpackNibbles(numbers, at * (4 + dimensions / 2), vector);
			vector.set(meanDirection([vector]) ?? vector);
			const passage = passages[row] as Passage;
			Object.assign(passage, { heading: heading || passage.heading, anchor, text });
		}
	};
	return {
		index,
		embedder: {
			id: staticModel,
			dimensions,
			words: new Set(),
			embed: (texts) => Promise.all(texts.map((text) => table.embed(text))),
		},
		async loadWords(stems) {
			const known = await words.load(stems);
			Object.assign(index, known);
			Object.assign(exact, known);
		},
		async loadArticles(wanted) {
			await Promise.all(
				wanted.map((article) => {
					const known = loaded.get(article) ?? loadArticle(article);
					loaded.set(article, known);
					known.catch(() => loaded.delete(article));
					return known;
				}),
			);
			return exact;
		},
	};
}

function passageOf(letter: string, article: number, title: string): Passage {
	const kind = letter === 's' ? 'section' : letter === 'p' ? 'phrase' : 'ticket';
	const passage: Passage = { article, kind, heading: title, anchor: '', text: '' };
	if (letter === 'x') passage.outcome = 'tried';
	return passage;
}
