import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { putInPlace, removeAbandonedDrafts } from '../../knowledge/drafts.node.ts';
import { cacheFolder, indexFolder, staticFolder } from '../../knowledge/working-files.node.ts';
import { encodeJson } from '../../search/bytes.ts';
import type { Embedder } from '../../search/embedder.ts';
import { cacheEmbeddings } from '../../search/embedding-cache.node.ts';
import { readIndex, readManifest } from '../../search/index-files.node.ts';
import { cachePieces } from '../../search/static/piece-cache.node.ts';
import { readInContext } from '../../search/static/pieces-in-context.ts';
import { fileOf, type StaticManifest, staticFormat } from '../../search/static/static-files.ts';
import { isReadable } from '../reading/language.ts';
import { readTicket } from '../reading/read-ticket.ts';
import { makeStatic } from './make-static.ts';
import { openStaticBase, parseStaticManifest, type StaticBase } from './static-base.ts';

/** Beside the files: what they were made from. */
const stampFile = '.made-from';

type OnProgress = (step: string, done: number, total: number) => void;

/**
 * The folder of what pages rank with, made from the index on disk where it is not of this one: the distilled model, the
 * words and the vectors in small files. Null where there is no model to distil. `repair` is told where the index is damaged.
 */
export async function readyStatic(
	corpus: string,
	embedder: Embedder | null,
	repair: string,
	onProgress: OnProgress,
): Promise<string | null> {
	const source = indexFolder(corpus);
	const manifest = await readManifest(source, repair);
	if (embedder?.pieces === undefined || manifest === null || manifest.model !== embedder.id) return null;
	const folder = staticFolder(corpus);
	const stamp = createHash('sha256')
		.update(`${staticFormat}\n${JSON.stringify(manifest)}`)
		.digest('hex');
	const stampPath = join(folder, stampFile);
	if (existsSync(stampPath) && (await readFile(stampPath, 'utf8')) === stamp) return folder;

	const { index } = await readIndex(source, manifest, embedder.id, repair);
	const { vectors } = index;
	if (vectors === null) return null;
	const { pieces, dimensions, id } = embedder;
	const cached = cacheEmbeddings(embedder, cacheFolder(), (done, total) => onProgress('reading passages for pages', done, total));
	const model = {
		vocabulary: pieces.numbers.keys(),
		embed: cached.embed,
		readPieces: (names: readonly string[], told: (done: number, total: number) => void) =>
			cachePieces(cacheFolder(), id, names, dimensions, () => readInContext(pieces, names, dimensions, told)),
	};
	const files = await makeStatic({ ...index, vectors }, model, onProgress);
	const hash = createHash('sha256');
	for (const [name, bytes] of Object.entries(files)) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
	const named: StaticManifest = { format: staticFormat, folder: hash.digest('hex').slice(0, 16) };

	await mkdir(dirname(folder), { recursive: true });
	await removeAbandonedDrafts(dirname(folder), '.building-');
	const draft = await mkdtemp(`${folder}.building-`);
	const parts = new Set(Object.keys(files).map((name) => dirname(join(draft, named.folder, name))));
	for (const part of parts) await mkdir(part, { recursive: true });
	for (const [name, bytes] of Object.entries(files)) await writeFile(join(draft, named.folder, name), bytes);
	await writeFile(join(draft, fileOf.manifest), encodeJson(named));
	await writeFile(join(draft, stampFile), stamp);
	await putInPlace(draft, folder);
	return folder;
}

/** Opens what `readyStatic` made, as a page does. */
export async function openStaticFolder(folder: string): Promise<StaticBase> {
	const manifest = parseStaticManifest(await readFile(join(folder, fileOf.manifest)));
	return openStaticBase(
		(name) => readFile(join(folder, manifest.folder, name)),
		(ticket) => readTicket(ticket, isReadable),
	);
}
