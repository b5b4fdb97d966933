import { describe, expect, test } from 'vitest';
import type { Desk } from '../../src/desk/desk.node.ts';
import type { Feedback } from '../../src/desk/feedback.ts';
import { FeedbackError, UnknownFlaggedArticleError } from '../../src/desk/feedback-store.node.ts';
import { SearchGapError } from '../../src/desk/gap-store.node.ts';
import { ProgressError, type SentProgress } from '../../src/desk/progress-store.node.ts';
import { createApi, type Matcher } from '../../src/server/api.ts';
import { catchErrors } from '../setup/caught-errors.ts';

const refuse = () => Promise.reject(new Error('not asked for here'));
const matcher: Matcher = { match: refuse, answer: refuse, learn: refuse, countLinks: refuse, articles: 1, model: null };
const logged = catchErrors();

async function send(desk: Partial<Desk> | null, path: string, body: unknown, method = 'POST') {
	const whole: Desk | null = desk && { report: refuse, recordGap: null, progress: { sync: refuse, forget: refuse }, ...desk };
	const answer = await createApi(matcher, whole).request(path, {
		method,
		headers: { 'content-type': 'application/json' },
		...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
	});
	return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
}

const flag: Feedback = { article: 'KI-1', version: '1.2.0', section: 'workaround', kind: 'wrong', text: 'flagcanary step 2' };

describe('POST /api/feedback', () => {
	test('stores a flag', async () => {
		const stored: Feedback[] = [];
		const report = async (feedback: Feedback) => void stored.push(feedback);
		expect(await send({ report }, '/api/feedback', { ...flag, extra: 1 })).toMatchObject({ status: 201, body: { stored: true } });
		expect(stored).toEqual([flag]);
	});

	test.each([
		[{ ...flag, kind: 'bad' }, /kind: /],
		[{ ...flag, article: '' }, /article: /],
		[{ ...flag, section: '"><script>' }, /section: must be the anchor/],
		[[flag], /not a flag/],
	])('refuses %j with a sentence that does not repeat it', async (body, sentence) => {
		const answer = await send({}, '/api/feedback', body);
		expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(sentence) } });
		expect(JSON.stringify(answer.body) + logged.text).not.toMatch(/flagcanary|<script/);
	});

	test('says 404 for an article that is not there, 400 for what the store refuses, and no word of the flag where it fails', async () => {
		const failing = (error: Error) => send({ report: () => Promise.reject(error) }, '/api/feedback', flag);
		expect(await failing(new UnknownFlaggedArticleError('KI-1'))).toMatchObject({
			status: 404,
			body: { error: expect.stringContaining('KI-1') },
		});
		expect(await failing(new FeedbackError('Say what is missing.'))).toMatchObject({
			status: 400,
			body: { error: 'Say what is missing.' },
		});
		const broken = await failing(Object.assign(new Error('flagcanary'), { code: 'ENOSPC' }));
		expect([broken.status, logged.text]).toEqual([500, 'error in /api/feedback: Error ENOSPC\n']);
		expect(JSON.stringify(broken.body)).not.toContain('flagcanary');
	});
});

describe('POST /api/gaps', () => {
	test('keeps a search only where the team has agreed to it, and /healthz says whether', async () => {
		const kept: string[] = [];
		const agreed = { recordGap: async (query: string) => void kept.push(query) };
		expect(await send(agreed, '/api/gaps', { query: 'smoking printer' })).toMatchObject({ status: 201, body: { stored: true } });
		expect(await send({}, '/api/gaps', { query: 'smoking printer' })).toMatchObject({
			status: 403,
			body: { error: expect.stringMatching(/does not keep searches/) },
		});
		expect(kept).toEqual(['smoking printer']);
		const gaps = async (desk: Partial<Desk> | null) => (await send(desk, '/healthz', null, 'GET')).body.gaps;
		expect([await gaps(agreed), await gaps({}), await gaps(null)]).toEqual([true, false, false]);
	});

	test('refuses what is no search, or has nothing left to keep', async () => {
		const recordGap = () => Promise.reject(new SearchGapError('Nothing is left of the search.'));
		expect((await send({ recordGap }, '/api/gaps', { query: 'x'.repeat(501) })).status).toBe(400);
		expect((await send({ recordGap }, '/api/gaps', {})).status).toBe(400);
		expect(await send({ recordGap }, '/api/gaps', { query: 'a@b.example' })).toMatchObject({
			status: 400,
			body: { error: 'Nothing is left of the search.' },
		});
	});
});

test('another method is told what to use, and a server without a desk has no such addresses', async () => {
	for (const path of ['/api/feedback', '/api/gaps']) {
		const answer = await send({}, path, {}, 'PUT');
		expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
		expect((await send(null, path, {})).status).toBe(404);
	}
});

describe('/api/progress', () => {
	const sent = { code: 'K7M2P-4X9Q3-R5T8V-1W6Z0', person: { id: 'p', name: 'Ada' }, events: [{ id: 'a', kind: 'answer' }] };

	test('keeps what a device sends, its code as typed, and gives what the device lacks', async () => {
		const taken: SentProgress[] = [];
		const sync = async (progress: SentProgress) => {
			taken.push(progress);
			return { person: progress.person, events: [{ id: 'b' }] };
		};
		const answer = await send({ progress: { sync, forget: refuse } }, '/api/progress', sent);
		expect(answer).toMatchObject({ status: 200, body: { events: [{ id: 'b' }] } });
		expect(taken).toEqual([{ ...sent, code: 'k7m2p4x9q3r5t8v1w6z0' }]);
	});

	test.each([
		[{ ...sent, code: '../../etc/passwd' }, 400, /code: must be the 20 letters/],
		[{ ...sent, code: 'short' }, 400, /code: /],
		[{ ...sent, events: [{ kind: 'answer' }] }, 400, /events\.0\.id/],
		[{ ...sent, events: [{ id: 'a', text: 'x'.repeat(5_000_000) }] }, 413, /more progress than is kept/],
	])('refuses what is none (%#) with a sentence', async (body, status, sentence) => {
		expect(await send({}, '/api/progress', body)).toMatchObject({ status, body: { error: expect.stringMatching(sentence) } });
	});

	test('forgets what is under a code, and says what the store refuses', async () => {
		const forgotten: string[] = [];
		const forget = async (code: string) => void forgotten.push(code);
		expect((await send({ progress: { sync: refuse, forget } }, '/api/progress', { code: sent.code }, 'DELETE')).status).toBe(200);
		expect(forgotten).toEqual(['k7m2p4x9q3r5t8v1w6z0']);
		const sync = () => Promise.reject(new ProgressError('No more codes are kept here.'));
		expect(await send({ progress: { sync, forget } }, '/api/progress', sent)).toMatchObject({
			status: 400,
			body: { error: 'No more codes are kept here.' },
		});
		expect((await send({}, '/api/progress', null, 'GET')).status).toBe(405);
	});
});
