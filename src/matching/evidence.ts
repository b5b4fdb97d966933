import { splitWords, stemWord } from '../search/lexical.ts';
import type { RankedArticle } from '../search/rank.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ExactHit } from './exact.ts';
import type { Evidence } from './result.ts';

/** A passage less like the ticket than this (cosine) is not named as a reason. Unrelated sentences lie below .3. */
const reasonLikeness = 0.35;
/** Characters of a quoted passage at most. */
const quoteLength = 200;
const maxKeywords = 8;
/** Shorter words, such as `how`, are shared by accident. */
const keywordLength = 4;

/** Why an article is a candidate, strongest first: exact texts, then likeness from high to low, then shared words. */
export function collectEvidence(index: SearchIndex, ranked: RankedArticle, exact: readonly ExactHit[], ticket: string): Evidence[] {
	const errors = exact
		.filter((hit) => hit.article === ranked.article)
		.map((hit): Evidence => ({ kind: 'error', text: hit.text, source: hit.source === 'signature' ? 'signatures' : hit.source }));
	const keywords = sharedWords(ticket, ranked.stems);
	const words: Evidence[] =
		keywords.length === 0
			? []
			: [{ kind: 'keyword', text: keywords.slice(0, maxKeywords).join(', '), source: index.articles[ranked.article]?.title ?? '' }];
	return [...errors, ...(index.vectors === null ? [] : likePassages(index, ranked)), ...words];
}

/** The best section, the best phrase, and how many linked tickets are alike, by likeness. */
function likePassages(index: SearchIndex, ranked: RankedArticle): Evidence[] {
	const near = ranked.passages.filter(({ likeness }) => likeness >= reasonLikeness);
	const evidence: Evidence[] = [];
	const tickets = near.filter(({ passage }) => index.passages[passage]?.kind === 'ticket').length;
	for (const { passage: position } of near) {
		const passage = index.passages[position];
		if (passage === undefined) continue;
		const kind = passage.kind === 'section' ? 'meaning' : passage.kind;
		if (evidence.some((earlier) => earlier.kind === kind)) continue;
		if (kind === 'ticket')
			evidence.push({ kind, text: `${tickets} resolved ticket${tickets === 1 ? '' : 's'} like this one`, source: 'links' });
		else evidence.push({ kind, text: quote(passage.text || passage.heading), source: kind === 'phrase' ? 'phrases' : passage.heading });
	}
	return evidence;
}

/** Words of the ticket, as typed, whose stems the article carries; longest first, for they say most. */
function sharedWords(ticket: string, stems: readonly string[]): string[] {
	const known = new Set(stems);
	const words = new Set(splitWords(ticket).filter((word) => word.length >= keywordLength && known.has(stemWord(word) ?? '')));
	return [...words].sort((a, b) => b.length - a.length);
}

function quote(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= quoteLength ? line : `${line.slice(0, quoteLength - 1).replace(/\s\S*$/, '')}…`;
}
