import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Desk } from '../desk/desk.node.ts';
import { FeedbackError, feedbackSchema, UnknownFlaggedArticleError } from '../desk/feedback-store.node.ts';
import { SearchGapError, searchGapSchema } from '../desk/gap-store.node.ts';
import { forgottenProgressSchema, ProgressError, progressSchema } from '../desk/progress-store.node.ts';
import type { LinkCounts } from '../knowledge/link-counts.ts';
import { articleStates } from '../knowledge/schemas/article.ts';
import { articleKinds } from '../knowledge/schemas/index.ts';
import { type Link, linkSchema } from '../knowledge/schemas/link.ts';
import { LinkError, UnknownArticleError } from '../matching/link-store.node.ts';
import type { Answer, Filter } from '../matching/match-ticket.ts';
import type { MatchResult } from '../matching/result.ts';
import type { Ticket } from '../matching/ticket.ts';
import { ticketSchema } from '../matching/ticket-schema.ts';

/** Bytes of a request body at most. */
export const maxRequestBytes = 32 * 1024;

/** Of the progress of a trainee, with the texts of all sections that were learnt. */
const maxProgressBytes = 4 * 1024 * 1024;

/** Tickets read at once at most: one takes up to half a second of a core, and who waits longer asks again. */
const maxUnderWay = 16;

/** What the API asks of the engine. */
export interface Matcher {
	match(ticket: Ticket): Promise<MatchResult>;
	/** The same with what it rests on, among the articles that the filter lets pass. */
	answer(ticket: Ticket, filter?: Filter): Promise<Answer>;
	/** Stores a link; from then on it counts. Throws LinkError for one that is not stored, UnknownArticleError for its article. */
	learn(link: Link): Promise<Link>;
	/** How many tickets are linked to each article by now, those of the corpus included. */
	countLinks(): Promise<Map<string, LinkCounts>>;
	articles: number;
	/** Id of the embedding model; null where words alone are matched. */
	model: string | null;
}

/** Strict: a condition that is misspelt must not let every article pass. */
const filterSchema = z.strictObject({
	system: z.string().optional(),
	audience: z.enum(['internal', 'partner']).optional(),
	kind: z.enum(articleKinds).optional(),
	state: z.enum(articleStates).optional(),
	severity: z.int().min(1).max(4).optional(),
});

/** A ticket as it is sent to be explained, with the articles that may be found. */
const sentTicketSchema = ticketSchema.and(z.object({ filter: filterSchema.optional() }));

/** A link as it is sent: the server sets the time, and what is empty gets its own sentence. */
const sentLinkSchema = linkSchema.omit({ created: true }).extend({ text: z.string(), article: z.string() });

const limitBody = bodyLimit({
	maxSize: maxRequestBytes,
	onError: (context) =>
		context.json(
			{ error: `The request is larger than ${maxRequestBytes / 1024} KB. Send the part of the ticket that describes the problem.` },
			413,
		),
});

/**
 * The HTTP API, below the site's base. Every error is `{error}`: a sentence for the person who sent the request; neither it
 * nor the log repeats a ticket.
 *
 * - `POST /api/match` takes a ticket and answers a MatchResult.
 * - `POST /api/explain` takes a ticket, optionally with `filter: {system?, audience?, kind?, state?, severity?}`, and answers an Answer: `{result,
 *   explained}`, the result as of `/api/match` and for each of its candidates the same evidence with `spans`, as UTF-16
 *   offsets into `ticketText(ticket)`, and with the `passage` of the article that matched, where it is one.
 * - `POST /api/links` takes a link, stores it and answers 201 once it counts.
 * - `GET /api/links` answers `{counts: {id: {resolved, tried, wrong}}}`: how many tickets are linked to each article by
 *   now, those of the corpus included, with no word of any ticket. Articles without one are left out.
 * - `POST /api/feedback` takes `{article, version, section, kind, text}`, a flag on a section, and answers 201 once it is stored.
 * - `POST /api/gaps` takes `{query}`, a search that found nothing; 403 where the team does not keep them.
 * - `POST /api/progress` takes `{code, person, events}`, what a trainee's device has, keeps what is new under the code and
 *   answers `{person, events}`, what the device lacks. `DELETE /api/progress` takes `{code}` and forgets what is kept under it.
 * - `GET /healthz` answers `{status, articles, model, gaps}`; `gaps` says whether `/api/gaps` keeps what it is sent.
 */
