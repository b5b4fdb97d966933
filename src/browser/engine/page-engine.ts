import { siteAddress } from '../../layouts/addresses.ts';
import type { Answer, Filter } from '../../matching/match-ticket.ts';
import type { Ticket } from '../../matching/ticket.ts';
import { engineAddress } from '../../search/engine-address.ts';
import type { EngineReply, EngineRequest, RankedBy } from './worker.ts';

/** A model that could not be fetched is asked for again after this time, in milliseconds: a page stays open all shift. */
const retryModelAfter = 60_000;

type WithoutId<Request> = Request extends { id: number } ? Omit<Request, 'id'> : never;
type Loading = (done: number, total: number) => void;

/** How far the model is on its way into the page. */
export type ModelState = 'absent' | 'loading' | 'ready' | 'failed' | 'unknown';

/**
 * The engine in the page: a worker with the very code, index and model of the server. It is started by the first
 * question; one that has failed is started anew by the next.
 */
class PageEngine {
	#worker: Worker | null = null;
	#opened: Promise<boolean> | null = null;
	#loaded: Promise<void> | null = null;
	#asked = 0;
	readonly #waiting = new Map<number, (reply: EngineReply) => void>();
	readonly #places = engineAddress(siteAddress(''));
	/** Whether a model can be had, and is. `unknown` until the index is open. */
	model: ModelState = 'unknown';

	/** Fetches the index. Gives whether a model goes with it. Throws a sentence. */
	open(): Promise<boolean> {
		this.#opened ??= this.#ask({ open: this.#places.index })
			.then((reply) => {
				const hasModel = 'opened' in reply && reply.opened.model;
				if (this.model === 'unknown') this.model = hasModel ? 'absent' : 'failed';
				return hasModel;
			})
			.catch((error: unknown) => {
				this.#stop();
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
		await this.#ask({ load: this.#places.model }, onProgress);
		this.model = 'ready';
	}

	/** Answers a ticket with what is there. Throws a sentence. */
	async answer(ticket: Ticket, filter: Filter = {}): Promise<{ answer: Answer; by: RankedBy }> {
		await this.open();
		const reply = await this.#ask({ ticket, filter });
		if (!('answer' in reply)) throw new Error('The engine gave no answer.');
		return reply;
	}

	async #ask(request: WithoutId<EngineRequest>, onProgress: Loading = () => {}): Promise<EngineReply> {
		const worker = this.#start();
		const id = ++this.#asked;
		const reply = await new Promise<EngineReply>((done) => {
			this.#waiting.set(id, (reply) => {
				if ('loading' in reply) onProgress(reply.loading.done, reply.loading.total);
				else done(reply);
			});
			worker.postMessage({ id, ...request });
		});
		this.#waiting.delete(id);
		if ('problem' in reply) throw new Error(reply.problem);
		return reply;
	}

	#start(): Worker {
		if (this.#worker !== null) return this.#worker;
		const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
		worker.addEventListener('message', ({ data }: MessageEvent<EngineReply>) => this.#waiting.get(data.id)?.(data));
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			this.#fail('The engine in this page has failed.');
		});
		this.#worker = worker;
		return worker;
	}

	/** Whoever waits is told; the next question starts a new worker. */
	#fail(problem: string): void {
		const waiting = [...this.#waiting];
		this.#stop();
		for (const [id, done] of waiting) done({ id, problem });
	}

	#stop(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#opened = null;
		this.#loaded = null;
		this.#waiting.clear();
		this.model = 'unknown';
	}
}

/** One for the whole page: index and model are in memory once. */
export const pageEngine = new PageEngine();
