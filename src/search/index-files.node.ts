import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { putInPlace, removeAbandonedDrafts } from '../knowledge/drafts.node.ts';
import { LexicalIndex } from './lexical.ts';
import type { SearchIndex } from './search-index.ts';

/** Raised whenever what is written, or how it is made, changes: an index of another format is built anew. */
export const indexFormat = 2;

const manifestSchema = z.object({
	format: z.number(),
	/** Id of the model that made the vectors; null where words alone are indexed. */
	model: z.string().nullable(),
	/** SHA-256 of the corpus, from `hashCorpus`. */
	corpus: z.string(),
	counts: z.object({ articles: z.number(), passages: z.number(), dimensions: z.number() }),
	files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The index on disk cannot be used as it is; `message` names the command that repairs it. */
export class IndexError extends Error {}

/** Writes the index whole beside its place, then renames it there: a reader never sees half of it. */
export async function writeIndex(folder: string, index: SearchIndex, corpus: string): Promise<Manifest> {
	const contents: Record<string, Uint8Array> = {
		'articles.json': encode(index.articles),
		'passages.json': encode(index.passages),
		'article-words.json': encode(index.articleWords.toJson()),
		'passage-words.json': encode(index.passageWords.toJson()),
	};
	if (index.vectors !== null) {
		const { values } = index.vectors;
		contents['vectors.bin'] = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
	}
	const manifest: Manifest = {
		format: indexFormat,
		model: index.model,
		corpus,
		counts: { articles: index.articles.length, passages: index.passages.length, dimensions: index.vectors?.dimensions ?? 0 },
		files: Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, { bytes: bytes.length, sha256: sha256(bytes) }])),
	};
	await mkdir(dirname(folder), { recursive: true });
	await removeAbandonedDrafts(dirname(folder), '.building-');
	const draft = await mkdtemp(`${folder}.building-`);
	for (const [name, bytes] of Object.entries(contents)) await writeFile(join(draft, name), bytes);
	await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	await putInPlace(draft, folder);
	return manifest;
}

/** The manifest, or null where there is no index. Throws IndexError where it cannot be read. */
export async function readManifest(folder: string, repair: string): Promise<Manifest | null> {
	if (!existsSync(folder)) return null;
	const file = join(folder, 'manifest.json');
	const refuse = (why: string): never => {
		throw new IndexError(`${file}: ${why}. Build the index anew: ${repair}`);
	};
	if (!existsSync(file)) return refuse('is missing, so the index beside it was written in part');
	try {
		return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
	} catch {
		return refuse('is damaged');
	}
}

/**
 * Reads an index and checks it against its manifest. Throws IndexError, with the command that repairs it, where the
 * format is another, a file is missing, truncated or changed, or the vectors are another model's than `model`.
 */
export async function readIndex(folder: string, manifest: Manifest, model: string, repair: string): Promise<SearchIndex> {
	const refuse = (why: string): never => {
		throw new IndexError(`${folder}: ${why}. Build the index anew: ${repair}`);
	};
	if (manifest.format !== indexFormat) refuse(`the index has format ${manifest.format}, this version reads ${indexFormat}`);
	if (manifest.model !== null && manifest.model !== model)
		refuse(`the index was made by the model ${manifest.model}, this version uses ${model}`);
	const read = async (name: string): Promise<Uint8Array> => {
		const expected = manifest.files[name] ?? refuse(`the manifest does not know ${name}`);
		const path = join(folder, name);
		if (!existsSync(path)) refuse(`${name} is missing`);
		const bytes = await readFile(path);
		if (bytes.length !== expected.bytes) refuse(`${name} has ${bytes.length} bytes instead of ${expected.bytes}`);
		if (sha256(bytes) !== expected.sha256) refuse(`${name} has been changed since it was written`);
		return bytes;
	};
	const passages: SearchIndex['passages'] = decode(await read('passages.json'));
	const { dimensions } = manifest.counts;
	// Copied: a Buffer may be a window on memory that it shares, and begin anywhere in it.
	const values = manifest.model === null ? null : new Float32Array(new Uint8Array(await read('vectors.bin')).buffer);
	if (values !== null && values.length !== passages.length * dimensions)
		refuse(`the manifest says ${dimensions} numbers for each of ${passages.length} passages, vectors.bin has ${values.length} in all`);
	return {
		articles: decode(await read('articles.json')),
		passages,
		articleWords: LexicalIndex.fromJson(decode(await read('article-words.json'))),
		passageWords: LexicalIndex.fromJson(decode(await read('passage-words.json'))),
		vectors: values === null ? null : { dimensions, values },
		model: manifest.model,
	};
}

function encode(value: unknown): Uint8Array {
	return new TextEncoder().encode(JSON.stringify(value));
}

/** What the checksum vouches for has the shape that `writeIndex` gave it. */
function decode<T>(bytes: Uint8Array): T {
	return JSON.parse(new TextDecoder().decode(bytes));
}

function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
