import * as z from 'zod/mini';
import { outcomes } from '../../knowledge/outcomes.ts';
import { onDevice } from '../kept.ts';
import { findServer, ServerError, sendToServer } from '../server.ts';

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

/** Told on the window when there are more or fewer outcomes that wait. */
export const outcomesChanged = 'signpost:outcomes';

function keep(waiting: readonly Outcome[]): boolean {
	const kept = onDevice.write(name, waiting);
	dispatchEvent(new Event(outcomesChanged));
	return kept;
}

/** Outcomes that no server has yet, oldest first. One that is damaged takes no other with it. */
export function waitingOutcomes(): Outcome[] {
	return (onDevice.read(name, z.array(z.unknown())) ?? []).flatMap((kept) => outcomeSchema.safeParse(kept).data ?? []);
}

let before: Promise<unknown> = Promise.resolve();

/** One after the other: what arrives last holds, so it has to be what was said last. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
	const done = before.then(work);
	before = done.catch(() => {});
	return done;
}

/** What became of an outcome: it counts at the server, or waits on this device (for as long as the page, where storage is blocked). */
export type Stored = 'server' | 'device' | 'page';

/** Sends an outcome to the server; where there is none, or it fails, keeps it here. Throws ServerError for one that the server refuses. */
export function storeOutcome(outcome: Outcome): Promise<Stored> {
	return inTurn(async () => {
		// Sent later, an earlier word would take the place of this one.
		const others = (): Outcome[] =>
			waitingOutcomes().filter(({ ticket, article }) => ticket !== outcome.ticket || article !== outcome.article);
		if ((await findServer()) !== null) {
			try {
				await send(outcome);
				if (others().length < waitingOutcomes().length) keep(others());
				return 'server';
			} catch (error) {
				if (isRefusal(error)) throw error;
			}
		}
		return keep([...others(), outcome]) ? 'device' : 'page';
	});
}

/** Sends what waits, once there is a server. Gives how many it took; what it refuses goes on waiting. */
export function sendWaiting(): Promise<number> {
	return inTurn(async () => {
		if (waitingOutcomes().length === 0 || (await findServer()) === null) return 0;
		let sent = 0;
		for (const outcome of waitingOutcomes()) {
			const isThis = (other: Outcome): boolean => JSON.stringify(other) === JSON.stringify(outcome);
			// Another tab may have sent it, or added one, meanwhile.
			if (!waitingOutcomes().some(isThis)) continue;
			try {
				await send(outcome);
			} catch (error) {
				if (isRefusal(error)) continue;
				break;
			}
			keep(waitingOutcomes().filter((other) => !isThis(other)));
			sent++;
		}
		return sent;
	});
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
	dispatchEvent(new Event(outcomesChanged));
}

function send({ created: _, ...link }: Outcome): Promise<unknown> {
	return sendToServer<{ stored: true }>('links', link, ['stored']);
}

function isRefusal(error: unknown): boolean {
	return error instanceof ServerError && error.isRefusal;
}
