import type { Embedder } from '../search/embedder.ts';
import { stemsOf } from '../search/lexical.ts';
import { cutText } from '../search/passages.ts';
import { type RankedArticle, rankArticles } from '../search/rank.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { estimateConfidence, spreadProbability } from './confidence.ts';
import { decide } from './decision.ts';
import { findEscalation } from './escalation.ts';
import { collectEvidence } from './evidence.ts';
import { type ExactHit, findExactHits } from './exact.ts';
import type { Candidate, MatchResult } from './result.ts';
import { readTicket, type Ticket } from './ticket.ts';

const maxCandidates = 10;
/** Passages of a long ticket that are embedded; the rest of a mail is signature, quotation and log. */
const maxTicketPassages = 8;

/**
 * From ticket to decision. `embedder` is null where there is no model: then words alone rank, and nothing but an exact
 * text is ever certain. Keeps nothing of the ticket.
 */
export async function matchTicket(index: SearchIndex, embedder: Embedder | null, ticket: Ticket): Promise<MatchResult> {
	const id = ticket.id ?? null;
	const reading = readTicket(ticket);
	const { text } = reading;
	const asked = ticket.system === undefined ? { text } : { text, system: ticket.system };
	if ('reason' in reading && reading.reason === 'empty') {
		return {
			ticket: id,
			decision: 'none',
			confidence: 0,
			reason: 'empty',
			candidates: [],
			escalation: findEscalation(index, [], asked, 'none'),
		};
	}
	const foreign = 'reason' in reading;
	const useModel = !foreign && embedder !== null && embedder.id === index.model;
	const vectors = useModel ? await embedder.embed(cutText(text).slice(0, maxTicketPassages)) : null;
	const exact = findExactHits(index, text);
	const ranked = exactFirst(rankArticles(index, { text, vectors }), exact);

	const words = vectors === null ? { ...index, vectors: null } : index;
	// An exact text is the same in every language.
	const unread = foreign && exact.length === 0;
	const confidence = round(unread ? 0 : estimateConfidence(words, ranked, exact, stemsOf(text).size));
	const decision = decide(confidence, index.articles[ranked[0]?.article ?? -1]?.state);
	const shown = ranked
		.filter((article) => vectors !== null || article.stems.length > 0 || exact.some((hit) => hit.article === article.article))
		.slice(0, maxCandidates);
	const probabilities = spreadProbability(
		// What an exact text put before others is not less probable than they are, whatever its score.
		shown.map((_, position) => Math.max(...shown.slice(position).map(({ score }) => score))),
		confidence,
	);
	const result: MatchResult = {
		ticket: id,
		decision,
		confidence,
		candidates: shown.map((article, position) => describeCandidate(words, article, probabilities[position] ?? 0, exact, text)),
		escalation: findEscalation(index, ranked, asked, decision),
	};
	if (decision === 'none') result.reason = unread ? 'language' : 'no-article';
	return result;
}

/** Articles whose exact text is in the ticket come before all others; among them, the one with more of it. */
function exactFirst(ranked: RankedArticle[], exact: readonly ExactHit[]): RankedArticle[] {
	if (exact.length === 0) return ranked;
	const weight = new Map<number, number>();
	for (const hit of exact) weight.set(hit.article, (weight.get(hit.article) ?? 0) + hit.text.length);
	return [...ranked].sort((a, b) => (weight.get(b.article) ?? 0) - (weight.get(a.article) ?? 0) || b.score - a.score);
}

function describeCandidate(
	index: SearchIndex,
	ranked: RankedArticle,
	probability: number,
	exact: readonly ExactHit[],
	text: string,
): Candidate {
	const article = index.articles[ranked.article];
	if (article === undefined) throw new Error(`the index has no article at position ${ranked.article}`);
	const sections = ranked.passages.map(({ passage }) => index.passages[passage]).filter((passage) => passage?.kind === 'section');
	const best = sections.find((passage) => passage?.anchor !== '') ?? sections[0];
	return {
		article: article.id,
		path: article.path,
		title: article.title,
		section: { heading: best?.heading ?? article.title, anchor: best?.anchor ?? '' },
		probability: round(probability),
		evidence: collectEvidence(index, ranked, exact, text),
	};
}

function round(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}
