import { seededRandom } from '../../search/random.ts';
import type { MatchResult } from '../result.ts';
import { type Ticket, ticketText } from '../ticket.ts';
import { type JudgedTicket, judgeResult, type TicketResult } from './judged.ts';
import { wrapInMail } from './mail.ts';
import { addTypos } from './typos.ts';

type Match = (ticket: Ticket) => Promise<MatchResult>;
type Progress = (step: string, done: number, total: number) => void;

/** The same tickets as they came and written differently; both lists are in one order. */
export interface Rewritten {
	clean: TicketResult[];
	rewritten: TicketResult[];
}

/** What the engine made of a set's tickets. */
export interface Run {
	/** In the order of the tickets. */
	results: TicketResult[];
	typos: Rewritten;
	mail: Rewritten;
}

/** Lets the engine answer every ticket, and `sample` of those in scope once more with typos and once more as a mail. */
export async function runTickets(match: Match, tickets: readonly JudgedTicket[], sample: number, progress: Progress): Promise<Run> {
	const answer = async (step: string, asked: readonly JudgedTicket[]): Promise<TicketResult[]> => {
		const results: TicketResult[] = [];
		for (const { id, ticket, relevant } of asked) {
			results.push(judgeResult(id, relevant, await match(ticket)));
			progress(step, results.length, asked.length);
		}
		return results;
	};
	const results = await answer('matching', tickets);
	const chosen = sampleTickets(tickets, sample);
	const clean = chosen.map(({ place }) => results[place]).filter((result) => result !== undefined);
	const rewrite = (change: typeof addTypos, seed: string): JudgedTicket[] =>
		chosen.map(({ judged }) => ({
			...judged,
			ticket: { ...judged.ticket, text: change(ticketText(judged.ticket), seededRandom(`${seed} ${judged.id}`)) },
		}));
	return {
		results,
		typos: { clean, rewritten: await answer('matching with typos', rewrite(addTypos, 'typos')) },
		mail: { clean, rewritten: await answer('matching as mails', rewrite(wrapInMail, 'mail')) },
	};
}

/** In-scope tickets, chosen by their ids alone: whatever else the set holds, the same ones. In the order of the set. */
function sampleTickets(tickets: readonly JudgedTicket[], size: number): { judged: JudgedTicket; place: number }[] {
	return tickets
		.map((judged, place) => ({ judged, place, key: seededRandom(`sample ${judged.id}`)() }))
		.filter(({ judged }) => judged.relevant.length > 0)
		.sort((a, b) => a.key - b.key)
		.slice(0, size)
		.sort((a, b) => a.place - b.place);
}
