import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

export interface FakeComment {
	id: number;
	body: string;
	user: { login: string } | null;
}

export interface FakeIssue {
	number: number;
	title: string;
	body: string;
	state: 'open' | 'closed';
	labels: string[];
	pull_request?: object;
}

const written = z.object({
	title: z.string().optional(),
	body: z.string().optional(),
	name: z.string().optional(),
	labels: z.array(z.string()).optional(),
	state: z.enum(['open', 'closed']).optional(),
});

/** As much of GitHub's REST interface as a comment and some issues need, for the repository `team/knowledge`. Bodies over its limit are refused. */
export class FakeGitHub {
	/** The commit that pull request 7 holds. */
	head = 'a'.repeat(40);
	comments: FakeComment[] = [];
	issues: FakeIssue[] = [];
	labels: string[] = [];
	/** What has been asked that changes something, in order. */
	writes: string[] = [];
	/** Answer to everything, where it is to fail. */
	failure: { status: number; message: string } | null = null;
	private next = 1000;
	private readonly server = createServer(async (request, response) => {
		const [status, answer] = await this.answer(request);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});

	async start(): Promise<Record<string, string>> {
		await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
		const { port } = this.server.address() as AddressInfo;
		return { GITHUB_API_URL: `http://127.0.0.1:${port}`, GITHUB_REPOSITORY: 'team/knowledge', GITHUB_TOKEN: 'a-token' };
	}

	stop(): Promise<void> {
		return new Promise((closed) => {
			this.server.close(() => closed());
			this.server.closeAllConnections();
		});
	}

	private async answer(request: IncomingMessage): Promise<[number, unknown]> {
		const { method = '', url = '', headers } = request;
		const sent = await text(request);
		if (this.failure !== null) return [this.failure.status, { message: this.failure.message }];
		if (headers.authorization !== 'Bearer a-token') return [401, { message: 'Bad credentials' }];
		const { pathname, searchParams } = new URL(url, 'http://fake');
		const path = pathname.replace('/repos/team/knowledge', '');
		if (method === 'GET') {
			if (path === '/pulls/7') return [200, { head: { sha: this.head } }];
			const size = Number(searchParams.get('per_page'));
			const list = this.listAt(path, searchParams);
			const start = (Number(searchParams.get('page')) - 1) * size;
			return list === null ? [404, { message: 'Not Found' }] : [200, list.slice(start, start + size)];
		}
		this.writes.push(`${method} ${path}`);
		const body = written.parse(JSON.parse(sent));
		return (body.body?.length ?? 0) > 65_536 ? [422, { message: 'body is too long' }] : this.write(method, path, body);
	}

	private listAt(path: string, search: URLSearchParams): object[] | null {
		if (path === '/issues/7/comments') return this.comments;
		if (path === '/labels') return this.labels.map((name) => ({ name }));
		if (path !== '/issues') return null;
		const wanted = search.get('labels') ?? '';
		return this.issues.filter(({ state, labels }) => state === search.get('state') && labels.includes(wanted));
	}

	private write(
		method: string,
		path: string,
		{ title = '', body = '', name = '', labels = [], ...more }: z.infer<typeof written>,
	): [number, unknown] {
		const place = `${method} ${path.replace(/\d+/g, 'N')}`;
		const number = Number(/\d+/.exec(path)?.[0]);
		switch (place) {
			case 'POST /issues/N/comments':
				this.comments.push({ id: this.next++, body, user: { login: 'github-actions[bot]' } });
				return [201, this.comments.at(-1)];
			case 'PATCH /issues/comments/N': {
				const comment = this.comments.find(({ id }) => id === number);
				if (comment === undefined) return [404, { message: 'Not Found' }];
				comment.body = body;
				return [200, comment];
			}
			case 'POST /labels':
				this.labels.push(name);
				return [201, {}];
			case 'POST /issues':
				this.issues.push({ number: this.next++, title, body, labels, state: 'open' });
				return [201, this.issues.at(-1)];
			case 'PATCH /issues/N': {
				const issue = this.issues.find((one) => one.number === number);
				if (issue === undefined) return [404, { message: 'Not Found' }];
				if (more.state !== undefined) issue.state = more.state;
				else Object.assign(issue, { title, body });
				return [200, issue];
			}
			default:
				return [404, { message: 'Not Found' }];
		}
	}
}
