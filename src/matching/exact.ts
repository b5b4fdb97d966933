import type { SearchIndex } from '../search/search-index.ts';

/** A text in the ticket that belongs to an article for certain. */
export interface ExactHit {
	article: number;
	/** As it stands in the ticket. */
	text: string;
	/** Where the index knows it from. */
	source: 'id' | 'signature' | 'code';
}

/**
 * Error signatures and article ids that the ticket carries, and error codes of the ticket that a single article
 * mentions. An exact text wins over every likeness.
 */
export function findExactHits(index: SearchIndex, ticket: string): ExactHit[] {
	const hits: ExactHit[] = [];
	for (const [article, { id, signatures }] of index.articles.entries()) {
		const named = idPattern(id).exec(ticket)?.[0];
		if (named !== undefined) hits.push({ article, text: named, source: 'id' });
		for (const signature of signatures) {
			const text = signaturePattern(signature).exec(ticket)?.[0];
			if (text !== undefined) hits.push({ article, text, source: 'signature' });
		}
	}
	for (const code of errorCodes(ticket)) {
		if (hits.some((hit) => hit.text.toLowerCase().includes(code.toLowerCase()))) continue;
		const [article, ...others] = articlesThatMention(index, code);
		if (article !== undefined && others.length === 0) hits.push({ article, text: code, source: 'code' });
	}
	return hits;
}

/** Codes such as `RQ-4012`, `ERR_CONN_RESET` or `ORA-00904`: what a machine wrote, not a person. */
export function errorCodes(text: string): string[] {
	const found = text.match(/\b(?:[A-Z]{2,}[-_]\d{2,}[A-Z0-9]*|[A-Z]{2,}(?:_[A-Z0-9]+)+|0x[0-9A-Fa-f]{4,})\b/g);
	return [...new Set(found ?? [])];
}

/** The articles whose text carries the code as a whole. */
function articlesThatMention(index: SearchIndex, code: string): number[] {
	const pattern = literalPattern(code);
	const found = new Set<number>();
	for (const position of index.passageWords.search(code).keys()) {
		const passage = index.passages[position];
		if (passage !== undefined && passage.kind !== 'ticket' && pattern.test(passage.text)) found.add(passage.article);
	}
	return [...found];
}

/** An id of a single lower-case word, such as `readme`, would be met by accident: it must look like an id. */
function idPattern(id: string): RegExp {
	return /[0-9]/.test(id) || /[a-z].*[-_/]|[-_/].*[a-z]/i.test(id) ? literalPattern(id) : /(?!)/;
}

function literalPattern(text: string): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}_-])${escapePattern(text)}(?![\\p{L}\\p{N}_-])`, 'iu');
}

/** `*` in a signature stands for a run of characters without a space, white space for any white space. */
function signaturePattern(signature: string): RegExp {
	const parts = signature
		.trim()
		.split('*')
		.map((part) => escapePattern(part).replace(/\s+/g, '\\s+'));
	return new RegExp(`(?<![\\p{L}\\p{N}_-])${parts.join('\\S{0,200}')}(?![\\p{L}\\p{N}_])`, 'iu');
}

function escapePattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
