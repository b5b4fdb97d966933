import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainArticle } from '../../src/knowledge/article.ts';
import { openKnowledgeBase } from '../../src/matching/knowledge-base.ts';
import { learnCorpus } from '../../src/matching/learning/learn.ts';
import { answerTicket, matchTicket } from '../../src/matching/match-ticket.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import type { Matcher } from '../../src/server/api.ts';
import { policyFile } from '../../src/server/build-site.node.ts';
import { type RunningServer, startServer } from '../../src/server/server.node.ts';

const articles = [
	plainArticle({
		id: 'KI-1',
		title: 'Review queue: item stays locked (RQ-4012)',
		body: '## Workaround\n\nRelease the lease of the locked item.',
	}),
	plainArticle({ id: 'KI-2', title: 'Media player: black picture', body: '## Workaround\n\nSwitch the player to the older decoder.' }),
];

const index = await buildIndex({ articles, links: [] }, null);
const base = openKnowledgeBase(index, learnCorpus(index), null);
const matcher: Matcher = {
	match: (ticket) => matchTicket(base, null, ticket),
	answer: (ticket, filter) => answerTicket(base, null, ticket, filter),
	learn: () => Promise.reject(new Error('nothing is learnt here')),
	countLinks: () => Promise.reject(new Error('nothing is counted here')),
	articles: 2,
	model: null,
};

let server: RunningServer;
const log: string[] = [];

async function makeSite(): Promise<string> {
	const site = await mkdtemp(join(tmpdir(), 'signpost-site-'));
	await mkdir(join(site, 'match'));
	await mkdir(join(site, 'images'));
	await writeFile(join(site, 'index.html'), '<!doctype html><title>home</title>');
	await writeFile(join(site, 'match/index.html'), '<!doctype html><title>match</title>');
	await writeFile(join(site, 'match/index.html.br'), 'brotli');
	await writeFile(join(site, '404.html'), '<!doctype html><title>none</title>');
	await writeFile(join(site, 'images/a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
	await mkdir(join(site, '_astro'));
	await writeFile(join(site, '_astro/worker.js'), 'postMessage(1)');
	await writeFile(join(site, policyFile), "default-src 'self'; script-src 'self' 'sha256-abc+/='; object-src 'none'");
	await writeFile(join(site, '..', 'signpost-outside.txt'), 'outside');
	return site;
}

async function openServer(path = '/'): Promise<RunningServer> {
	const started = await startServer({
		host: '127.0.0.1',
		port: 0,
		base: path,
		allowedHosts: ['kb.example'],
		log: (line) => log.push(line),
	});
	started.open(matcher, await makeSite());
	return started;
}

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** Sends exactly the headers given: fetch would set Host and refuse Origin. */
function send(
	path: string,
	options: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; port?: number } = {},
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request(
			{ host: '127.0.0.1', port: options.port ?? server.port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
			(response) => {
				const chunks: Uint8Array[] = [];
				response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
				response.on('end', () =>
					resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
				);
			},
		);
		sent.on('error', reject);
		sent.end(options.body);
	});
}

const json = { 'content-type': 'application/json' };
const ask = (body: string, headers: Record<string, string> = json): Promise<Answer> =>
	send('/api/match', { method: 'POST', headers, body });

beforeAll(async () => {
	server = await openServer();
});
afterAll(() => server.close(0));

