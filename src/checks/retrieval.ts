import type { Candidate } from '../matching/result.ts';
import { quote } from './parts.ts';

/** A ticket of an article's exam. */
export interface Question {
	/** Id of the article that must be found. */
	article: string;
	ticket: string;
}

/** What the engine answered, best first. */
export type Ranking = readonly Pick<Candidate, 'article' | 'evidence'>[];

/** A ticket whose article lost its place between two states of a corpus. */
export interface Move extends Question {
	/** `first`: it was first and is not; `top-three`: it was among the first three and is not. */
	lost: 'first' | 'top-three';
	/** Places, from 1; null where it is not among the ten that are shown. */
	before: number | null;
	after: number | null;
	/** What came before it, best first. */
	above: Ranking;
}

/** A move with who made it. */
export interface JudgedMove extends Omit<Move, 'above'> {
	/** `steal`: an article of this change took it; `loss`: its own article changed and lost it; `drift`: neither is part of the change. */
	kind: 'steal' | 'loss' | 'drift';
	/** Ids of what came before it: the one to blame, then the others, best first. */
	to: string[];
	/** What of the first of them the ticket matches, such as: its phrase "…". */
	why: string;
	/** The reason that the change itself gives for it; null where nobody has accepted it. */
	accepted: string | null;
}

/** A line of the file by which a change accepts that a ticket is answered by another article. */
export interface AcceptedMove {
	ticket: string;
	from: string;
	to: string;
	reason: string;
}

/**
 * Compares the rankings of the same tickets before and after. `before` and `after` give them in the order of the questions;
 * `successor` names the article that a ticket must find now, where its own was merged into another one.
 */
export function findMoves(
	questions: readonly Question[],
	before: readonly Ranking[],
	after: readonly Ranking[],
	successor: (article: string) => string = (article) => article,
): Move[] {
	return questions.flatMap(({ article, ticket }, at): Move[] => {
		const old = placeIn(before[at] ?? [], article);
		const now = placeIn(after[at] ?? [], successor(article));
		const lost = old === 1 && now !== 1 ? 'first' : isInThree(old) && !isInThree(now) ? 'top-three' : null;
		if (lost === null) return [];
		const above = (after[at] ?? []).slice(0, now === null ? 3 : now - 1);
		return [{ article: successor(article), ticket, lost, before: old, after: now, above }];
	});
}

/** Sorts moves by who made them, and looks up which of them the change accepts. `changed` holds ids of new and changed articles. */
export function judgeMoves(moves: readonly Move[], changed: ReadonlySet<string>, accepted: readonly AcceptedMove[]): JudgedMove[] {
	return moves.map(({ above, ...move }) => {
		// The newcomer among those that came before it is to blame, even if it did not come out first.
		const thief = above.find(({ article }) => changed.has(article));
		const kind = thief !== undefined ? 'steal' : changed.has(move.article) ? 'loss' : 'drift';
		const ordered = thief === undefined ? above : [thief, ...above.filter((other) => other !== thief)];
		const to = ordered.map(({ article }) => article);
		const line = accepted.find(({ ticket, from, to: taker }) => ticket === move.ticket && from === move.article && to.includes(taker));
		return { ...move, kind, to, why: explain(ordered[0]), accepted: line?.reason ?? null };
	});
}

/** Place of an article in a ranking, from 1; null where it is not there. */
export function placeIn(ranking: Ranking, article: string): number | null {
	const at = ranking.findIndex((candidate) => candidate.article === article);
	return at === -1 ? null : at + 1;
}

function isInThree(place: number | null): boolean {
	return place !== null && place <= 3;
}

const kinds = {
	error: 'its error text',
	phrase: 'its phrase',
	ticket: 'a ticket linked to it',
	meaning: 'its text',
	keyword: 'its words',
} as const;

function explain(candidate: Ranking[number] | undefined): string {
	const [evidence] = candidate?.evidence ?? [];
	if (evidence === undefined) return 'nothing in particular: it is likely by all signals together';
	return `${kinds[evidence.kind]} ${quote(evidence.text)}`;
}