export function createApi(matcher: Matcher, desk: Desk | null = null): Hono {
	const api = new Hono();
	const takeTurn = limitUnderWay();
	api.get('/healthz', (context) =>
		context.json({ status: 'ok', articles: matcher.articles, model: matcher.model, gaps: desk !== null && desk.recordGap !== null }),
	);

	api.post('/api/match', limitBody, async (context) => {
		const ticket = await readBody(context, ticketSchema, { name: 'ticket', example: '{"text": "what the requester wrote"}' });
		return ticket instanceof Response ? ticket : takeTurn(context, async () => context.json(await matcher.match(ticket)));
	});
	api.all('/api/match', (context) => context.json({ error: 'Use POST with {"text": "…"}.' }, 405, { allow: 'POST' }));

	api.post('/api/explain', limitBody, async (context) => {
		const asked = await readBody(context, sentTicketSchema, {
			name: 'ticket',
			example: '{"text": "what the requester wrote", "filter": {"audience": "partner"}}',
		});
		if (asked instanceof Response) return asked;
		const { filter, ...ticket } = asked;
		return takeTurn(context, async () => context.json(await matcher.answer(ticket, filter)));
	});
	api.all('/api/explain', (context) => context.json({ error: 'Use POST with {"text": "…"}.' }, 405, { allow: 'POST' }));

	api.post('/api/links', limitBody, async (context) => {
		const link = await readBody(context, sentLinkSchema, {
			name: 'link',
			example: '{"text": "what the requester wrote", "article": "its id"}',
		});
		return link instanceof Response ? link : takeTurn(context, () => answerLink(context, matcher, link));
	});
	api.get('/api/links', async (context) => context.json({ counts: Object.fromEntries(await matcher.countLinks()) }));
	api.all('/api/links', (context) =>
		context.json({ error: 'Use POST with {"text": "…", "article": "…"}, or GET.' }, 405, { allow: 'GET, POST' }),
	);

	if (desk !== null) {
		addDesk(api, desk, takeTurn);
		addProgress(api, desk, takeTurn);
	}

	api.all('/healthz', (context) => context.json({ error: 'Use GET.' }, 405, { allow: 'GET' }));
	api.all('/api/*', (context) => context.json({ error: 'There is no such address in the API.' }, 404));
	api.onError((error, context) => {
		// The message may quote the ticket: only the kind of error is logged. Who has hung up is no failure.
		const { code = '' }: NodeJS.ErrnoException = error;
		if (!context.req.raw.signal.aborted) process.stderr.write(`${`error in ${context.req.path}: ${error.name} ${code}`.trim()}\n`);
		return context.json(
			{ error: 'The server failed on this ticket. Try again; if it fails again, tell the maintainers when it happened.' },
			500,
		);
	});
	return api;
}

async function answerLink(context: Context, matcher: Matcher, link: Link): Promise<Response> {
	try {
		await matcher.learn(link);
		return context.json({ stored: true }, 201);
	} catch (error) {
		if (!(error instanceof LinkError)) throw error;
		return context.json({ error: `The link was not stored: ${error.message}` }, error instanceof UnknownArticleError ? 404 : 400);
	}
}

