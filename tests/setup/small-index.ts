import type { Link } from '../../src/knowledge/schemas/link.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { splitWords, stemWord } from '../../src/search/words.ts';
import { article } from './articles.ts';

/**
 * A model that is quick and easy to foresee: texts are alike by the words they share, and texts that share none stand at
 * right angles, more or less. Each word has its own direction, the same every time.
 */
export const wordModel: Embedder = {
	id: 'words@1',
	dimensions: 256,
	words: new Set(),
	embed: async (texts) => texts.map(vectorOfWords),
};

/** The vector that `wordModel` gives a text. */
export function vectorOfWords(text: string): Float32Array {
	const sum = new Float32Array(wordModel.dimensions);
	for (const word of splitWords(text)) {
		const stem = stemWord(word);
		if (stem === null) continue;
		const random = randomFrom(stem);
		for (let at = 0; at < sum.length; at++) (sum[at] as number) += random() - 0.5;
	}
	return toUnit(sum);
}

export function toUnit(vector: Float32Array): Float32Array {
	const norm = Math.hypot(...vector);
	return norm === 0 ? vector : vector.map((value) => value / norm);
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: string): () => number {
	let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

interface SmallArticle {
	id: string;
	title: string;
	body?: string;
	[field: string]: unknown;
}

/** An index of articles by `wordModel`; a link's outcome is `resolved` where it is left out. */
export function smallIndex(
	articles: readonly SmallArticle[],
	links: readonly (Omit<Link, 'outcome'> & Partial<Link>)[] = [],
): Promise<SearchIndex> {
	return buildIndex(
		{
			// Without words in the file's name, which would count as the article's.
			articles: articles.map(({ body = '', ...fields }, at) => ({ ...article(fields, body), path: `${at}.mdx` })),
			links: links.map((link) => ({ outcome: 'resolved', ...link })),
		},
		wordModel,
	);
}
