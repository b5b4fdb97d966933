import type { z } from 'zod';
import type { ticketSchema } from './ticket-schema.ts';

export type Ticket = z.infer<typeof ticketSchema>;

/** Characters of a ticket at most: ten times the longest mail anyone types; what is longer is a log or an attachment. */
export const maxTicketCharacters = 32_768;

/** The ticket's text: `text`, or subject and body where it is absent or empty. */
export function ticketText(ticket: Ticket): string {
	return (ticket.text?.trim() || [ticket.subject, ticket.body].filter(Boolean).join('\n')).trim();
}

/** Null where the engine takes the ticket, else the sentence that says why not. */
export function refuseTicket(ticket: Ticket): string | null {
	const length = ticketText(ticket).length;
	if (length <= maxTicketCharacters) return null;
	return `the ticket has ${length} characters; at most ${maxTicketCharacters} are read: send the part that describes the problem.`;
}