/** What people leave at the desk beside links. */
function addDesk(api: Hono, desk: Desk, takeTurn: TakeTurn): void {
	api.post('/api/feedback', limitBody, async (context) => {
		const feedback = await readBody(context, feedbackSchema, {
			name: 'flag',
			example: '{"article": "its id", "section": "workaround", "kind": "wrong", "text": "what is wrong"}',
		});
		if (feedback instanceof Response) return feedback;
		return takeTurn(context, async () => {
			try {
				await desk.report(feedback);
				return context.json({ stored: true }, 201);
			} catch (error) {
				if (!(error instanceof FeedbackError)) throw error;
				return context.json({ error: error.message }, error instanceof UnknownFlaggedArticleError ? 404 : 400);
			}
		});
	});
	api.all('/api/feedback', (context) => context.json({ error: 'Use POST with {"article": "…", "kind": "…"}.' }, 405, { allow: 'POST' }));

	api.post('/api/gaps', limitBody, async (context) => {
		const { recordGap } = desk;
		if (recordGap === null) {
			return context.json({ error: 'This team does not keep searches. It may agree to with "recordSearchGaps" in signpost.json.' }, 403);
		}
		const gap = await readBody(context, searchGapSchema, { name: 'search', example: '{"query": "what was looked for"}' });
		if (gap instanceof Response) return gap;
		return takeTurn(context, async () => {
			try {
				await recordGap(gap.query);
				return context.json({ stored: true }, 201);
			} catch (error) {
				if (!(error instanceof SearchGapError)) throw error;
				return context.json({ error: error.message }, 400);
			}
		});
	});
	api.all('/api/gaps', (context) => context.json({ error: 'Use POST with {"query": "…"}.' }, 405, { allow: 'POST' }));
}

/** The progress of trainees who want it on all their devices. */
function addProgress(api: Hono, desk: Desk, takeTurn: TakeTurn): void {
	const limit = bodyLimit({
		maxSize: maxProgressBytes,
		onError: (context) => context.json({ error: 'This is more progress than is kept here. Save it to a file.' }, 413),
	});
	const said = { name: 'progress', example: '{"code": "20 letters and digits", "person": {"id": "…", "name": ""}, "events": []}' };
	api.post('/api/progress', limit, async (context) => {
		const sent = await readBody(context, progressSchema, said);
		if (sent instanceof Response) return sent;
		return takeTurn(context, async () => {
			try {
				return context.json(await desk.progress.sync(sent));
			} catch (error) {
				if (!(error instanceof ProgressError)) throw error;
				return context.json({ error: error.message }, 400);
			}
		});
	});
	api.delete('/api/progress', limit, async (context) => {
		const named = await readBody(context, forgottenProgressSchema, { ...said, example: '{"code": "20 letters and digits"}' });
		if (named instanceof Response) return named;
		await desk.progress.forget(named.code);
		return context.json({ forgotten: true });
	});
	api.all('/api/progress', (context) =>
		context.json({ error: 'Use POST with {"code": "…", "events": […]}, or DELETE.' }, 405, { allow: 'POST, DELETE' }),
	);
}

/** The body of a request, or the answer that says why it is not taken. */
async function readBody<T>(
	context: Context,
	schema: z.ZodType<T>,
	{ name, example }: { name: string; example: string },
): Promise<T | Response> {
	const type = context.req.header('content-type') ?? '';
	if (!/^application\/json\b/i.test(type)) {
		return context.json({ error: 'Send JSON, with the header "content-type: application/json".' }, 415);
	}
	let body: unknown;
	try {
		body = await context.req.json();
	} catch {
		return context.json({ error: `The body is not JSON. Send an object such as ${example}.` }, 400);
	}
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = issue?.path.join('.');
	return context.json({ error: `This is not a ${name}: ${field ? `${field}: ` : ''}${issue?.message}.` }, 400);
}

type TakeTurn = (context: Context, work: () => Promise<Response>) => Promise<Response>;

/** Lets only so many at a time do their work; who comes on top is told to try again. */
function limitUnderWay(): TakeTurn {
	let underWay = 0;
	return async (context, work) => {
		if (underWay >= maxUnderWay) {
			return context.json({ error: 'The server is busy with other tickets. Try again in a few seconds.' }, 503, { 'retry-after': '3' });
		}
		underWay++;
		try {
			return await work();
		} finally {
			underWay--;
		}
	};
}
