import type { PracticeTicket } from '../../../knowledge/schemas/training.ts';

/** What a trainee has answered a practice ticket with. */
export interface GivenAnswer {
	/** Ids; none says that no article answers it. */
	articles: readonly string[];
	/** Position of the chosen reply, from 0. */
	reply: number;
	/** Id of the team; null where it stays with the desk. */
	escalation: string | null;
}

/** One part of an answer, held against the key. */
export interface ScoredPart {
	what: 'Article' | 'Reply' | 'Escalation';
	right: boolean;
	/** What was right, and why; sentences. */
	reasons: string[];
}

/** Points that a ticket gives: one for each part. */
export const pointsOfTicket = 3;

/** Holds an answer against the ticket's key. Articles are right where all that it needs are named and none that it does not allow. */
export function scoreAnswer(ticket: PracticeTicket, given: GivenAnswer): { points: number; parts: ScoredPart[] } {
	const { articles, also, wrong, replies, escalation } = ticket;
	const allowed = new Set([...articles, ...also]);
	const strange = given.articles.filter((id) => !allowed.has(id));
	const missing = articles.filter((id) => !given.articles.includes(id));
	const tempted = wrong.filter(({ article }) => given.articles.includes(article)).map(({ article, why }) => `${article}: ${why}`);
	const key = articles.length === 0 ? 'No article answers it.' : `It is answered by ${articles.join(' and ')}.`;
	const chosen = replies[given.reply];
	const best = replies.find(({ right }) => right);
	const parts: ScoredPart[] = [
		{ what: 'Article', right: strange.length === 0 && missing.length === 0, reasons: [key, ...tempted, ticket.reason] },
		{
			what: 'Reply',
			right: chosen?.right === true,
			reasons: [chosen?.why ?? '', ...(chosen?.right || best === undefined ? [] : [`Better: “${best.text}” ${best.why}`])].filter(
				(reason) => reason !== '',
			),
		},
		{
			what: 'Escalation',
			right: given.escalation === escalation,
			reasons: [escalation === null ? 'It stays with the desk.' : `It goes to ${escalation}.`, ticket.escalationWhy],
		},
	];
	return { points: parts.filter(({ right }) => right).length, parts };
}
