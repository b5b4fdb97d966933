import * as z from 'zod/mini';
import { outcomes } from '../../knowledge/outcomes.ts';
import { onDevice } from '../kept.ts';
import { findServer, postToServer, ServerError } from '../server.ts';

const outcomeSchema = z.object({
	text: z.string(),
	article: z.string(),
	outcome: z.enum(outcomes),
	note: z.optional(z.string()),
	/** Names the ticket, so that a later outcome of it with the same article takes the earlier one's place. */
	ticket: z.string(),
	created: z.string(),
});
/** What came of an article on a ticket, as it goes to the server or into `links.jsonl`. */
export type Outcome = z.infer<typeof outcomeSchema>;

const name = 'outcomes';

/** Outcomes that no server has yet, oldest first. */
export function waitingOutcomes(): Outcome[] {
	return onDevice.read(name, z.array(outcomeSchema)) ?? [];
}

/** What became of an outcome: it counts at the server, or waits on this device (for as long as the page, where storage is blocked). */
export type Stored = 'server' | 'device' | 'page';

/** Sends an outcome to the server; where there is none, or it fails, keeps it here. Throws ServerError for one that the server refuses. */
export async function storeOutcome(outcome: Outcome): Promise<Stored> {
	if ((await findServer()) !== null) {
		try {
			await send(outcome);
			return 'server';
		} catch (error) {
			if (isRefusal(error)) throw error;
		}
	}
	return onDevice.write(name, [...waitingOutcomes(), outcome]) ? 'device' : 'page';
}

/** Sends what waits, once there is a server. Gives how many it took; what it refuses goes on waiting. */
export async function sendWaiting(): Promise<number> {
	const waiting = waitingOutcomes();
	if (waiting.length === 0 || (await findServer()) === null) return 0;
	const left: Outcome[] = [];
	for (const [at, outcome] of waiting.entries()) {
		try {
			await send(outcome);
		} catch (error) {
			left.push(outcome);
			if (isRefusal(error)) continue;
			left.push(...waiting.slice(at + 1));
			break;
		}
	}
	onDevice.write(name, left);
	return waiting.length - left.length;
}

/** The waiting outcomes as lines for the corpus's `links.jsonl`, without personal data. */
export async function outcomesAsLines(): Promise<string> {
	const { redact } = await import('../../matching/reading/redaction.ts');
	return waitingOutcomes()
		.map(({ note, ...outcome }) => ({
			...outcome,
			text: redact(outcome.text).text,
			...(note === undefined ? {} : { note: redact(note).text }),
		}))
		.map((outcome) => `${JSON.stringify(outcome)}\n`)
		.join('');
}

export function forgetOutcomes(): void {
	onDevice.remove(name);
}

function send({ created: _, ...link }: Outcome): Promise<unknown> {
	return postToServer('links', link);
}

/** Sent again it would be refused again. */
function isRefusal(error: unknown): boolean {
	return error instanceof ServerError && error.status >= 400 && error.status < 500;
}
