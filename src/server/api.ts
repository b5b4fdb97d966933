import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { MatchResult } from '../matching/result.ts';
import { type Ticket, ticketSchema } from '../matching/ticket.ts';

/** Bytes of a request body at most. */
export const maxRequestBytes = 32 * 1024;

/** Matches under way at most: one takes up to half a second of a core, and who waits longer asks again. */
const maxUnderWay = 16;

/** What the API asks of the engine. */
export interface Matcher {
	match(ticket: Ticket): Promise<MatchResult>;
	articles: number;
	/** Id of the embedding model; null where words alone are matched. */
	model: string | null;
}

/** The HTTP API, below the site's base. Every error is `{error}`: a sentence for the person who sent the request. */
export function createApi(matcher: Matcher): Hono {
	const api = new Hono();
	let underWay = 0;
	api.get('/healthz', (context) => context.json({ status: 'ok', articles: matcher.articles, model: matcher.model }));
	api.post(
		'/api/match',
		bodyLimit({
			maxSize: maxRequestBytes,
			onError: (context) =>
				context.json(
					{ error: `The request is larger than ${maxRequestBytes / 1024} KB. Send the part of the ticket that describes the problem.` },
					413,
				),
		}),
		async (context) => {
			const type = context.req.header('content-type') ?? '';
			if (!/^application\/json\b/i.test(type))
				return context.json({ error: 'Send JSON, with the header "content-type: application/json".' }, 415);
			let body: unknown;
			try {
				body = await context.req.json();
			} catch {
				return context.json({ error: 'The body is not JSON. Send an object such as {"text": "what the requester wrote"}.' }, 400);
			}
			const parsed = ticketSchema.safeParse(body);
			if (!parsed.success) {
				const issue = parsed.error.issues[0];
				const field = issue?.path.join('.');
				return context.json({ error: `This is not a ticket: ${field ? `${field}: ` : ''}${issue?.message}.` }, 400);
			}
			if (underWay >= maxUnderWay) {
				return context.json({ error: 'The server is busy with other tickets. Try again in a few seconds.' }, 503, { 'retry-after': '3' });
			}
			underWay++;
			try {
				return context.json(await matcher.match(parsed.data));
			} finally {
				underWay--;
			}
		},
	);
	api.all('/api/match', (context) => context.json({ error: 'Use POST with {"text": "…"}.' }, 405, { allow: 'POST' }));
	api.all('/healthz', (context) => context.json({ error: 'Use GET.' }, 405, { allow: 'GET' }));
	api.all('/api/*', (context) => context.json({ error: 'There is no such address in the API.' }, 404));
	api.onError((error, context) => {
		// The message may quote the ticket: only the kind of error is logged. Who has hung up is no failure.
		if (!context.req.raw.signal.aborted) process.stderr.write(`error in ${context.req.path}: ${error.name}\n`);
		return context.json(
			{ error: 'The server failed on this ticket. Try again; if it fails again, tell the maintainers when it happened.' },
			500,
		);
	});
	return api;
}
