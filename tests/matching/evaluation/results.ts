import type { TicketResult } from '../../../src/matching/evaluation/judged.ts';

/** The result of an in-scope ticket: `rank` of its article, 0 where it was not found. */
export function found(rank: number, confidence: number, fields: Partial<TicketResult> = {}): TicketResult {
	const first = rank === 1 ? 'right' : 'other';
	return { id: 't', inScope: true, decision: 'suggest', confidence, first, rank: rank === 0 ? null : rank, ...fields };
}

/** The result of a ticket that no article solves. */
export function outside(confidence: number, fields: Partial<TicketResult> = {}): TicketResult {
	return { id: 't', inScope: false, decision: 'suggest', confidence, first: 'other', rank: null, ...fields };
}
