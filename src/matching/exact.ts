import type { SearchIndex } from '../search/search-index.ts';
import { findWhole, foldText } from './whole-text.ts';

/** A text in the ticket that belongs to an article for certain. */
export interface ExactHit {
	article: number;
	/** As it stands in the ticket, each run of white space as one space. */
	text: string;
	/** Where the index knows it from. */
	source: 'id' | 'signature' | 'code';
}

/** Codes of a ticket that are looked up at most: a pasted log has thousands, and the first say what went wrong. */
const maxCodes = 50;

/**
 * Error signatures and article ids that the ticket carries, and error codes of the ticket that a single article
 * mentions. An exact text wins over every likeness.
 */
export function findExactHits(index: SearchIndex, ticket: string): ExactHit[] {
	const text = foldText(ticket);
	const hits: ExactHit[] = [];
	for (const [article, { id, signatures }] of index.articles.entries()) {
		const named = looksLikeId(id) ? findWhole(text, id) : null;
		if (named !== null) hits.push({ article, text: named, source: 'id' });
		for (const signature of signatures) {
			const carried = findWhole(text, signature);
			if (carried !== null) hits.push({ article, text: carried, source: 'signature' });
		}
	}
	for (const code of errorCodes(text.typed).slice(0, maxCodes)) {
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

/** The articles whose title, headings, text or signatures carry the code as a whole. */
function articlesThatMention(index: SearchIndex, code: string): number[] {
	const carry = (text: string): boolean => findWhole(foldText(text), code) !== null;
	const found = new Set<number>();
	for (const [article, { title, signatures }] of index.articles.entries()) {
		if ([title, ...signatures].some(carry)) found.add(article);
	}
	for (const position of index.passageWords.search(code).keys()) {
		const passage = index.passages[position];
		if (passage !== undefined && passage.kind !== 'ticket' && carry(`${passage.heading}\n${passage.text}`)) found.add(passage.article);
	}
	return [...found];
}

/** Ids such as `12`, `readme` or `sign-in` stand in tickets by accident: only one that nobody types as a word counts. */
function looksLikeId(id: string): boolean {
	return /[a-z]/i.test(id) && /[0-9_/]|[A-Z]{2,}-/.test(id);
}
