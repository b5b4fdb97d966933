// First, for it must come before the first schema.
import './without-eval.ts';
import type { KnowledgeBase } from '../matching/knowledge-base.ts';
import { matchTicket } from '../matching/match-ticket.ts';
import { openBase } from '../matching/open-base.ts';
import type { MatchResult } from '../matching/result.ts';
import { refuseTicket, type Ticket } from '../matching/ticket.ts';
import { type Embedder, loadEmbedder, modelId } from '../search/embedder.ts';
import { decodeIndex, type Manifest, parseManifest, refuseFile, refuseManifest, type StoredIndex } from '../search/index-format.ts';

/** Where the engine's files are: paths on the site such as `/kb/index`. Without a model, tickets are matched by words alone. */
export interface EnginePlaces {
	index: string;
	model: string | null;
}

/** What a page may ask. `id` comes back with the reply. A ticket may be sent while the engine opens, and waits for it. */
export type EngineRequest = { id: number; open: EnginePlaces } | { id: number; ticket: Ticket };

/** The reply to the request of this id; `problem` is a sentence for people. */
export type EngineReply = { id: number } & ({ opened: { articles: number } } | { result: MatchResult } | { problem: string });

let engine: Promise<{ base: KnowledgeBase; embedder: Embedder | null }> | null = null;

addEventListener('message', async ({ data }: MessageEvent<EngineRequest>) => {
	let reply: EngineReply;
	try {
		if ('open' in data) {
			engine = openEngine(data.open);
			reply = { id: data.id, opened: { articles: (await engine).base.index.articles.length } };
		} else reply = { id: data.id, result: await match(data.ticket) };
	} catch (error) {
		reply = { id: data.id, problem: error instanceof Error ? error.message : String(error) };
	}
	postMessage(reply);
});

async function match(ticket: Ticket): Promise<MatchResult> {
	if (engine === null) throw new Error('The engine has not been opened.');
	const refused = refuseTicket(ticket);
	if (refused !== null) throw new Error(refused);
	const { base, embedder } = await engine;
	return matchTicket(base, embedder, ticket);
}

/** Fetches index and model at the same time. Throws a sentence where one of them is not there or not fit. */
async function openEngine(places: EnginePlaces): Promise<{ base: KnowledgeBase; embedder: Embedder | null }> {
	const [stored, embedder] = await Promise.all([fetchIndex(places.index), places.model === null ? null : openModel(places.model)]);
	return { base: await openBase(stored.manifest, stored, embedder), embedder };
}

async function openModel(path: string): Promise<Embedder> {
	return loadEmbedder(path).catch((error: unknown) => {
		throw new Error(`The embedding model at ${path} cannot be loaded: ${error instanceof Error ? error.message : error}`);
	});
}

async function fetchIndex(path: string): Promise<StoredIndex & { manifest: Manifest }> {
	const refuse = (why: string): never => {
		throw new Error(`The index at ${path} cannot be used: ${why}. Load the page again; if that does not help, build the site anew.`);
	};
	const manifest = parseManifest(new TextDecoder().decode(await fetchFile(`${path}/manifest.json`))) ?? refuse('its manifest is damaged');
	const misfit = refuseManifest(manifest, modelId);
	if (misfit !== null) refuse(misfit);
	const read = async (name: string): Promise<Uint8Array> => {
		const bytes = await fetchFile(`${path}/${name}`);
		const problem = await refuseFile(manifest, name, bytes);
		if (problem !== null) refuse(problem);
		return bytes;
	};
	return { manifest, index: await decodeIndex(manifest, read), read };
}

/** Asks the server whether a copy is still the newest: files of two builds do not go together. */
async function fetchFile(address: string): Promise<Uint8Array> {
	const response = await fetch(address, { cache: 'no-cache' }).catch(() => {
		throw new Error(`${address} cannot be reached. Try again in a moment.`);
	});
	if (!response.ok) throw new Error(`The server answered ${response.status} to ${address}.`);
	return new Uint8Array(await response.arrayBuffer());
}
