import { looksLikeId } from '../knowledge/article-id.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { stemsOf } from '../search/words.ts';
import type { Reading } from './reading/read-ticket.ts';
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
 * Error signatures and article ids that the ticket carries anywhere, and error codes of the ticket that a single article
 * mentions. An exact text wins over every likeness.
 */
export function findExactHits(index: SearchIndex, { typed, signals }: Pick<Reading, 'typed' | 'signals'>): ExactHit[] {
	const text = foldText(typed);
	const hits: ExactHit[] = [];
	for (const [article, { id, replaces = [], signatures }] of index.articles.entries()) {
		for (const own of [id, ...replaces]) {
			const named = looksLikeId(own) ? findWhole(text, own) : null;
			if (named !== null) hits.push({ article, text: named, source: 'id' });
		}
		for (const signature of signatures) {
			const carried = findWhole(text, signature);
			if (carried !== null) hits.push({ article, text: carried, source: 'signature' });
		}
	}
	for (const code of codesOf(signals)) {
		if (hits.some((hit) => hit.text.toLowerCase().includes(code.toLowerCase()))) continue;
		const [article, ...others] = articlesThatMention(index, code);
		if (article !== undefined && others.length === 0) hits.push({ article, text: code, source: 'code' });
	}
	return hits;
}

/** The different codes and ids of a ticket that are looked up. */
export function codesOf(signals: Reading['signals']): string[] {
	const codes = new Set(signals.filter(({ kind }) => kind === 'code' || kind === 'id').map((signal) => signal.text.replace(/\s+/g, ' ')));
	return [...codes].slice(0, maxCodes);
}

/** The articles whose title, headings, text or signatures carry the code as a whole. */
function articlesThatMention(index: SearchIndex, code: string): number[] {
	const carry = (text: string): boolean => findWhole(foldText(text), code) !== null;
	const found = new Set<number>();
	for (const [article, { title, signatures }] of index.articles.entries()) {
		if ([title, ...signatures].some(carry)) found.add(article);
	}
	// Whoever carries the code has all of its words: the rarest leads to the fewest passages.
	const stems = [...stemsOf(code)];
	const lists = stems.map((stem) => index.passageWords.documentsWith(stem));
	for (const position of lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest), lists[0] ?? [])) {
		const passage = index.passages[position];
		if (passage === undefined || passage.kind === 'ticket') continue;
		// Without its text, a passage with all words of the code is taken to carry it: a code mostly is one word.
		const carries = index.isStatic
			? stems.every((stem) => index.passageWords.impact(stem, position) > 0)
			: carry(`${passage.heading}\n${passage.text}`);
		if (carries) found.add(passage.article);
	}
	return [...found];
}
