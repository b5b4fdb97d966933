// First, for it must come before the first schema.
import '../without-eval.ts';
import { type KnowledgeBase, openKnowledgeBase } from '../../matching/knowledge-base.ts';
import { type Answer, answerTicket, type Filter } from '../../matching/match-ticket.ts';
import { openBase } from '../../matching/open-base.ts';
import { refuseTicket, type Ticket } from '../../matching/ticket.ts';
import { type Embedder, loadEmbedder, modelId } from '../../search/embedder.ts';
import { decodeIndex, type Manifest, parseManifest, refuseFile, refuseManifest, type StoredIndex } from '../../search/index-format.ts';
import { fetchFile } from './fetch-file.ts';

/**
 * What a page may ask: to open the index at a path of the site such as `/kb/engine/index`, to load the model at another,
 * and to answer tickets. They are answered by words alone until the model is there. `id` comes back with the reply.
 */
export type EngineQuestion = { open: string } | { load: string } | { ticket: Ticket; filter?: Filter };

/** What an answer of this engine rests on: the meaning of the texts, or their words alone. */
export type RankedBy = 'meaning' | 'words';

/** The reply to the request of this id; `problem` is a sentence for people. `loading` comes again and again before `loaded`. */
export type EngineReply = { id: number } & (
	| { opened: { articles: number; model: boolean } }
	| { loading: { done: number; total: number } }
	| { loaded: true }
	| { answer: Answer; by: RankedBy }
	| { problem: string }
);

interface Engine {
	base: KnowledgeBase;
	embedder: Embedder | null;
}

let opening: Promise<Engine> | null = null;

addEventListener('message', async ({ data }: MessageEvent<{ id: number } & EngineQuestion>) => {
	const reply = (content: EngineReply): void => postMessage(content);
	try {
		reply(await answerRequest(data, (done, total) => reply({ id: data.id, loading: { done, total } })));
	} catch (error) {
		reply({ id: data.id, problem: error instanceof Error ? error.message : String(error) });
	}
});

async function answerRequest(
	request: { id: number } & EngineQuestion,
	onProgress: (done: number, total: number) => void,
): Promise<EngineReply> {
	const { id } = request;
	if ('open' in request) {
		opening = openIndex(request.open);
		const { index } = (await opening).base;
		return { id, opened: { articles: index.articles.length, model: index.model !== null } };
	}
	if (opening === null) throw new Error('The engine has not been opened.');
	if ('load' in request) {
		const embedder = await openModel(request.load, onProgress);
		const { index, learned } = (await opening).base;
		opening = Promise.resolve({ base: openKnowledgeBase(index, learned, embedder), embedder });
		return { id, loaded: true };
	}
	const refused = refuseTicket(request.ticket);
	if (refused !== null) throw new Error(refused);
	const { base, embedder } = await opening;
	return { id, answer: await answerTicket(base, embedder, request.ticket, request.filter), by: embedder === null ? 'words' : 'meaning' };
}

async function openModel(path: string, onProgress: (done: number, total: number) => void): Promise<Embedder> {
	const given = new AbortController();
	return Promise.race([loadEmbedder(path, onProgress), failsUnheard(given.signal)])
		.catch((error: unknown) => {
			throw new Error(`The embedding model at ${path} cannot be loaded: ${error instanceof Error ? error.message : error}`);
		})
		.finally(() => given.abort());
}

/** Fails with what nobody waits for: where the weights do not arrive, the library's own promise stays open forever. */
function failsUnheard(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const fail = (event: PromiseRejectionEvent): void => {
			event.preventDefault();
			reject(event.reason);
		};
		addEventListener('unhandledrejection', fail, { signal });
	});
}

async function openIndex(path: string): Promise<Engine> {
	const refuse = (why: string): never => {
		throw new Error(`The index at ${path} cannot be used: ${why}. Load the page again; if that does not help, build the site anew.`);
	};
	const manifest: Manifest =
		parseManifest(new TextDecoder().decode(await fetchNewest(`${path}/manifest.json`))) ?? refuse('its manifest is damaged');
	const misfit = refuseManifest(manifest, modelId);
	if (misfit !== null) refuse(misfit);
	const read = async (name: string): Promise<Uint8Array> => {
		const bytes = await fetchNewest(`${path}/${name}`);
		const problem = await refuseFile(manifest, name, bytes);
		if (problem !== null) refuse(problem);
		return bytes;
	};
	const stored: StoredIndex = { index: await decodeIndex(manifest, read), read };
	return { base: await openBase(manifest, stored, null), embedder: null };
}

/** Asks the server whether a copy is still the newest: files of two builds do not go together. */
function fetchNewest(address: string): Promise<Uint8Array> {
	return fetchFile(address, 'no-cache');
}
