import { siteAddress } from '../../../layouts/addresses.ts';
import { WorkerLine } from '../../engine/line-to-worker.ts';
import type { DatabaseQuestion, DatabaseReply } from './practice-database.ts';
import type { QueryResult, RequestResult } from './results.ts';

/** A statement that takes longer will not end, in milliseconds. */
const patience = 20_000;

export interface Table {
	/** With its schema. */
	name: string;
	columns: string[];
}

/** The practice database: a PostgreSQL in a worker of the page, fetched when something is asked of it for the first time. */
class Database {
	#opened: Promise<Table[]> | null = null;
	readonly #line = new WorkerLine<DatabaseQuestion, DatabaseReply>(
		() => new Worker(new URL('./practice-database.ts', import.meta.url), { type: 'module' }),
		() => {
			this.#opened = null;
		},
	);

	/** Its tables. Throws a sentence where it cannot be had. */
	open(): Promise<Table[]> {
		this.#opened ??= this.#line
			.ask({ open: siteAddress('training/database.json') })
			.then((reply) => ('opened' in reply ? reply.opened.tables : []))
			.catch((error: unknown) => {
				// Whatever it lacked may be there the next time.
				this.#line.stop();
				throw error;
			});
		return this.#opened;
	}

	/** What one statement gives; it can change nothing. Throws what the database says against it. */
	async query(text: string): Promise<QueryResult> {
		const reply = await this.#ask({ query: text });
		if (!('result' in reply)) throw new Error('The practice database has answered something else.');
		return reply.result;
	}

	/** What a request to the services does; the next one finds everything as it was. Throws where the text is no request. */
	async send(text: string): Promise<RequestResult> {
		const reply = await this.#ask({ request: text });
		if (!('answer' in reply)) throw new Error('The practice database has answered something else.');
		return reply.answer;
	}

	async #ask(question: DatabaseQuestion): Promise<DatabaseReply> {
		await this.open();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				this.#line.stop();
				reject(new Error(`It took longer than ${patience / 1_000} seconds, and was stopped.`));
			}, patience);
		});
		return Promise.race([this.#line.ask(question), late]).finally(() => clearTimeout(timer));
	}
}

export const practiceDatabase = new Database();
