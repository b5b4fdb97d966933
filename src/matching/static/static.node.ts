import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keepNewest, makeOnce } from '../../knowledge/drafts.node.ts';
import type { Listener } from '../../knowledge/listener.ts';
import { cacheFolder, indexFolder, staticFolder } from '../../knowledge/working-files.node.ts';
import { encodeJson } from '../../search/bytes.ts';
import type { Embedder, ModelPieces } from '../../search/embedder.ts';
import { cacheEmbeddings } from '../../search/embedding-cache.node.ts';
import { readIndex, readManifest } from '../../search/index-files.node.ts';
import { cachePieces } from '../../search/static/piece-cache.node.ts';
import { readInContext } from '../../search/static/pieces-in-context.ts';
import { fileOf, type StaticManifest, staticFormat } from '../../search/static/static-files.ts';
import type { VectorTable } from '../../search/vectors.ts';
import { isReadable } from '../reading/language.ts';
import { readTicket } from '../reading/read-ticket.ts';
import { type DistillableModel, makeStatic } from './make-static.ts';
import { openStaticBase, parseStaticManifest, type StaticBase } from './static-base.ts';

/** The states of a corpus that are kept: a site may be copying the one before. */
const keptStates = 3;

/**
 * The folder of what pages rank with, made where there is none of the index on disk: the distilled model, the words and
 * the vectors in small files. Each state has a folder of its own, whose files never change. Null where there is no model
 * to distil. `repair` is told where the index is damaged.
 */
export async function readyStatic(corpus: string, embedder: Embedder | null, repair: string, listener: Listener): Promise<string | null> {
	const manifest = await readManifest(indexFolder(corpus), repair);
	if (embedder?.pieces === undefined || manifest?.model !== embedder.id) return null;
	const { pieces } = embedder;
	const stamp = createHash('sha256')
		.update(`${staticFormat}\n${JSON.stringify(manifest)}`)
		.digest('hex');
	const states = staticFolder(corpus);
	const folder = join(states, stamp.slice(0, 16));
	const isNew = await makeOnce(folder, {
		isMade: async () => existsSync(folder),
		async fill(draft) {
			const { index } = await readIndex(indexFolder(corpus), manifest, embedder.id, repair);
			// An index of a model always has vectors.
			const vectors = index.vectors as VectorTable;
			await writeFiles(draft, await makeStatic({ ...index, vectors }, distillable(embedder, pieces, listener), listener.progress));
		},
		onWait: () => listener.notice(`Another command is preparing ${corpus} for pages; waiting for it.`),
	});
	if (isNew) await keepNewest(states, keptStates);
	return folder;
}

/** The model, with all that it has read before. */
function distillable(embedder: Embedder, pieces: ModelPieces, { progress }: Listener): DistillableModel {
	const { dimensions, id } = embedder;
	const { embed } = cacheEmbeddings(embedder, cacheFolder(), (done, total) => progress('reading passages for pages', done, total));
	return {
		vocabulary: pieces.numbers.keys(),
		embed,
		readPieces: (names, told) => cachePieces(cacheFolder(), id, names, dimensions, () => readInContext(pieces, names, dimensions, told)),
	};
}

/** In a folder that is named by their bytes: a page that holds an older manifest never reads newer files. */
async function writeFiles(draft: string, files: Record<string, Uint8Array>): Promise<void> {
	const hash = createHash('sha256');
	for (const [name, bytes] of Object.entries(files)) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
	const manifest: StaticManifest = { format: staticFormat, folder: hash.digest('hex').slice(0, 16) };
	const parts = new Set(Object.keys(files).map((name) => dirname(join(draft, manifest.folder, name))));
	for (const part of parts) await mkdir(part, { recursive: true });
	for (const [name, bytes] of Object.entries(files)) await writeFile(join(draft, manifest.folder, name), bytes);
	await writeFile(join(draft, fileOf.manifest), encodeJson(manifest));
}

/** Opens what `readyStatic` made, as a page does. */
export async function openStaticFolder(folder: string): Promise<StaticBase> {
	const manifest = parseStaticManifest(await readFile(join(folder, fileOf.manifest)));
	return openStaticBase(
		(name) => readFile(join(folder, manifest.folder, name)),
		(ticket) => readTicket(ticket, isReadable),
	);
}
