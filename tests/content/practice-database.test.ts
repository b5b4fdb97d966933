import { readdir, readFile } from 'node:fs/promises';
import { PGlite, type Results } from '@electric-sql/pglite';
import type { Code, Node, Parent } from 'mdast';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { fillIn, findParameters } from '../../src/knowledge/filling/fill-in.ts';
import { practiceValues, practiceValuesOf } from './practice-values.ts';

interface Service {
	method: string;
	path: string;
	headers: string[];
	sql: string;
	state: string;
	ok: number;
	none: number;
}

interface Request {
	method: string;
	path: string;
	body?: Record<string, unknown>;
}

/** For each service a request that does something, and one that fits no row. */
const requests: { done: Request; refused: Request }[] = [
	{
		done: post('/review-queue/v1/leases/90117/release', { reason: 'client_crash', expected_reviewer: 'rv-5521' }),
		refused: post('/review-queue/v1/leases/90117/release', { reason: 'client_crash', expected_reviewer: 'rv-2041' }),
	},
	{
		done: post('/bulk-actions/v1/jobs/bj-3318/retry-skipped', { outcomes: ['skipped_leased'], respect_newer: true }),
		refused: post('/bulk-actions/v1/jobs/bj-3290/retry-skipped', { outcomes: ['skipped_leased'], respect_newer: true }),
	},
	{
		done: post('/review-queue/v1/reviewers/rv-2057/certifications/sync'),
		refused: post('/review-queue/v1/reviewers/rv-9999/certifications/sync'),
	},
	{
		done: { method: 'GET', path: '/user-report-intake/v1/gate/receipts/P4DR6V8T' },
		refused: { method: 'GET', path: '/user-report-intake/v1/gate/receipts/A2A2A2A2' },
	},
	{
		done: post('/model-score-viewer/v1/nodes/threshold-cache/clear', { model_name: 'spam-text', reason: 'KI-0037' }),
		refused: post('/model-score-viewer/v1/nodes/threshold-cache/clear', { model_name: 'no-such-model', reason: 'KI-0037' }),
	},
];

let db: PGlite;
let services: Service[];
let solutions: { id: string; language: string; code: string }[];

beforeAll(async () => {
	db = await PGlite.create();
	await db.exec(await readFile('content/training/practice/database.sql', 'utf8'));
	services = JSON.parse(await readFile('content/training/practice/services.json', 'utf8'));
	const files = (await readdir('content/training', { recursive: true })).filter((path) => path.endsWith('.mdx'));
	solutions = (await Promise.all(files.map((path) => readFile(`content/training/${path}`, 'utf8')))).flatMap(solutionsIn);
});
afterAll(() => db.close());

function post(path: string, body?: Record<string, unknown>): Request {
	return { method: 'POST', path, body };
}

function solutionsIn(text: string): typeof solutions {
	return [...text.matchAll(/<Question id="([\w-]+)"(?:(?!<\/Question>)[\s\S])*?<Solution>\s*```(\w+)\n([\s\S]*?)```/g)].map(
		([, id = '', language = '', code = '']) => ({ id, language, code }),
	);
}

function codeBlocks(node: Node, language: string): string[] {
	if (node.type === 'code') return (node as Code).lang === language ? [(node as Code).value] : [];
	return 'children' in node ? (node as Parent).children.flatMap((child) => codeBlocks(child, language)) : [];
}

/** The rows as text, so that numbers of any size can be compared. */
function shown({ rows }: Results): string[] {
	return rows.map((row) => Object.values(row as Record<string, unknown>).join(' | '));
}

