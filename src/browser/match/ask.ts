import type { Answer, Filter } from '../../matching/match-ticket.ts';
import type { Ticket } from '../../matching/ticket.ts';
import { pageEngine } from '../engine/page-engine.ts';
import { staticEngine } from '../engine/static-engine.ts';
import type { RankedBy } from '../engine/worker.ts';
import { findServer, ServerError, sendToServer } from '../server.ts';
import { mayLoadModel } from './model-choice.ts';

/** An answer, with how it was found. */
export interface Answered {
	answer: Answer;
	/** The meaning of the texts by the whole model, by the distilled one, or their words alone. */
	by: RankedBy | 'static';
	from: 'server' | 'page';
	/** What the reader should know of it; null where all is as it should be. */
	note: string | null;
	/** Whether the model could be fetched, was it not for the data that it costs. */
	withoutModel?: true;
}

export interface Asking {
	/** Comes once; twice where a better answer follows a first one. */
	answered(answered: Answered): void;
	/** How far the model is on its way, in bytes. */
	loading(done: number, total: number): void;
}

/** A server that has not answered by then is slow: the page ranks meanwhile. In milliseconds. */
const slowAfter = 2_500;
/** A server that has not answered by then has failed, in milliseconds. */
const patience = 20_000;

const wordsOnly = 'The server has no embedding model, so it ranks by words only: fewer articles are found.';

/**
 * Answers a ticket: by the server where there is one, else by the engine in the page, first with the distilled model and
 * then, once it is there, with the whole one. A server that is slow, fails or is gone is stood in for by the page. Throws a sentence where
 * nobody can answer.
 */
export async function askForAnswer(ticket: Ticket, filter: Filter, asking: Asking): Promise<void> {
	const server = await findServer();
	if (server === null) return answerInPage(ticket, filter, asking, null);
	const reply = askServer(ticket, filter);
	const first = await Promise.race([reply.catch(() => 'failed' as const), waitFor(slowAfter)]);
	if (first === 'slow') {
		const meanwhile = 'The server is slow. Ranked in this page meanwhile.';
		await answerNow(ticket, filter, { isTicket: true })
			.then(({ answer, by }) => asking.answered({ answer, by, from: 'page', note: meanwhile }))
			.catch(() => {});
	}
	try {
		const answer = await reply;
		asking.answered({
			answer,
			from: 'server',
			by: server.model === null ? 'words' : 'meaning',
			note: server.model === null ? wordsOnly : null,
		});
	} catch (error) {
		// A ticket that the server refuses would be refused here as well.
		if (!(error instanceof ServerError) || error.isRefusal) throw error;
		await answerInPage(ticket, filter, asking, `${error.message} This page answers in its place.`);
	}
}

/** Fetches what the first ranking needs, so that it is quick. */
export async function prepareRanking(): Promise<void> {
	if (pageEngine.model === 'ready') return;
	// Most of a worker's start needs no answer to whether there is a server.
	staticEngine.wake();
	if ((await findServer()) === null) await staticEngine.open().catch(() => {});
}

/**
 * One ranking for the search box, from whoever can give it at once; in the page not before `rests`. Throws a sentence, and
 * what `rests` throws.
 */
export async function rankNow(text: string, filter: Filter, rests: Promise<void>): Promise<Answer> {
	if ((await findServer()) !== null) {
		try {
			return await askServer({ text }, filter, slowAfter);
		} catch {
			// The page can do it too.
		}
	}
	await rests;
	return (await answerNow({ text }, filter, { isTicket: false })).answer;
}

/** What the page can answer at once: with the model where it is there, else with the distilled one, else by words. Throws a sentence. */
async function answerNow(ticket: Ticket, filter: Filter, options: { isTicket: boolean }): Promise<Pick<Answered, 'answer' | 'by'>> {
	if (pageEngine.model === 'ready') return pageEngine.answer(ticket, filter);
	try {
		return { answer: await staticEngine.answer(ticket, filter, options), by: 'static' };
	} catch {
		// Without a connection its files are not at hand; the copy on this device has the index.
		return pageEngine.answer(ticket, filter);
	}
}

function askServer(ticket: Ticket, filter: Filter, milliseconds: number = patience): Promise<Answer> {
	return sendToServer<Answer>('explain', { ...ticket, filter }, ['result', 'explained'], milliseconds);
}

async function answerInPage(ticket: Ticket, filter: Filter, asking: Asking, note: string | null): Promise<void> {
	const give = ({ answer, by }: Pick<Answered, 'answer' | 'by'>, why: string | null, more: Pick<Answered, 'withoutModel'> = {}): void =>
		asking.answered({ answer, by, from: 'page', note: [note, why].filter((part) => part !== null).join(' ') || null, ...more });
	const first = await answerNow(ticket, filter, { isTicket: true });
	if (first.by === 'meaning') return give(first, null);
	const means = rankedBy[first.by];
	if (!(await mayLoadModel())) return give(first, `${means}, to save data: fewer articles are found.`, { withoutModel: true });
	give(first, `${means} while the embedding model is loading.`);
	try {
		await pageEngine.load(asking.loading);
		give(await pageEngine.answer(ticket, filter), null);
	} catch (error) {
		give(first, `${error instanceof Error ? error.message : error} ${means} only: fewer articles are found.`);
	}
}

/** How an answer was found that the model had no part in, as it is told. */
const rankedBy = { static: 'Ranked by a small extract of the model', words: 'Ranked by words' } as const;

function waitFor(milliseconds: number): Promise<'slow'> {
	return new Promise((done) => setTimeout(() => done('slow'), milliseconds));
}
