/** What comes back from a worker: `id` is the question's; `problem` a sentence for people; `loading` comes again and again before the rest. */
export type Reply = { id: number } & ({ problem: string } | { loading: { done: number; total: number } } | object);

/**
 * Questions to a worker. It is started by the first one; after it has failed, whoever waits is told, and the next question
 * starts a new one.
 */
export class WorkerLine<Question, Answer extends Reply> {
	#worker: Worker | null = null;
	#asked = 0;
	readonly #waiting = new Map<number, (reply: Answer) => void>();
	readonly #make: () => Worker;
	readonly #onStop: () => void;

	constructor(make: () => Worker, onStop: () => void) {
		this.#make = make;
		this.#onStop = onStop;
	}

	/** Throws a sentence. */
	async ask(question: Question, onProgress: (done: number, total: number) => void = () => {}): Promise<Answer> {
		const worker = this.#start();
		const id = ++this.#asked;
		const reply = await new Promise<Answer>((done) => {
			this.#waiting.set(id, (reply) => {
				if ('loading' in reply) onProgress(reply.loading.done, reply.loading.total);
				else done(reply);
			});
			worker.postMessage({ id, ...question });
		});
		this.#waiting.delete(id);
		if ('problem' in reply) throw new Error(reply.problem);
		return reply;
	}

	/** Starts the worker, if it is not there, before there is something to ask. */
	start(): void {
		this.#start();
	}

	/** Ends the worker; what it had in memory is gone. */
	stop(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#waiting.clear();
		this.#onStop();
	}

	#start(): Worker {
		if (this.#worker !== null) return this.#worker;
		const worker = this.#make();
		worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#waiting.get(data.id)?.(data));
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			this.#fail('The engine in this page has failed.');
		});
		this.#worker = worker;
		return worker;
	}

	#fail(problem: string): void {
		const waiting = [...this.#waiting];
		this.stop();
		for (const [id, done] of waiting) done({ id, problem } as Answer);
	}
}
