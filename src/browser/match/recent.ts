import * as z from 'zod/mini';
import { outcomes } from '../../knowledge/outcomes.ts';
import { onDevice } from '../kept.ts';

const recentTicket = z.object({
	/** When it was asked, in milliseconds since 1970. */
	at: z.number(),
	text: z.string(),
	decision: z.enum(['match', 'suggest', 'none']),
	article: z.nullable(z.string()),
	title: z.nullable(z.string()),
	outcome: z.optional(z.enum(outcomes)),
});
export type RecentTicket = z.infer<typeof recentTicket>;

/** The longest shift with its handover, in milliseconds: what is older is another shift's. */
const shift = 12 * 3_600_000;
const most = 40;
const name = 'recent-tickets';

/** The tickets of this shift, newest first. They are on this device alone; those of an earlier shift are deleted. */
export function recentTickets(now: number = Date.now()): RecentTicket[] {
	const stored = onDevice.read(name, z.array(recentTicket)) ?? [];
	const kept = stored.filter(({ at }) => now - at < shift && at <= now);
	if (kept.length < stored.length) store(kept);
	return kept;
}

/** Sets a ticket at the head of the list; the same text stands there once. */
export function rememberTicket(ticket: RecentTicket): void {
	store([ticket, ...recentTickets().filter(({ text }) => text !== ticket.text)].slice(0, most));
}

/** Notes on a ticket what came of it. */
export function rememberOutcome(text: string, outcome: RecentTicket['outcome']): void {
	store(recentTickets().map((ticket) => (ticket.text === text ? { ...ticket, outcome } : ticket)));
}

export function forgetTickets(): void {
	onDevice.remove(name);
}

function store(tickets: RecentTicket[]): void {
	onDevice.write(name, tickets);
}
