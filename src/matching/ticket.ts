import { z } from 'zod';

/** What a requester sent. A line of a batch, or the body of a request. */
export const ticketSchema = z
	.object({
		id: z.union([z.string(), z.number().transform(String)]).optional(),
		text: z.string().optional(),
		subject: z.string().optional(),
		body: z.string().optional(),
		channel: z.string().optional(),
		created: z.string().optional(),
		locale: z.string().optional(),
		system: z.string().optional(),
	})
	.refine((ticket) => ticket.text !== undefined || ticket.subject !== undefined || ticket.body !== undefined, {
		error: 'needs a "text", or a "subject" and "body"',
	});
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
