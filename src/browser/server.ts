import { siteAddress } from '../layouts/addresses.ts';
import { noServer } from '../layouts/no-server.ts';

/** What the server behind the site says of itself. */
export interface ServerFacts {
	articles: number;
	/** Null where it matches by words alone. */
	model: string | null;
	/** Whether it keeps searches that found nothing, as the team has agreed to. */
	gaps: boolean;
}

/** A server that has not answered by then counts as gone, in milliseconds. */
const patience = 4_000;

/** A server that was not there is looked for again after this time, in milliseconds: a page stays open all shift. */
const lookAgainAfter = 20_000;

/** The server could not do what it was asked; `message` is a sentence for people. */
export class ServerError extends Error {
	/** It was the server itself, not a proxy before it, that would not take this: sent again it would be refused again. */
	readonly isRefusal: boolean;
	constructor(message: string, isRefusal: boolean = false) {
		super(message);
		this.isRefusal = isRefusal;
	}
}

let found: Promise<ServerFacts | null> | null = null;

/**
 * The server behind the site; null on a plain web host, or where it is gone. Asked once; again after `forgetServer`, and
 * after a while where it was not to be had. A plain host says that it has none, which holds.
 */
export function findServer(): Promise<ServerFacts | null> {
	if (found !== null) return found;
	let isPlainHost = false;
	const asked = fetch(siteAddress('healthz'), { cache: 'no-store', signal: AbortSignal.timeout(patience) })
		.then(async (response): Promise<ServerFacts | null> => {
			// The file that stands for the answer may not have been copied.
			isPlainHost = response.status === 404;
			const { status, ...facts }: { status?: string } & ServerFacts = await response.json();
			isPlainHost ||= status === noServer;
			return response.ok && status === 'ok' ? facts : null;
		})
		.catch(() => null);
	found = asked;
	void asked.then((facts) => {
		if (facts === null && !isPlainHost) setTimeout(() => found === asked && forgetServer(), lookAgainAfter);
	});
	return asked;
}

/** The server has failed: whoever asks next looks for it anew. */
function forgetServer(): void {
	found = null;
}

/**
 * Sends JSON to the API and gives its answer, which has these fields: half an answer, or a page that something between
 * puts in its place, is none. Throws ServerError.
 */
export async function sendToServer<Answer extends object>(
	path: string,
	body: unknown,
	fields: readonly (keyof Answer)[],
	milliseconds: number = patience,
	method: 'POST' | 'DELETE' = 'POST',
): Promise<Answer> {
	let response: Response;
	try {
		response = await fetch(siteAddress(`api/${path}`), {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(milliseconds),
		});
	} catch (error) {
		forgetServer();
		const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
		throw new ServerError(isSlow ? 'The server took too long.' : 'The server cannot be reached.');
	}
	const answer: (Answer & { error?: unknown }) | null = await response.json().catch(() => null);
	if (!response.ok) {
		const isSentence = typeof answer?.error === 'string';
		throw new ServerError(
			isSentence ? String(answer.error) : `The server answered ${response.status}.`,
			isSentence && response.status >= 400 && response.status < 500,
		);
	}
	if (answer === null || !fields.every((field) => answer[field])) throw new ServerError('The server gave no answer that can be read.');
	return answer;
}
