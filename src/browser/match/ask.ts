import type { Answer, Filter } from '../../matching/match-ticket.ts';
import type { Ticket } from '../../matching/ticket.ts';
import { pageEngine } from '../engine/page-engine.ts';
import type { RankedBy } from '../engine/worker.ts';
import { findServer, postToServer, ServerError } from '../server.ts';
import { mayLoadModel } from './model-choice.ts';

/** An answer, with how it was found. */
export interface Answered {
	answer: Answer;
	by: RankedBy;
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
 * Answers a ticket: by the server where there is one, else by the engine in the page, first by words and then, once its
 * model is there, by meaning. A server that is slow, fails or is gone is stood in for by the page. Throws a sentence where
 * nobody can answer.
 */
export async function askForAnswer(ticket: Ticket, filter: Filter, asking: Asking): Promise<void> {
	const server = await findServer();
	if (server === null) return answerInPage(ticket, filter, asking, null);
	const reply = askServer(ticket, filter);
	const first = await Promise.race([reply.catch(() => 'failed' as const), waitFor(slowAfter)]);
	if (first === 'slow') {
		const meanwhile = 'The server is slow. Ranked in this page meanwhile.';
		await pageEngine
			.answer(ticket, filter)
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

/** One ranking for the search box, from whoever can give it at once. Throws a sentence. */
export async function rankNow(text: string, filter: Filter): Promise<Answer> {
	if ((await findServer()) !== null) {
		try {
			return await askServer({ text }, filter, slowAfter);
		} catch {
			// The page can do it too.
		}
	}
	return (await pageEngine.answer({ text }, filter)).answer;
}

function askServer(ticket: Ticket, filter: Filter, milliseconds: number = patience): Promise<Answer> {
	return postToServer<Answer>('explain', { ...ticket, filter }, ['result', 'explained'], milliseconds);
}

async function answerInPage(ticket: Ticket, filter: Filter, asking: Asking, note: string | null): Promise<void> {
	const ask = async (why: string | null, more: Pick<Answered, 'withoutModel'> = {}): Promise<void> => {
		const { answer, by } = await pageEngine.answer(ticket, filter);
		asking.answered({ answer, by, from: 'page', note: [note, why].filter((part) => part !== null).join(' ') || null, ...more });
	};
	await pageEngine.open();
	if (pageEngine.model === 'ready') return ask(null);
	if (pageEngine.model === 'failed')
		return ask('Ranked by words only, for the embedding model is not to be had: fewer articles are found.');
	if (!(await mayLoadModel())) return ask('Ranked by words only, to save data: fewer articles are found.', { withoutModel: true });
	await ask('Ranked by words while the embedding model is loading.');
	try {
		await pageEngine.load(asking.loading);
		await ask(null);
	} catch (error) {
		await ask(`${error instanceof Error ? error.message : error} Ranked by words only.`);
	}
}

function waitFor(milliseconds: number): Promise<'slow'> {
	return new Promise((done) => setTimeout(() => done('slow'), milliseconds));
}
