import { beforeEach, describe, expect, test, vi } from 'vitest';
import { countLinks } from '../../src/knowledge/link-counts.ts';
import type { Link } from '../../src/knowledge/schemas/link.ts';
import { LinkError, UnknownArticleError } from '../../src/matching/link-store.node.ts';
import { createApi, type Matcher } from '../../src/server/api.ts';
import { catchErrors } from '../setup/caught-errors.ts';

let learnt: Link[] = [];
let learn = async (link: Link): Promise<Link> => {
	learnt.push(link);
	return link;
};
const matcher: Matcher = {
	match: () => Promise.reject(new Error('no ticket is matched here')),
	answer: () => Promise.reject(new Error('no ticket is explained here')),
	learn: (link) => learn(link),
	countLinks: async () => countLinks(learnt),
	articles: 1,
	model: null,
};

const usual = learn;
beforeEach(() => {
	learnt = [];
	learn = usual;
});
const logged = catchErrors();

const json = { 'content-type': 'application/json' };

async function send(body: unknown, headers: Record<string, string> = json, method = 'POST') {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const answer = await createApi(matcher).request('/api/links', { method, headers, ...(method === 'GET' ? {} : { body: text }) });
	const answered = await answer.text();
	return { status: answer.status, headers: answer.headers, answered, body: JSON.parse(answered) };
}

const link = { text: 'linkcanary the item stays locked', article: 'KI-1' };

describe('POST /api/links', () => {
	test('has the engine learn the link, which is resolved unless it says otherwise', async () => {
		expect(await send(link)).toMatchObject({ status: 201, body: { stored: true } });
		expect(await send({ ...link, outcome: 'wrong', ticket: 'T-1' })).toMatchObject({ status: 201 });
		expect(learnt).toEqual([
			{ ...link, outcome: 'resolved' },
			{ ...link, outcome: 'wrong', ticket: 'T-1' },
		]);
	});

	test('answers only once the link is stored', async () => {
		let finish = (): void => {};
		learn = (stored) =>
			new Promise((done) => {
				finish = () => done(stored);
			});
		let isAnswered = false;
		const answer = send(link).then(() => {
			isAnswered = true;
		});
		await new Promise((done) => setTimeout(done, 50));
		expect(isAnswered).toBe(false);
		finish();
		await answer;
	});

	test('lets nobody set the time', async () => {
		await send({ ...link, created: '1999-01-01' });
		expect(learnt).toEqual([{ ...link, outcome: 'resolved' }]);
	});

	test.each([
		['a body that is not JSON', '{"text":', json, 400, /not JSON.*"article"/],
		['a body without a text', { article: 'KI-1' }, json, 400, /not a link: text: /],
		['a body without an article', { text: 'locked' }, json, 400, /not a link: article: /],
		['an unknown outcome', { ...link, outcome: 'solved' }, json, 400, /outcome: .*"resolved"\|"tried"\|"wrong"/],
		['a ticket id that is no text', { ...link, ticket: { id: 1 } }, json, 400, /ticket: /],
		['a body that is no object', [link], json, 400, /not a link/],
		['another content type', 'text=locked', { 'content-type': 'application/x-www-form-urlencoded' }, 415, /Send JSON/],
		['no content type', link, {}, 415, /Send JSON/],
		['a body over 32 KB', { ...link, text: 'linkcanary '.repeat(3_000) }, json, 413, /larger than 32 KB/],
	])('refuses %s with a sentence and stores nothing', async (_name, body, headers, status, sentence) => {
		const answer = await send(body, headers as Record<string, string>);
		expect(answer).toMatchObject({ status, body: { error: expect.stringMatching(sentence) } });
		expect(answer.body.error).toMatch(/\w+ \w+.*\.$/);
		expect(answer.answered + logged.text).not.toContain('linkcanary');
		expect(learnt).toEqual([]);
	});

	test('answers 404 for an unknown article and names it, and 400 for what the store refuses', async () => {
		learn = async ({ article }) => {
			throw new UnknownArticleError(article);
		};
		const unknown = await send({ ...link, article: 'KI-404' });
		expect(unknown).toMatchObject({ status: 404, body: { error: expect.stringMatching(/no article KI-404 .*\.$/) } });
		expect((await send({ ...link, article: 'x'.repeat(5_000) })).answered.length).toBeLessThan(500);

		learn = async () => {
			throw new LinkError('the text has no words.');
		};
		const refused = await send({ ...link, text: '' });
		expect(refused).toMatchObject({ status: 400, body: { error: 'The link was not stored: the text has no words.' } });
		expect(unknown.answered + refused.answered + logged.text).not.toContain('linkcanary');
	});

	test('says no word of the ticket where storing fails, but why it failed', async () => {
		learn = async ({ text }) => {
			throw Object.assign(new Error(`cannot write ${text}`), { code: 'ENOSPC' });
		};
		const answer = await send(link);
		expect([answer.status, logged.text]).toEqual([500, 'error in /api/links: Error ENOSPC\n']);
		expect(answer.answered).not.toContain('linkcanary');
	});

	test('says what to use instead of another method', async () => {
		for (const method of ['PUT', 'DELETE']) {
			const answer = await send(link, json, method);
			expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
		}
	});

	test('tells who comes on top of sixteen to try again', async () => {
		const waiting: (() => void)[] = [];
		learn = (stored) => new Promise((done) => waiting.push(() => done(stored)));
		const api = createApi(matcher);
		const post = () => api.request('/api/links', { method: 'POST', headers: json, body: JSON.stringify(link) });
		const underWay = Array.from({ length: 16 }, post);
		await vi.waitFor(() => expect(waiting).toHaveLength(16));
		const refused = await post();
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '3']);
		for (const done of waiting) done();
		for (const answer of await Promise.all(underWay)) expect(answer.status).toBe(201);
	});
});

describe('GET /api/links', () => {
	test('counts the links of each article by outcome, with no word of a ticket', async () => {
		await send({ ...link, ticket: 'T-77' });
		await send({ ...link, outcome: 'wrong' });
		await send({ ...link, article: 'constructor', outcome: 'tried' });
		const answer = await send(undefined, {}, 'GET');
		expect([answer.status, answer.body]).toEqual([
			200,
			{ counts: { 'KI-1': { resolved: 1, tried: 0, wrong: 1 }, constructor: { resolved: 0, tried: 1, wrong: 0 } } },
		]);
		expect(answer.answered).not.toMatch(/linkcanary|T-77/);
	});
});
