import type { Embedder } from '../search/embedder.ts';
import type { IndexedArticle, SearchIndex } from '../search/search-index.ts';
import { measureSignals, type Query, type Signals } from '../search/signals.ts';
import { meanDirection } from '../search/vectors.ts';
import { splitWords, stemsOf } from '../search/words.ts';
import { settleConfidence, shareProbability } from './confidence.ts';
import { decide } from './decision.ts';
import { findEscalation } from './escalation.ts';
import { collectEvidence, type Explained } from './evidence.ts';
import { codesOf, type ExactHit, findExactHits } from './exact.ts';
import { type FocusedPiece, focusPieces } from './focus.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { type Affinity, classify } from './learning/classifier.ts';
import { classifyLinearly } from './learning/linear.ts';
import { describeFeatures, type Odds, weighFeatures, wordWeights } from './learning/probability.ts';
import type { Piece } from './reading/pieces.ts';
import type { Reading } from './reading/read-ticket.ts';
import { findNames } from './reading/signals.ts';
import type { Candidate, MatchResult } from './result.ts';
import type { Ticket } from './ticket.ts';

const maxCandidates = 10;
/** Of an index that is fetched in parts: articles that are compared exactly, and shown. Two more moved one ticket of four sets. */
const loadedCandidates = 8;
/** Articles that like tickets vote for are looked at, however little their own passages say. */
const votedCandidates = 20;

/** Which articles may be found; all where a field is left out. */
export interface Filter {
	system?: string;
	audience?: IndexedArticle['audience'];
	kind?: IndexedArticle['kind'];
	state?: IndexedArticle['state'];
	severity?: number;
}

/** An answer with the stretches of ticket and articles that it rests on. */
export interface Answer {
	result: MatchResult;
	/** One entry a candidate, in the order of the result. */
	explained: Explained[];
}

/**
 * From ticket to decision. `embedder` is null where there is no model: then words alone rank, and nothing but an exact
 * text is ever certain. Keeps nothing of the ticket.
 */
export async function matchTicket(base: KnowledgeBase, embedder: Embedder | null, ticket: Ticket): Promise<MatchResult> {
	return (await answerTicket(base, embedder, ticket)).result;
}

/** The same, with what it rests on. */
export async function answerTicket(base: KnowledgeBase, embedder: Embedder | null, ticket: Ticket, filter: Filter = {}): Promise<Answer> {
	const { learned, parts } = base;
	const id = ticket.id ?? null;
	const reading = base.read(ticket);
	const asked = ticket.system === undefined ? { text: reading.typed } : { text: reading.typed, system: ticket.system };
	await parts?.loadText([...codesOf(reading.signals), textOf(reading.pieces)].join('\n'));
	const exact = findExactHits(base.index, reading).filter(({ article }) => passes(base.index, article, filter));
	if (reading.reason === 'empty' && exact.length === 0) {
		const escalation = findEscalation(base.index, [], asked, 'none');
		return { result: { ticket: id, decision: 'none', confidence: 0, reason: 'empty', candidates: [], escalation }, explained: [] };
	}
	const pieces = await correctWords(base, reading);
	const useModel = reading.reason === undefined && base.index.vectors !== null && embedder?.id === base.index.model;
	if (pieces !== reading.pieces) await parts?.loadText(textOf(pieces));
	const vectors = useModel ? await embedder.embed(pieces.map(({ text }) => text)) : null;
	const focused = vectors === null ? null : focusPieces(base.index, pieces, vectors);
	const stems = stemsOf(textOf(focused ?? pieces));
	const named = namedSystems(base.index, reading, ticket);
	const { index, signals, odds } = await rankLoaded(base, stems, focused, exact, { filter, named });
	const shared = (article: number): string[] => index.articleWords.matched(article, stems);
	const ranked = exactFirst(odds, exact).filter(
		({ article }) => vectors !== null || (signals.articleWords[article] ?? 0) > 0 || exact.some((hit) => hit.article === article),
	);

	// An exact text is the same in every language.
	const unread = reading.reason === 'language' && exact.length === 0;
	const confidence = unread ? 0 : round(settleConfidence(ranked, exact, vectors !== null && parts === undefined));
	const decision = decide(confidence, learned.threshold, index.articles[ranked[0]?.article ?? -1]?.state);
	const shown = ranked.slice(0, maxCandidates);
	const probabilities = shareProbability(shown, confidence);
	const explained = shown.map(({ article }) =>
		collectEvidence(index, { article, stems: shared(article), signals: vectors === null ? null : signals, exact, reading }),
	);
	const result: MatchResult = {
		ticket: id,
		decision,
		confidence,
		candidates: shown.map(({ article }, at) => describeCandidate(index, article, signals, round(probabilities[at] ?? 0), explained[at])),
		escalation: findEscalation(index, ranked, asked, decision),
	};
	if (decision === 'none') result.reason = unread ? 'language' : reading.reason === 'empty' ? 'empty' : 'no-article';
	return { result, explained };
}

/**
 * Ranks the articles. Of an index that is fetched in parts, whose words are there, gets the best articles, which are ranked
 * once more by their exact vectors. Gives the index that the signals are of.
 */
async function rankLoaded(
	base: KnowledgeBase,
	stems: ReadonlySet<string>,
	pieces: readonly FocusedPiece[] | null,
	exact: readonly ExactHit[],
	options: RankOptions,
): Promise<{ index: SearchIndex; signals: Signals; odds: Odds }> {
	const { index, parts } = base;
	const first = rankArticles(base, stems, pieces, options);
	if (parts === undefined) return { index, ...first };
	const best = exactFirst(first.odds, exact)
		.slice(0, loadedCandidates)
		.map(({ article }) => article);
	const loaded = await parts.loadArticles(best);
	return { index: loaded, ...rankArticles({ ...base, index: loaded }, stems, pieces, { ...options, only: new Set(best) }) };
}

