import type { ArticleFacts } from '../../layouts/article-facts.ts';

/**
 * The articles whose id or error text the query is, exactly as typed but for case and white space: they come before
 * whatever is merely like it. The id first.
 */
export function findExact(facts: readonly ArticleFacts[], query: string): ArticleFacts[] {
	const wanted = fold(query);
	if (wanted === '') return [];
	const byId = facts.filter(({ id }) => fold(id) === wanted);
	const byText = facts.filter(
		(article) => !byId.includes(article) && article.signatures?.some((signature) => isSignature(signature, wanted)),
	);
	return [...byId, ...byText];
}

function isSignature(signature: string, wanted: string): boolean {
	const parts = fold(signature)
		.split('*')
		.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('\\S*')}$`, 'u').test(wanted);
}

function fold(text: string): string {
	return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