describe('POST /api/match', () => {
	test('answers a ticket with the result object', async () => {
		const answer = await ask(JSON.stringify({ id: 'T-1', text: 'RQ-4012 item locked' }));
		expect(answer.status).toBe(200);
		expect(JSON.parse(answer.body)).toMatchObject({
			ticket: 'T-1',
			candidates: [{ article: 'KI-1' }, ...JSON.parse(answer.body).candidates.slice(1)],
		});
	});

	test.each([
		['a body that is not JSON', '{"text":', json, 400],
		['a body without a text', '{"id": 1}', json, 400],
		['a body that is no object', '"locked"', json, 400],
		['a text of the wrong type', '{"text": 7}', json, 400],
		['another content type', 'text=locked', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
		['no content type', '{"text":"x"}', {}, 415],
		['a body over 32 KB', JSON.stringify({ text: 'a '.repeat(20_000) }), json, 413],
	])('refuses %s with a sentence', async (_name, body, headers, status) => {
		const answer = await ask(body, headers as Record<string, string>);
		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.body).error).toMatch(/\w+ \w+.*\.$/);
	});

	test('refuses a body over 32 KB that does not announce its length', async () => {
		const answer = await ask(JSON.stringify({ text: 'a '.repeat(20_000) }), { ...json, 'transfer-encoding': 'chunked' });
		expect(answer.status).toBe(413);
	});

	test('answers the largest ticket that fits', async () => {
		expect((await ask(JSON.stringify({ text: 'a '.repeat(16_000) }))).status).toBe(200);
	});

	test('says what to use instead of another method, and that other API addresses do not exist', async () => {
		expect(await send('/api/match')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
		expect((await send('/api/else')).status).toBe(404);
	});

	test.each(['', '👍', '你好我的项目被锁定了', '\u0000\u0001\u0002\ufffd'])('answers none for %j', async (text) => {
		expect(JSON.parse((await ask(JSON.stringify({ text }))).body)).toMatchObject({ decision: 'none', confidence: 0 });
	});

	test('never logs the text of a ticket, nor a query', async () => {
		await ask(JSON.stringify({ text: 'canaryword in a ticket' }));
		await send('/?q=canaryquery');
		expect(log.join('\n')).toContain('POST /api/match 200');
		expect(log.join('\n')).not.toMatch(/canary/);
	});
});

describe('POST /api/explain', () => {
	test('is reached below the base as /api/match is, and is not logged with its text', async () => {
		const body = JSON.stringify({ text: 'explaincanary item locked', filter: {} });
		const answer = await send('/api/explain', { method: 'POST', headers: json, body });
		expect([answer.status, Object.keys(JSON.parse(answer.body))]).toEqual([200, ['result', 'explained']]);
		expect((await send('/api/explain', { method: 'POST', headers: { ...json, origin: 'https://evil.example' }, body })).status).toBe(403);
		expect((await send('/api/explain', { method: 'POST', headers: json, body: `${body.slice(0, -1)},` })).status).toBe(400);
		expect(log.filter((line) => line.startsWith('POST /api/explain'))).toHaveLength(3);
		expect(log.join('\n')).not.toMatch(/canary/);
	});
});

describe('callers', () => {
	test('refuses a foreign Host, so that a rebound name reaches nothing', async () => {
		expect((await send('/', { headers: { host: 'evil.example' } })).status).toBe(421);
		expect((await send('/healthz', { headers: { host: '127.0.0.1.evil.example:80' } })).status).toBe(421);
		expect((await send('/healthz', { headers: { host: 'localhost:1234' } })).status).toBe(200);
		expect((await send('/healthz', { headers: { host: 'KB.example' } })).status).toBe(200);
	});

	test.each(['https://evil.example', 'null', 'http://localhost:1', 'http://kb.example.evil.example', 'not an address'])(
		'refuses the Origin %s',
		async (origin) => {
			const answer = await send('/api/match', { method: 'POST', headers: { ...json, host: 'kb.example', origin }, body: '{"text":"x"}' });
			expect(answer.status).toBe(403);
		},
	);

	test('takes its own Origin', async () => {
		const answer = await send('/api/match', {
			method: 'POST',
			headers: { ...json, host: 'localhost:4321', origin: 'http://localhost:4321' },
			body: '{"text":"locked"}',
		});
		expect(answer.status).toBe(200);
	});
});

