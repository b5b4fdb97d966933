import { cacheFolder } from '../../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../../src/matching/engine.node.ts';
import { isReadable } from '../../src/matching/reading/language.ts';
import { readTicket } from '../../src/matching/reading/read-ticket.ts';
import { type DistillableModel, makeStatic } from '../../src/matching/static/make-static.ts';
import { openStaticBase, type StaticBase } from '../../src/matching/static/static-base.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { cacheEmbeddings } from '../../src/search/embedding-cache.node.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { cachePieces } from '../../src/search/static/piece-cache.node.ts';
import { readInContext } from '../../src/search/static/pieces-in-context.ts';

/** The files of an index, by name. */
export type Made = Awaited<ReturnType<typeof makeStatic>>;

/** Makes the static files of corpora with the model that ships; no text is embedded twice. */
export interface Distiller {
	make(corpus: Parameters<typeof buildIndex>[0]): Promise<Made>;
	/** Texts that the model itself was asked for, in order. */
	embedded: string[];
}

/** `folder` keeps vectors of texts. What the model makes of pieces is kept where the commands keep it: it takes a minute once. */
export async function openDistiller(folder: string): Promise<Distiller> {
	const silent = { progress: () => {}, notice: () => {} };
	const embedder = await openEmbedder(silent);
	if (embedder?.pieces === undefined) throw new Error('there is no model to distil');
	const { pieces, dimensions, id } = embedder;
	const embedded: string[] = [];
	const listening: Embedder = {
		...embedder,
		embed: (texts) => {
			embedded.push(...texts);
			return embedder.embed(texts);
		},
	};
	const cached = cacheEmbeddings(listening, folder);
	const model: DistillableModel = {
		vocabulary: [...pieces.numbers.keys()],
		embed: cached.embed,
		readPieces: (names, onProgress) =>
			cachePieces(cacheFolder(), id, names, dimensions, () => readInContext(pieces, names, dimensions, onProgress)),
	};
	return {
		embedded,
		make: async (corpus) => {
			const index = await buildIndex(corpus, cached);
			if (index.vectors === null) throw new Error('the index has no vectors');
			return makeStatic({ ...index, vectors: index.vectors }, model, () => {});
		},
	};
}

/** What a page has of static files: the base, and the names of the files that it has read, in order. */
export interface Opened extends StaticBase {
	read: string[];
}

/**
 * Opens static files as a page does, from bytes that begin anywhere in memory, as those that Node reads do. A file for
 * which `fails` says so is not to be had.
 */
export async function openMade(files: Made, fails: (name: string) => boolean = () => false): Promise<Opened> {
	const read: string[] = [];
	const opened = await openStaticBase(
		async (name) => {
			read.push(name);
			const bytes = files[name];
			if (bytes === undefined || fails(name)) throw new Error(`${name} cannot be read.`);
			return Buffer.concat([Buffer.alloc(3, 0xff), bytes]).subarray(3);
		},
		(ticket) => readTicket(ticket, isReadable),
	);
	return { ...opened, read };
}
