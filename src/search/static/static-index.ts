import type { Embedder } from '../embedder.ts';
import type { Passage } from '../passages.ts';
import { groupRows, type SearchIndex } from '../search-index.ts';
import { meanDirection, type VectorTable, vectorOf } from '../vectors.ts';
import { stemsOf, stemWord } from '../words.ts';
import { loadOnce } from './load-once.ts';
import { splitParts, unpackJson } from './packing.ts';
import { PieceTable } from './piece-shards.ts';
import { unpackNibbles, unpackSigns } from './quantize.ts';
import { SpellingTable } from './spelling-shards.ts';
import { fileOf, type StaticHead, type StaticText, staticModel } from './static-files.ts';
import { TermTable } from './term-shards.ts';

/** Gives the bytes of a file of the index; throws a sentence where it cannot be had. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** An index of which the parts that a query needs are fetched when it needs them, and then kept. */
export interface StaticIndex {
	/** Vectors are those of the first pass; passages have no text and words are unknown until they are loaded. */
	index: SearchIndex;
	/** Turns queries into vectors, by the pieces of their words. */
	embedder: Embedder;
	/** Makes the words of a text known to the index, and what they begin with to the embedder. */
	loadText(text: string): Promise<void>;
	/** Tells what mistyped words were meant to be. */
	spelling: SpellingTable;
	/** The same index with the exact vectors and the texts of these articles. */
	loadArticles(articles: readonly number[]): Promise<SearchIndex>;
}

const none = new Uint8Array();

/** Opens what `encodeStatic` wrote; gives what was learned beside it. */
export async function openStaticIndex(read: ReadFile): Promise<StaticIndex & { learned: unknown; classifier: Uint8Array }> {
	const [head = none, signs = none, common = none, classifier = none] = splitParts(await read(fileOf.core));
	const { articles, dimensions, starts, letters, learned } = await unpackJson<StaticHead>(head);
	const passages = articles.flatMap((article, position) =>
		[...article.passages].map((letter) => passageOf(letter, position, article.title)),
	);
	let firstValues: Float32Array | null = null;
	/** The vectors of the first pass. Unpacked when they are first needed, or before, while something is fetched. */
	const firstPass = (): Float32Array => {
		firstValues ??= unpackSigns(signs, dimensions);
		return firstValues;
	};
	let exactValues: Float32Array | null = null;
	const shards = starts === '' ? [] : starts.split('\n');
	// For both who need it.
	const readShard = loadOnce(async (shard: number) => splitParts(await read(fileOf.words(shard))));
	const table = new PieceTable(common, shards, dimensions, async (shard) => (await readShard(shard))[0] ?? none);
	const counts = { articles: articles.length, passages: passages.length };
	const words = new TermTable(shards, counts, async (shard) => (await readShard(shard))[1] ?? none);
	const index: SearchIndex = {
		articles,
		passages,
		rowsOf: groupRows(passages, articles.length),
		...(await words.load([])),
		vectors: {
			dimensions,
			get values() {
				return firstPass();
			},
		},
		graph: null,
		model: staticModel,
		isStatic: true,
	};
	// The first pass stays as it is, so that the same query finds the same whatever was asked before.
	const exactVectors: VectorTable = {
		dimensions,
		get values() {
			exactValues ??= firstPass().slice();
			return exactValues;
		},
	};
	const exact: SearchIndex = { ...index, vectors: exactVectors };
	const loadWords = async (stems: Iterable<string>): Promise<void> => {
		const known = await words.load(stems);
		Object.assign(index, known);
		Object.assign(exact, known);
	};
	const loadText = async (text: string): Promise<void> => {
		const loading = Promise.all([table.load(text), loadWords(stemsOf(text))]);
		if (text !== '') firstPass();
		await loading;
	};
	const keepKnown = async (asked: readonly string[]): Promise<Set<string>> => {
		const stems = asked.map((word) => stemWord(word) ?? '');
		const [known] = await Promise.all([Promise.all(asked.map((word) => table.knows(word))), loadWords(stems)]);
		return new Set(asked.filter((_, at) => known[at] === true || index.articleWords.documentFrequency(stems[at] ?? '') > 0));
	};

	const loadArticle = loadOnce(async (article: number): Promise<void> => {
		const [numbers = none, packed = none] = splitParts(await read(fileOf.article(article)));
		for (const [at, [heading, anchor, text]] of (await unpackJson<StaticText[]>(packed)).entries()) {
			const row = index.rowsOf[article]?.[at] as number;
			const vector = vectorOf(exactVectors, row);
			unpackNibbles(numbers, at * (4 + dimensions / 2), vector);
			vector.set(meanDirection([vector]) ?? vector);
			const passage = passages[row] as Passage;
			Object.assign(passage, { heading: heading || passage.heading, anchor, text });
		}
	});
	return {
		index,
		learned,
		classifier,
		embedder: {
			id: staticModel,
			dimensions,
			words: new Set(),
			embed: (texts) => Promise.all(texts.map((text) => table.embed(text))),
		},
		loadText,
		spelling: new SpellingTable(letters, keepKnown, (shard) => read(fileOf.spelling(shard))),
		async loadArticles(wanted) {
			await Promise.all(wanted.map(loadArticle));
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
