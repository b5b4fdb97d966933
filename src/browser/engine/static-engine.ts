import { siteAddress } from '../../layouts/addresses.ts';
import type { Answer, Filter } from '../../matching/match-ticket.ts';
import type { Ticket } from '../../matching/ticket.ts';
import { engineAddress } from '../../search/engine-address.ts';
import { WorkerLine } from './line-to-worker.ts';
import type { StaticQuestion, StaticReply } from './static-worker.ts';

/** What ranks by words and meaning with a few small files: at once, on any web host, with neither server nor model. */
class StaticEngine {
	readonly #place = engineAddress(siteAddress('')).static;
	#opened: Promise<void> | null = null;
	readonly #line = new WorkerLine<StaticQuestion, StaticReply>(
		() => new Worker(new URL('./static-worker.ts', import.meta.url), { type: 'module' }),
		() => {
			this.#opened = null;
		},
	);

	/** Starts the worker, which takes as long as fetching what it needs. */
	wake(): void {
		this.#line.start();
	}

	/** Fetches what every question needs. Throws a sentence. */
	open(): Promise<void> {
		this.#opened ??= this.#line
			.ask({ open: this.#place })
			.then(() => {})
			.catch((error: unknown) => {
				this.#opened = null;
				throw error;
			});
		return this.#opened;
	}

	/**
	 * Answers a ticket, or a search. A ticket that is not in English is told so; where that is not plain, what tells it is
	 * fetched first (280 KB). Throws a sentence.
	 */
	async answer(ticket: Ticket, filter: Filter, { isTicket }: { isTicket: boolean }): Promise<Answer> {
		// What cannot be opened fails the question, which need not wait to be asked.
		this.open().catch(() => {});
		const reply = await this.#line.ask({ ticket, filter, isTicket });
		if (!('answer' in reply)) throw new Error('The engine gave no answer.');
		return reply.answer;
	}
}

/** One for the whole page: what it has fetched is in memory once. */
export const staticEngine = new StaticEngine();
