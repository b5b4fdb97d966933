import { z } from 'zod';
import type { MatchResult } from '../result.ts';
import type { Ticket } from '../ticket.ts';
import { ticketSchema } from '../ticket-schema.ts';

/** A line of `tickets.jsonl`: a ticket, and the ids of the articles that solve it; empty where none does. */
export const judgedTicketSchema = ticketSchema.and(z.object({ relevant: z.array(z.string()) }));

/** Half of a set's tickets is for tuning, the other for the figures that are reported. */
export type Half = 'tuning' | 'held-out';

/** A ticket whose answer is known. */
export interface JudgedTicket {
	/** Unique within its set. */
	id: string;
	half: Half;
	ticket: Ticket;
	relevant: readonly string[];
}

/** What came of one ticket: enough for every figure, nothing of its text. */
export const ticketResultSchema = z.object({
	id: z.string(),
	/** Whether an article solves it. */
	inScope: z.boolean(),
	decision: z.enum(['match', 'suggest', 'none']),
	confidence: z.number(),
	/** Id of the first candidate. */
	first: z.string().nullable(),
	/** Place of the first right article among the candidates, from 1; null where none of them is right. */
	rank: z.int().positive().nullable(),
});
export type TicketResult = z.infer<typeof ticketResultSchema>;

/** Holds an answer against what is known. */
export function judgeResult(id: string, relevant: readonly string[], result: MatchResult): TicketResult {
	const { decision, confidence, candidates } = result;
	const articles = candidates.map(({ article }) => article);
	return { id, inScope: relevant.length > 0, decision, confidence, first: articles[0] ?? null, rank: rankOf(articles, relevant) };
}

/** Place, from 1, of the first article that is relevant; null where none is. */
export function rankOf(articles: readonly string[], relevant: readonly string[]): number | null {
	const position = articles.findIndex((article) => relevant.includes(article));
	return position === -1 ? null : position + 1;
}
