import type { EngineQuestion, EngineReply } from '../../src/browser/engine/worker.ts';
import { keepModel, modelOnDevice } from '../../src/browser/status/model-copy.ts';

declare global {
	interface Window {
		/** Puts a question to the engine in its worker. */
		ask(question: EngineQuestion): Promise<EngineReply>;
		/** What keeps the model on the device. */
		model: { keepModel: typeof keepModel; modelOnDevice: typeof modelOnDevice };
	}
}

const worker = new Worker(new URL('../../src/browser/engine/worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, (reply: EngineReply) => void>();
let asked = 0;

worker.addEventListener('message', ({ data }: MessageEvent<EngineReply>) => waiting.get(data.id)?.(data));

window.model = { keepModel, modelOnDevice };

window.ask = (question) =>
	new Promise((done, fail) => {
		waiting.set(++asked, (reply) => {
			if (!('loading' in reply)) done(reply);
		});
		worker.addEventListener('error', ({ message }) => fail(new Error(`the worker failed: ${message}`)));
		worker.postMessage({ id: asked, ...question });
	});
