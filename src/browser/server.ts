import { siteAddress } from '../layouts/addresses.ts';

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

/** The server could not do what it was asked; `message` is a sentence for people, `status` is 0 where it did not answer. */
export class ServerError extends Error {
	readonly status: number;
	constructor(message: string, status: number) {
		super(message);
		this.status = status;
	}
}

let found: Promise<ServerFacts | null> | null = null;

/** The server behind the site; null on a plain web host, or where it is gone. Asked once, and again after `forgetServer`. */
export function findServer(): Promise<ServerFacts | null> {
	found ??= fetch(siteAddress('healthz'), { cache: 'no-store', signal: AbortSignal.timeout(patience) })
		.then(async (response): Promise<ServerFacts | null> => {
			const { status, ...facts }: { status?: string } & ServerFacts = await response.json();
			return response.ok && status === 'ok' ? facts : null;
		})
		.catch(() => null);
	return found;
}

/** The server has failed: whoever asks next looks for it anew. */
function forgetServer(): void {
	found = null;
}

/** Sends JSON to the API and gives its answer. Throws ServerError. */
export async function postToServer<Answer>(path: string, body: unknown, milliseconds: number = patience): Promise<Answer> {
	let response: Response;
	try {
		response = await fetch(siteAddress(`api/${path}`), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(milliseconds),
		});
	} catch (error) {
		forgetServer();
		const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
		throw new ServerError(isSlow ? 'The server took too long.' : 'The server cannot be reached.', 0);
	}
	const answer: Answer & { error?: string } = await response.json().catch(() => ({}));
	if (!response.ok) throw new ServerError(answer.error ?? `The server answered ${response.status}.`, response.status);
	return answer;
}