describe('pages', () => {
	test('serves pages with security headers, compressed where the browser takes it', async () => {
		const plain = await send('/match/');
		expect(plain).toMatchObject({ status: 200, body: '<!doctype html><title>match</title>' });
		expect(plain.headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'x-frame-options': 'DENY',
		});
		expect(plain.headers['content-security-policy']).toContain("script-src 'self'");
		expect(await send('/match/', { headers: { 'accept-encoding': 'br' } })).toMatchObject({
			headers: { 'content-encoding': 'br' },
			body: 'brotli',
		});
	});

	test('lets the inline scripts of a page run in pages alone', async () => {
		expect((await send('/match/')).headers['content-security-policy']).toContain("'sha256-abc+/='");
		const worker = (await send('/_astro/worker.js')).headers['content-security-policy'];
		expect(worker).toBe("default-src 'self'; script-src 'self'; object-src 'none'");
	});

	test('answers 304 for what the browser has', async () => {
		const etag = String((await send('/')).headers.etag);
		const kept = await send('/', { headers: { 'if-none-match': etag } });
		expect(kept.status).toBe(304);
		expect(kept.headers['content-security-policy']).toContain("script-src 'self'");
	});

	test('lets no script of a picture run on its origin', async () => {
		expect((await send('/images/a.svg')).headers['content-security-policy']).toContain('sandbox');
	});

	test.each([
		'/../signpost-outside.txt',
		'/%2e%2e/signpost-outside.txt',
		'/..%2fsignpost-outside.txt',
		'/%',
		'/nothing/',
		`/${policyFile}`,
	])('answers 404 for %s', async (path) => {
		const answer = await send(path);
		expect(answer.status).toBe(404);
		expect(answer.body).not.toContain('outside');
	});

	test('is only read', async () => {
		expect((await send('/match/', { method: 'PUT' })).status).toBe(405);
	});

	test('tells its health, whatever a probe appends', async () => {
		expect((await send('/healthz?x=1')).status).toBe(200);
		expect((await send('/api?x')).status).toBe(404);
		expect(JSON.parse((await send('/healthz')).body)).toEqual({ status: 'ok', articles: 2, model: null, gaps: false });
	});
});

describe('startServer', () => {
	test('says that it is starting until it is open', async () => {
		const starting = await startServer({ host: '127.0.0.1', port: 0, base: '/', allowedHosts: [], log: () => {} });
		starting.setStep('building the site');
		const answer = await send('/', { port: starting.port });
		expect(answer.status).toBe(503);
		expect(JSON.parse(answer.body).error).toContain('building the site');
		await starting.close(0);
	});

	test('fails at once on a port in use', async () => {
		await expect(startServer({ host: '127.0.0.1', port: server.port, base: '/', allowedHosts: [], log: () => {} })).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
	});

	test('serves below a base and sends the root there', async () => {
		const below = await openServer('/kb/');
		expect(await send('/', { port: below.port })).toMatchObject({ status: 302, headers: { location: '/kb/' } });
		expect((await send('/kb/match/', { port: below.port })).status).toBe(200);
		expect((await send('/kb/healthz', { port: below.port })).status).toBe(200);
		expect(await send('/kb', { port: below.port })).toMatchObject({ status: 302, headers: { location: '/kb/' } });
		expect((await send('/match/', { port: below.port })).status).toBe(404);
		await below.close(0);
	});

	test('asks for patience rather than letting tickets pile up', async () => {
		const busy = await startServer({ host: '127.0.0.1', port: 0, base: '/', allowedHosts: [], log: () => {} });
		let release = (): void => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		busy.open({ ...matcher, match: (ticket) => held.then(() => matcher.match(ticket)) }, await makeSite());
		const post = (): Promise<Answer> => send('/api/match', { method: 'POST', headers: json, body: '{"text":"locked"}', port: busy.port });
		const waiting = Array.from({ length: 16 }, post);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await post()).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
		release();
		expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(16).fill(200));
		await busy.close(0);
	});

	test('finishes the request under way when it closes', async () => {
		let release = (): void => {};
		const slow = await startServer({ host: '127.0.0.1', port: 0, base: '/', allowedHosts: [], log: () => {} });
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		slow.open({ ...matcher, match: (ticket) => held.then(() => matcher.match(ticket)) }, await makeSite());
		const answer = send('/api/match', { method: 'POST', headers: json, body: '{"text":"locked"}', port: slow.port });
		await new Promise((resolve) => setTimeout(resolve, 100));
		const closed = slow.close();
		release();
		expect((await answer).status).toBe(200);
		await closed;
		await expect(send('/healthz', { port: slow.port })).rejects.toThrow();
	});
});
