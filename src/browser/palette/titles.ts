import type { ArticleFacts } from '../../layouts/article-facts.ts';

/**
 * The articles whose title or system has every word of the query, or one that begins with it: what can be shown before
 * anything is fetched. Those whose title the query covers most come first.
 */
export function findByTitle(facts: readonly ArticleFacts[], query: string): ArticleFacts[] {
	const wanted = wordsOf(query);
	if (wanted.length === 0) return [];
	return facts
		.map((article) => ({ article, words: wordsOf([article.title, ...article.systems].join(' ')) }))
		.filter(({ words }) => wanted.every((start) => words.some((word) => word.startsWith(start))))
		.sort((a, b) => a.words.length - b.words.length)
		.map(({ article }) => article);
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