interface RankOptions {
	filter?: Filter;
	/** Systems that the ticket names. */
	named?: ReadonlySet<string>;
	/** The only articles that are ranked; all where it is left out. */
	only?: ReadonlySet<number>;
}

/** Ranks every article that the filter lets pass, best first, with its probability. Pure. */
export function rankArticles(
	{ index, learned }: KnowledgeBase,
	stems: ReadonlySet<string>,
	pieces: readonly FocusedPiece[] | null,
	{ filter = {}, named, only }: RankOptions = {},
): { signals: Signals; odds: Odds } {
	const vectors = pieces?.map(({ vector }) => vector) ?? null;
	const gist = meanDirection(
		vectors ?? [],
		pieces?.map(({ weight }) => weight),
	);
	const affinity = gist === null ? null : askClassifier(index, learned, gist);
	const query: Query = { stems, vectors };
	if (affinity !== null) query.also = mostVoted(affinity);
	const isFiltered = Object.values(filter).some((wanted) => wanted !== undefined);
	if (isFiltered || only !== undefined)
		query.accept = (article) => passes(index, article, filter) && (only === undefined || only.has(article));
	const signals = measureSignals(index, query);
	const weights = vectors === null ? wordWeights : learned.weights;
	return { signals, odds: weighFeatures(index, describeFeatures(signals, affinity), weights, named) };
}

function askClassifier(index: SearchIndex, { classifier, linear }: KnowledgeBase['learned'], gist: Float32Array): Affinity | null {
	if (linear !== undefined) return classifyLinearly(index.articles.length, linear, gist);
	return classifier === null ? null : classify(index, classifier, gist);
}

function passes(index: SearchIndex, position: number, { system, audience, kind, state, severity }: Filter): boolean {
	const article = index.articles[position];
	if (article === undefined || (audience === 'partner' && article.audience !== 'partner')) return false;
	const isWanted = (wanted: unknown, own: unknown): boolean => wanted === undefined || wanted === own;
	if (!isWanted(kind, article.kind) || !isWanted(state, article.state) || !isWanted(severity, article.severity)) return false;
	return system === undefined || article.systems.some((name) => name.toLowerCase() === system.toLowerCase());
}

function mostVoted({ votes }: Affinity): number[] {
	const voted = [...votes.keys()].filter((article) => (votes[article] as number) > 0);
	return voted.sort((a, b) => (votes[b] as number) - (votes[a] as number)).slice(0, votedCandidates);
}

/** The pieces of the ticket with typing mistakes mended. */
async function correctWords({ spelling }: KnowledgeBase, { pieces }: Reading): Promise<readonly Piece[]> {
	const corrections = await spelling?.corrections(splitWords(textOf(pieces)));
	if (corrections === undefined || corrections.size === 0) return pieces;
	return pieces.map(({ text, weight }) => ({
		text: text.replace(/\p{L}+/gu, (word) => corrections.get(word.toLowerCase()) ?? word),
		weight,
	}));
}

function textOf(pieces: readonly Pick<Piece, 'text'>[]): string {
	return pieces.map(({ text }) => text).join('\n');
}

/** The systems of the corpus that the ticket names; none where it names them all, which tells nothing. */
function namedSystems(index: SearchIndex, { typed }: Reading, { system = '' }: Ticket): ReadonlySet<string> {
	const all = [...new Set(index.articles.flatMap(({ systems }) => systems))];
	const named = new Set(findNames(`${system}\n${typed}`, all).map(({ name }) => name));
	return named.size === all.length ? new Set() : named;
}

/** Articles whose exact text is in the ticket come before all others; among them, the one with more of it. */
function exactFirst({ ranked }: Odds, exact: readonly ExactHit[]): Odds['ranked'] {
	if (exact.length === 0) return ranked;
	const weight = new Map<number, number>();
	for (const hit of exact) weight.set(hit.article, (weight.get(hit.article) ?? 0) + hit.text.length);
	const known = new Set(ranked.map(({ article }) => article));
	const missing = [...weight.keys()]
		.filter((article) => !known.has(article))
		.map((article) => ({ article, score: -Infinity, probability: 0 }));
	return [...ranked, ...missing].sort((a, b) => (weight.get(b.article) ?? 0) - (weight.get(a.article) ?? 0) || b.score - a.score);
}

function describeCandidate(
	index: SearchIndex,
	position: number,
	{ likeness }: Signals,
	probability: number,
	explained: Explained | undefined,
): Candidate {
	const article = index.articles[position];
	if (article === undefined) throw new Error(`the index has no article at position ${position}`);
	const sections = [...(index.rowsOf[position] ?? [])].filter((row) => index.passages[row]?.kind === 'section');
	sections.sort((a, b) => (likeness[b] || 0) - (likeness[a] || 0));
	const best = index.passages[sections.find((row) => index.passages[row]?.anchor !== '') ?? sections[0] ?? -1];
	return {
		article: article.id,
		path: article.path,
		title: article.title,
		section: { heading: best?.heading ?? article.title, anchor: best?.anchor ?? '' },
		probability,
		evidence: (explained ?? []).map(({ kind, text, source }) => ({ kind, text, source })),
	};
}

function round(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}
