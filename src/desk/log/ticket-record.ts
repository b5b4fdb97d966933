import { z } from 'zod';
import { outcomes } from '../../knowledge/outcomes.ts';

/**
 * Where a ticket stands. `pending` waits for its requester, `on-hold` for another team; `resolved` has an answer that the
 * requester may still refuse, `closed` is done with.
 */
export const ticketStatuses = ['open', 'pending', 'on-hold', 'resolved', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Statuses in which nobody has to work on the ticket. */
export const settledStatuses: readonly TicketStatus[] = ['resolved', 'closed'];

/**
 * What happens to a ticket, and what the event's value then is: `responded` (a reply that the requester sees; empty),
 * `status` (a TicketStatus), `team` and `assignee` (who has it from then on), `severity` (1 to 4), `escalated` (to whom),
 * `confirmed` (`yes` or `no`: whether the requester says that it works).
 */
export const eventKinds = ['responded', 'status', 'team', 'assignee', 'severity', 'escalated', 'confirmed'] as const;
export type EventKind = (typeof eventKinds)[number];

/** An instant in UTC, to the millisecond, as `toISOString` writes it: as text it sorts in time. */
const instant = z.iso.datetime({ precision: 3 });

export const ticketEventSchema = z.object({
	at: instant,
	kind: z.enum(eventKinds),
	value: z.string().max(250).default(''),
});
export type TicketEvent = z.infer<typeof ticketEventSchema>;

/**
 * What a source says of a ticket: all of it, or only what is new. A field that is left out stays as the log has it; events
 * are added to those it has. Texts are as the requester wrote them: the log takes personal data out before it stores them.
 */
export const ticketRecordSchema = z.object({
	id: z.string().min(1).max(250),
	subject: z.string().optional(),
	body: z.string().optional(),
	/** Whoever asked, by any name the source has: the log keeps a pseudonym. */
	requester: z.string().optional(),
	channel: z.string().max(100).optional(),
	system: z.string().max(100).optional(),
	team: z.string().max(100).optional(),
	assignee: z.string().max(250).optional(),
	locale: z.string().max(50).optional(),
	severity: z.int().min(1).max(4).optional(),
	status: z.enum(ticketStatuses).optional(),
	created: instant.optional(),
	/** How often it was reopened, where the source counts that and tells no events. */
	reopens: z.int().min(0).optional(),
	events: z.array(ticketEventSchema).default([]),
	/** The article that was used for it, and what came of it. */
	link: z.object({ article: z.string().min(1), outcome: z.enum(outcomes).default('resolved') }).optional(),
});
export type TicketRecord = z.infer<typeof ticketRecordSchema>;
