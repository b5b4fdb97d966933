import { z } from 'zod';
import { SettingError } from '../../knowledge/working-files.node.ts';

/** GitHub did not do what it was asked; `message` says what and why. */
export class GitHubError extends Error {}

/** One repository of GitHub, by its REST interface. Paths begin behind `/repos/{owner}/{repo}`. */
export interface Repository {
	/** Answer to a request, in the shape of `schema`. Throws GitHubError for every other answer. */
	ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, schema: z.ZodType<T>, body?: object): Promise<T>;
	/** All of a list, whatever the number of its pages. */
	list<T>(path: string, schema: z.ZodType<T>): Promise<T[]>;
}

const pageSize = 100;
/** Pages of a list at most: ten thousand comments are no conversation but a mistake. */
const maxPages = 100;
const patience = 30_000;

/**
 * The repository that a workflow runs in, from the variables that the runner sets and `GITHUB_TOKEN`. Throws SettingError
 * where one is missing.
 */
export function openRepository(environment: NodeJS.ProcessEnv): Repository {
	const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_REPOSITORY: name = '', GITHUB_TOKEN: token = '' } = environment;
	if (!/^[\w.-]+\/[\w.-]+$/.test(name)) throw new SettingError('GITHUB_REPOSITORY: set it to owner/name, as a workflow does.');
	if (token === '') throw new SettingError('GITHUB_TOKEN: set it to a token that may write issues and pull requests of the repository.');

	async function request(method: string, path: string, body?: object): Promise<unknown> {
		const place = `${method} ${path}`;
		let response: Response;
		try {
			response = await fetch(`${api}/repos/${name}${path}`, {
				method,
				headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28' },
				body: body === undefined ? undefined : JSON.stringify(body),
				redirect: 'error',
				signal: AbortSignal.timeout(patience),
			});
		} catch (error) {
			throw new GitHubError(`${place}: GitHub cannot be reached (${error instanceof Error ? error.message : error}). Run it again later.`);
		}
		const answer: unknown = await response.json().catch(() => null);
		if (response.ok) return answer;
		const { data } = z.object({ message: z.string() }).safeParse(answer);
		throw new GitHubError(
			`${place}: GitHub answers ${response.status}${data === undefined ? '' : ` (${data.message})`}. ${adviceFor(response.status)}`,
		);
	}

	async function ask<T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
		const parsed = schema.safeParse(await request(method, path, body));
		if (parsed.success) return parsed.data;
		throw new GitHubError(`${method} ${path}: GitHub's answer is not as it was expected (${z.prettifyError(parsed.error)}).`);
	}

	async function list<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
		const all: T[] = [];
		for (let page = 1; page <= maxPages; page++) {
			const query = `${path.includes('?') ? '&' : '?'}per_page=${pageSize}&page=${page}`;
			const some = await ask('GET', `${path}${query}`, z.array(schema));
			all.push(...some);
			if (some.length < pageSize) break;
		}
		return all;
	}
	return { ask, list };
}

function adviceFor(status: number): string {
	switch (status) {
		case 401:
		case 403:
			return "Look at the workflow's permissions, and whether the token is still good.";
		case 404:
			return 'Look at the repository and the number, and whether the token may see them.';
		default:
			return 'Run it again later.';
	}
}