/** The service of a request and the values of its parameters, or undefined where none has this address. */
function findService({ method, path, body }: Request): { service: Service; values: Record<string, unknown> } | undefined {
	for (const service of services) {
		const pattern = new RegExp(`^${service.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
		const match = service.method === method ? pattern.exec(path) : null;
		if (match) return { service, values: { ...body, ...match.groups } };
	}
	return undefined;
}

/** What a request answers, and what it changes, as if nothing had been asked before. */
async function send(request: Request): Promise<{ answer: Record<string, unknown>[]; before: string[]; after: string[] }> {
	const found = findService(request);
	if (found === undefined) throw new Error(`No service has the address ${request.method} ${request.path}`);
	const names: string[] = [];
	let sql = '';
	let at = 0;
	for (const { name, from, to } of findParameters(found.service.sql, 'sql')) {
		if (!names.includes(name)) names.push(name);
		sql += `${found.service.sql.slice(at, from)}$${names.indexOf(name) + 1}`;
		at = to;
	}
	sql += found.service.sql.slice(at);
	return await db.transaction(async (transaction) => {
		const before = shown(await transaction.query(found.service.state));
		const answer = await transaction.query<Record<string, unknown>>(
			sql,
			names.map((name) => found.values[name] ?? null),
		);
		const after = shown(await transaction.query(found.service.state));
		await transaction.rollback();
		return { answer: answer.rows, before, after };
	});
}

describe('the practice database', () => {
	test('answers every query of an article with at least one row', async () => {
		const { articles } = await readCorpus('content');
		const silent: string[] = [];
		let asked = 0;
		for (const { id, tree } of articles) {
			for (const block of codeBlocks(tree, 'sql')) {
				const values = new Map(Object.entries({ ...practiceValues, ...practiceValuesOf[id] }));
				const { text, open } = fillIn(block, findParameters(block, 'sql'), values);
				expect(open, `${id} asks for values that are not named in practice-values.ts`).toEqual([]);
				const answers = await db.exec(text).catch((error: Error) => [error]);
				asked += answers.length;
				for (const answer of answers) {
					if (answer instanceof Error) silent.push(`${id}: ${answer.message}: ${text}`);
					else if (answer.rows.length === 0) silent.push(`${id}: no row: ${text}`);
				}
			}
		}
		expect(silent).toEqual([]);
		expect(asked).toBeGreaterThan(80);
	});

	test('stands still', async () => {
		const [row] = (await db.query('select now() - pg_last_xact_replay_timestamp() as lag, now()::text as now')).rows;
		expect(row).toEqual({ lag: '00:00:08', now: '2026-03-11 09:30:00+00' });
	});
});

describe('exercises in SQL', () => {
	test('have a solution that finds something, of which every condition counts', async () => {
		const queries = solutions.filter(({ language }) => language === 'sql');
		expect(queries.length).toBeGreaterThanOrEqual(6);
		for (const { id, code } of queries) {
			const right = shown(await db.query(code));
			expect(right, id).not.toEqual([]);
			for (const [condition] of code.matchAll(/^ +and [^;\n]*/gm)) {
				expect(shown(await db.query(code.replace(condition, ''))), `${id} without "${condition.trim()}"`).not.toEqual(right);
			}
		}
	});
});

describe('the practice services', () => {
	test('do what is asked, and show it', async () => {
		expect(requests.map(({ done }) => findService(done)?.service.path)).toEqual(services.map(({ path }) => path));
		for (const { done } of requests) {
			const { answer, before, after } = await send(done);
			expect(answer, done.path).toHaveLength(1);
			if (done.method === 'GET') expect(after, done.path).toEqual(before);
			else expect(after, done.path).not.toEqual(before);
		}
	});

	test('change nothing where no row fits', async () => {
		for (const { refused } of requests) {
			const { answer, before, after } = await send(refused);
			expect(answer, refused.path).toEqual([]);
			expect(after, refused.path).toEqual(before);
		}
	});

	test('overwrite newer decisions where a retry does not ask to respect them', async () => {
		const path = '/bulk-actions/v1/jobs/bj-3318/retry-skipped';
		const careful = await send(post(path, { outcomes: ['skipped_leased'], respect_newer: true }));
		const careless = await send(post(path, { outcomes: ['skipped_leased'] }));
		expect([careful.answer[0]?.rows, careless.answer[0]?.rows]).toEqual([6, 8]);
	});

	test('answer the solutions of the exercises in HTTP', async () => {
		const written = solutions.filter(({ language }) => language === 'http');
		expect(written.length).toBeGreaterThanOrEqual(2);
		for (const { id, code } of written) {
			const [head = '', body = ''] = code.split('\n\n');
			const [first = '', ...headers] = head.split('\n');
			const [, method = '', path = ''] = /^(\w+) https:\/\/ops\.internal\.example(\/\S+)$/.exec(first) ?? [];
			const request = { method, path, body: body.trim() === '' ? undefined : JSON.parse(body) };
			expect(headers.map((header) => header.split(':')[0]).sort(), id).toEqual(findService(request)?.service.headers.toSorted());
			expect((await send(request)).answer, id).toHaveLength(1);
		}
	});
});
