import { z } from 'zod';
import { Bm25Index } from './bm25.ts';
import { bytesOf, decodeJson, encodeJson, floatsOf } from './bytes.ts';
import { groupRows, type SearchIndex } from './search-index.ts';

/** Raised whenever what is written, or how it is made, changes: an index of another format is built anew. */
export const indexFormat = 6;

export const manifestSchema = z.object({
	format: z.number(),
	/** Id of the model that made the vectors; null where words alone are indexed. */
	model: z.string().nullable(),
	/** SHA-256 of the corpus, from `hashCorpus`. */
	corpus: z.string(),
	counts: z.object({ articles: z.number(), passages: z.number(), dimensions: z.number() }),
	/** Of the graph of near passages: how many passages it finds for one, of the ten nearest, as a share. Null where all are compared. */
	recall: z.number().nullable(),
	/** What the matching learned from the corpus, as it describes it itself. */
	learned: z.unknown(),
	files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** An index as it was read, with the files that others stored beside it. */
export interface StoredIndex {
	index: SearchIndex;
	/** The bytes of a stored file, compared with the manifest. */
	read(name: string): Promise<Uint8Array>;
}

/** The manifest in its JSON; null where it is none. Of another format, only the format is told. */
export function parseManifest(text: string): Manifest | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	// Another format may lack fields; that it is another is all that matters.
	const format = (value as { format?: unknown } | null)?.format;
	if (typeof format === 'number' && format !== indexFormat) {
		return { format, model: null, corpus: '', counts: { articles: 0, passages: 0, dimensions: 0 }, recall: null, learned: null, files: {} };
	}
	return manifestSchema.safeParse(value).data ?? null;
}

/** Why an index cannot be used with the model `model`, in a few words; null where it can. */
export function refuseManifest(manifest: Manifest, model: string): string | null {
	if (manifest.format !== indexFormat) return `the index has format ${manifest.format}, this version reads ${indexFormat}`;
	if (manifest.model !== null && manifest.model !== model)
		return `the index was made by the model ${manifest.model}, this version uses ${model}`;
	return null;
}

/** Why these are not the bytes that the manifest means, in a few words; null where they are. */
export async function refuseFile({ files }: Manifest, name: string, bytes: Uint8Array): Promise<string | null> {
	const expected = files[name];
	if (expected === undefined) return `the manifest does not know ${name}`;
	if (bytes.length !== expected.bytes) return `${name} has ${bytes.length} bytes instead of ${expected.bytes}`;
	// Over plain HTTP a browser has no checksums, and the length must do.
	const changed = crypto.subtle !== undefined && (await sha256(bytes)) !== expected.sha256;
	return changed ? `${name} has been changed since it was written` : null;
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The parts of an index as they are stored, by file name. The same bytes for the same index. */
export function encodeIndex(index: SearchIndex): Record<string, Uint8Array> {
	const files: Record<string, Uint8Array> = {
		'articles.json': encodeJson(index.articles),
		'passages.json': encodeJson(index.passages),
		'article-words.bin': index.articleWords.toBytes(),
		'passage-words.bin': index.passageWords.toBytes(),
	};
	if (index.vectors !== null) files['vectors.bin'] = bytesOf(index.vectors.values);
	return files;
}

/** Puts an index together from its stored parts, whose checksums were compared. Throws where a part does not fit the manifest. */
export async function decodeIndex(manifest: Manifest, read: (name: string) => Promise<Uint8Array>): Promise<SearchIndex> {
	const articles: SearchIndex['articles'] = decodeJson(await read('articles.json'));
	const passages: SearchIndex['passages'] = decodeJson(await read('passages.json'));
	const { dimensions } = manifest.counts;
	const values = manifest.model === null ? null : floatsOf(await read('vectors.bin'));
	if (values !== null && values.length !== passages.length * dimensions)
		throw new Error(
			`the manifest says ${dimensions} numbers for each of ${passages.length} passages, vectors.bin has ${values.length} in all`,
		);
	return {
		articles,
		passages,
		rowsOf: groupRows(passages, articles.length),
		articleWords: Bm25Index.fromBytes(await read('article-words.bin')),
		passageWords: Bm25Index.fromBytes(await read('passage-words.bin')),
		vectors: values === null ? null : { dimensions, values },
		graph: null,
		model: manifest.model,
		isStatic: false,
	};
}
