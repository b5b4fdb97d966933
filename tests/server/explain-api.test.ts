import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openKnowledgeBase } from '../../src/matching/knowledge-base.ts';
import { learnCorpus } from '../../src/matching/learning/learn.ts';
import { answerTicket, type Filter, matchTicket } from '../../src/matching/match-ticket.ts';
import type { Ticket } from '../../src/matching/ticket.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { createApi, type Matcher } from '../../src/server/api.ts';
import { article } from '../setup/articles.ts';
import { catchErrors } from '../setup/caught-errors.ts';

const index = await buildIndex(
	{
		articles: [
			article({ id: 'KI-1', title: 'Item stays locked', systems: ['Review queue'], audience: 'partner' }, 'Release the lease.'),
			article({ id: 'KI-2', title: 'Player is locked', systems: ['Media player'], audience: 'internal' }, 'Switch the decoder.'),
		],
		links: [],
	},
	null,
);
const base = openKnowledgeBase(index, learnCorpus(index), null);

let asked: { ticket: Ticket; filter: Filter | undefined }[] = [];
let answer: Matcher['answer'] = (ticket, filter) => {
	asked.push({ ticket, filter });
	return answerTicket(base, null, ticket, filter);
};
const matcher: Matcher = {
	match: (ticket) => matchTicket(base, null, ticket),
	answer: (ticket, filter) => answer(ticket, filter),
	learn: () => Promise.reject(new Error('nothing is learnt here')),
	countLinks: () => Promise.reject(new Error('nothing is counted here')),
	articles: 2,
	model: null,
};

const usual = answer;
beforeEach(() => {
	asked = [];
	answer = usual;
});
const logged = catchErrors();

const json = { 'content-type': 'application/json' };

async function send(body: unknown, { path = '/api/explain', headers = json as Record<string, string>, method = 'POST' } = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await createApi(matcher).request(path, { method, headers, ...(method === 'GET' ? {} : { body: text }) });
	const answered = await response.text();
	return { status: response.status, headers: response.headers, answered, body: JSON.parse(answered) };
}

describe('POST /api/explain', () => {
	test('answers the result of /api/match, and where in the ticket each reason stands', async () => {
		const ticket = { id: 'T-1', subject: 'My item', body: 'stays LOCKED, release it' };
		const { status, body } = await send(ticket);
		expect(status).toBe(200);
		expect(Object.keys(body)).toEqual(['result', 'explained']);
		expect(body.result).toEqual((await send(ticket, { path: '/api/match' })).body);
		expect(body.explained).toHaveLength(body.result.candidates.length);
		const typed = `${ticket.subject}\n${ticket.body}`;
		const [keyword] = body.explained[0];
		expect(keyword).toMatchObject(body.result.candidates[0].evidence[0]);
		expect(keyword.spans.map(({ start, end }: { start: number; end: number }) => typed.slice(start, end))).toEqual([
			'item',
			'stays',
			'LOCKED',
			'release',
		]);
	});

	test('counts places from the first word of the ticket, for white space around it is not read', async () => {
		const { body } = await send({ text: ' \n item locked \n' });
		expect(body.explained[0][0].spans).toEqual([
			{ start: 0, end: 4 },
			{ start: 5, end: 11 },
		]);
	});

	test('finds only the articles that the filter lets pass', async () => {
		const found = async (filter?: Filter): Promise<string[]> =>
			(await send({ text: 'it is locked', filter })).body.result.candidates.map((candidate: { article: string }) => candidate.article);
		expect((await found()).sort()).toEqual(['KI-1', 'KI-2']);
		expect(await found({ audience: 'partner' })).toEqual(['KI-1']);
		expect(await found({ system: 'media player' })).toEqual(['KI-2']);
		expect(await found({ system: 'Media player', audience: 'partner' })).toEqual([]);
		expect((await found({})).sort()).toEqual(['KI-1', 'KI-2']);
	});

	test('hands the engine the ticket without the filter, and no field that it does not know', async () => {
		await send({ text: 'locked', system: 'Review queue', filter: { audience: 'partner' }, nonsense: 1 });
		expect(asked).toEqual([{ ticket: { text: 'locked', system: 'Review queue' }, filter: { audience: 'partner' } }]);
	});

	test.each([
		['a body that is not JSON', '{"text": "explaincanary', json, 400, /not JSON.*"filter"/],
		['a body without a text', { filter: {}, title: 'explaincanary' }, json, 400, /not a ticket: needs a "text"/],
		['a body that is no object', ['explaincanary'], json, 400, /not a ticket/],
		['an unknown audience', { text: 'explaincanary', filter: { audience: 'all' } }, json, 400, /filter\.audience: .*"internal"\|"partner"/],
		['a system that is no text', { text: 'explaincanary', filter: { system: ['a'] } }, json, 400, /filter\.system: /],
		['a filter that is no object', { text: 'explaincanary', filter: 'partner' }, json, 400, /filter: /],
		['a condition that it does not know', { text: 'explaincanary', filter: { audiences: 'partner' } }, json, 400, /filter: .*"audiences"/],
		['another content type', 'text=explaincanary', { 'content-type': 'text/plain' }, 415, /Send JSON/],
		['no content type', { text: 'explaincanary' }, {}, 415, /Send JSON/],
		['a body over 32 KB', { text: 'explaincanary '.repeat(3_000) }, json, 413, /larger than 32 KB/],
	])('refuses %s with a sentence, and logs nothing', async (_name, body, headers, status, sentence) => {
		const refused = await send(body, { headers: headers as Record<string, string> });
		expect(refused).toMatchObject({ status, body: { error: expect.stringMatching(sentence) } });
		expect(refused.body.error).toMatch(/\w+ \w+.*\.$/);
		expect(refused.answered).not.toContain('explaincanary');
		expect([logged.text, asked]).toEqual(['', []]);
	});

	test('says no word of the ticket where it fails', async () => {
		answer = async ({ text }) => {
			throw new TypeError(`cannot read ${text}`);
		};
		const failed = await send({ text: 'explaincanary' });
		expect([failed.status, logged.text]).toEqual([500, 'error in /api/explain: TypeError\n']);
		expect(failed.answered).not.toContain('explaincanary');
	});

	test('says what to use instead of another method', async () => {
		for (const method of ['GET', 'PUT', 'DELETE']) {
			const refused = await send({ text: 'locked' }, { method });
			expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
		}
	});

	test('shares its turns with /api/match: who comes on top of sixteen is told to try again', async () => {
		const waiting: (() => void)[] = [];
		answer = (ticket) => new Promise((done) => waiting.push(() => done(answerTicket(base, null, ticket))));
		const api = createApi(matcher);
		const post = (path: string) => api.request(path, { method: 'POST', headers: json, body: '{"text": "locked"}' });
		const underWay = Array.from({ length: 16 }, () => post('/api/explain'));
		await vi.waitFor(() => expect(waiting).toHaveLength(16));
		expect((await post('/api/explain')).status).toBe(503);
		expect((await post('/api/match')).status).toBe(503);
		for (const done of waiting) done();
		for (const response of await Promise.all(underWay)) expect(response.status).toBe(200);
		expect((await post('/api/match')).status).toBe(200);
	});
});
