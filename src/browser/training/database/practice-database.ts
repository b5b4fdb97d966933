import { PGlite, type Transaction } from '@electric-sql/pglite';
import { findSqlPlaces } from '../../../knowledge/filling/sql.ts';
import type { PracticeDatabase } from '../../../knowledge/training/training.ts';
import { findService, readBody, readRequest } from './request.ts';
import type { QueryResult, RequestResult } from './results.ts';

/** What a page may ask: to open the practice database at an address, to query it, and to send a request to its services. */
export type DatabaseQuestion = { open: string } | { query: string } | { request: string };

export type DatabaseReply = { id: number } & (
	| { opened: { tables: { name: string; columns: string[] }[] } }
	| { result: QueryResult }
	| { answer: RequestResult }
	| { problem: string }
);

/** Rows beyond are of no use to anybody, and would fill the page. */
const mostRows = 1_000;

interface Opened {
	database: PGlite;
	services: PracticeDatabase['services'];
	tables: { name: string; columns: string[] }[];
}

let opening: Promise<Opened> | null = null;

addEventListener('message', async ({ data }: MessageEvent<{ id: number } & DatabaseQuestion>) => {
	const reply = (content: DatabaseReply): void => postMessage(content);
	try {
		reply(await answer(data));
	} catch (error) {
		reply({ id: data.id, problem: error instanceof Error ? error.message : String(error) });
	}
});

async function answer(question: { id: number } & DatabaseQuestion): Promise<DatabaseReply> {
	const { id } = question;
	if ('open' in question) {
		opening ??= open(question.open);
		return { id, opened: { tables: (await opening).tables } };
	}
	if (opening === null) throw new Error('The practice database has not been opened.');
	const opened = await opening;
	if ('query' in question) return { id, result: await query(opened, question.query) };
	return { id, answer: await send(opened, question.request) };
}

async function open(address: string): Promise<Opened> {
	const response = await fetch(address);
	const given: PracticeDatabase | null = response.ok ? await response.json() : null;
	if (given === null) throw new Error('The tables of the practice database cannot be reached.');
	const database = await PGlite.create();
	await database.exec(given.sql);
	const { rows } = await database.query<{ name: string; columns: string[] }>(
		`select table_schema || '.' || table_name as name, array_agg(column_name::text order by ordinal_position) as columns
		from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema', 'practice')
		group by table_schema, table_name order by 1`,
	);
	return { database, services: given.services, tables: rows };
}

/** One statement; whatever it would change is undone. */
async function query({ database }: Opened, text: string): Promise<QueryResult> {
	return undone(database, async (transaction) => {
		await transaction.exec('set transaction read only');
		return run(transaction, text);
	});
}

/** Every request finds the database as it was at first. */
async function send({ database, services }: Opened, text: string): Promise<RequestResult> {
	const request = readRequest(text);
	if (typeof request === 'string') throw new Error(request);
	const refuse = (status: number, error: string, service = ''): RequestResult => ({
		service,
		status,
		body: JSON.stringify({ error }),
		state: null,
	});
	const found = findService(services, request);
	if (found === null) return refuse(404, `nothing here takes ${request.method} ${request.address.pathname}`);
	const { service, values } = found;
	const name = `${service.method} ${service.path}`;
	const lacking = service.headers.find((header) => (request.headers.get(header.toLowerCase()) ?? '') === '');
	if (lacking !== undefined) return refuse(/^authorization$/i.test(lacking) ? 401 : 400, `the header ${lacking} is missing`, name);
	const fields = readBody(request.body);
	if (typeof fields === 'string') return refuse(400, fields, name);
	const given = new Map([...fields, ...values]);
	const wanted = findSqlPlaces(service.sql).find((place) => !given.has(place.name));
	if (wanted !== undefined) return refuse(400, `the field ${wanted.name} is missing`, name);
	return undone(database, async (transaction) => {
		const touched = await run(transaction, ...positional(service.sql, given));
		const state = await run(transaction, ...positional(service.state, given));
		const [row] = touched.rows;
		if (row === undefined) return { service: name, status: service.none, body: '', state };
		const body = service.ok === 204 || service.ok === 202 ? '' : JSON.stringify(asObject(touched.columns, row));
		return { service: name, status: service.ok, body, state };
	});
}

async function undone<Result>(database: PGlite, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
	return database.transaction(async (transaction) => {
		const result = await work(transaction);
		await transaction.rollback();
		return result;
	});
}

/** Numbers, times and all else are left as PostgreSQL writes them. */
const asWritten = Object.fromEntries(
	[16, 17, 20, 21, 23, 26, 114, 700, 701, 1000, 1007, 1009, 1016, 1015, 1082, 1083, 1114, 1184, 1186, 1231, 1700, 2950, 3802].map(
		(type) => [type, (text: string) => text],
	),
);

async function run(transaction: Transaction, text: string, values: readonly string[] = []): Promise<QueryResult> {
	const { fields, rows } = await transaction.query<unknown[]>(text, [...values], { rowMode: 'array', parsers: asWritten });
	return {
		columns: fields.map(({ name }) => name),
		rows: rows
			.slice(0, mostRows)
			.map((row) => row.map((value) => (value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)))),
	};
}

/** A statement with `$1` for its first parameter, and so on, and the values of those. */
function positional(sql: string, given: ReadonlyMap<string, string>): [string, string[]] {
	const names: string[] = [];
	let text = '';
	let at = 0;
	for (const { name, from, to } of findSqlPlaces(sql)) {
		if (!names.includes(name)) names.push(name);
		text += `${sql.slice(at, from)}$${names.indexOf(name) + 1}`;
		at = to;
	}
	return [text + sql.slice(at), names.map((name) => given.get(name) ?? '')];
}

function asObject(columns: readonly string[], row: readonly (string | null)[]): Record<string, string | null> {
	return Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));
}
