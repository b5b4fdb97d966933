import type { JsonLine } from '../knowledge/json-lines.ts';
import type { LineError, MatchResult } from './result.ts';
import { refuseTicket, type Ticket } from './ticket.ts';
import { ticketSchema } from './ticket-schema.ts';

/**
 * Answers one line of a batch. A line that is no ticket gets an error with its number and reason, so that the rest
 * goes on and nothing is silently dropped.
 */
export async function matchLine(
	{ number, text }: JsonLine,
	match: (ticket: Ticket) => Promise<MatchResult>,
): Promise<MatchResult | LineError> {
	if (text === null) return { ticket: null, line: number, error: `line ${number} is not UTF-8: save the file as UTF-8.` };
	let value: unknown;
	// The reason that JSON.parse gives would quote the ticket.
	try {
		value = JSON.parse(text);
	} catch {
		return {
			ticket: null,
			line: number,
			error: `line ${number} is not JSON: write one {"id", "text"} object a line.`,
		};
	}
	const parsed = ticketSchema.safeParse(value);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const field = issue?.path.join('.') ?? '';
		return {
			ticket: idOf(value),
			line: number,
			error: `line ${number} is not a ticket: ${field === '' ? '' : `${field}: `}${issue?.message}.`,
		};
	}
	const refusal = refuseTicket(parsed.data);
	if (refusal !== null) return { ticket: parsed.data.id ?? null, line: number, error: `line ${number}: ${refusal}` };
	return match(parsed.data);
}

function idOf(value: unknown): string | null {
	const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
