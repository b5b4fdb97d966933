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
