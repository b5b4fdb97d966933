import { siteAddress } from '../../layouts/addresses.ts';
import type { Answer, Filter } from '../../matching/match-ticket.ts';
import type { Ticket } from '../../matching/ticket.ts';
import { engineAddress } from '../../search/engine-address.ts';
import { WorkerLine } from './line-to-worker.ts';
import type { EngineQuestion, EngineReply, RankedBy } from './worker.ts';

/** A model that could not be fetched is asked for again after this time, in milliseconds: a page stays open all shift. */
const retryModelAfter = 60_000;

type Loading = (done: number, total: number) => void;

/** How far the model is on its way into the page. */
export type ModelState = 'absent' | 'loading' | 'ready' | 'failed' | 'unknown';

/** The engine in the page: a worker with the very code, index and model of the server. */
class PageEngine {
	#opened: Promise<boolean> | null = null;
	#loaded: Promise<void> | null = null;
	readonly #places = engineAddress(siteAddress(''));
	/** Whether a model can be had, and is. `unknown` until the index is open. */
	model: ModelState = 'unknown';
	readonly #line = new WorkerLine<EngineQuestion, EngineReply>(
		() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
		() => {
			this.#opened = null;
			this.#loaded = null;
			this.model = 'unknown';
		},
	);

	/** Fetches the index. Gives whether a model goes with it. Throws a sentence. */
	open(): Promise<boolean> {
		this.#opened ??= this.#line
			.ask({ open: this.#places.index })
			.then((reply) => {
				const hasModel = 'opened' in reply && reply.opened.model;
				if (this.model === 'unknown') this.model = hasModel ? 'absent' : 'failed';
				return hasModel;
			})
			.catch((error: unknown) => {
				this.#line.stop();
				throw error;
			});
		return this.#opened;
	}

	/** Fetches the model; from then on answers rest on meaning. Throws a sentence where it cannot be had. */
	load(onProgress: Loading): Promise<void> {
		this.#loaded ??= this.#load(onProgress).catch((error: unknown) => {
			this.model = 'failed';
			this.#loaded = null;
			setTimeout(() => {
				if (this.model === 'failed') this.model = 'unknown';
			}, retryModelAfter);
			throw error;
		});
		return this.#loaded;
	}

	async #load(onProgress: Loading): Promise<void> {
		if (!(await this.open())) throw new Error('This site has no embedding model, so tickets are matched by words alone.');
		this.model = 'loading';
		await this.#line.ask({ load: this.#places.model }, onProgress);
		this.model = 'ready';
	}

	/** Answers a ticket with what is there. Throws a sentence. */
	async answer(ticket: Ticket, filter: Filter = {}): Promise<{ answer: Answer; by: RankedBy }> {
		await this.open();
		const reply = await this.#line.ask({ ticket, filter });
		if (!('answer' in reply)) throw new Error('The engine gave no answer.');
		return reply;
	}
}

/** One for the whole page: index and model are in memory once. */
export const pageEngine = new PageEngine();
