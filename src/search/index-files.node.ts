import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFolder } from '../knowledge/drafts.node.ts';
import type { Listener } from '../knowledge/listener.ts';
import {
	decodeIndex,
	encodeIndex,
	indexFormat,
	type Manifest,
	parseManifest,
	refuseFile,
	refuseManifest,
	type StoredIndex,
	sha256,
} from './index-format.ts';
import { graphFrom, openGraphMaker } from './neighbours.node.ts';
import { exactNeighbours, measureRecall } from './neighbours.ts';
import type { SearchIndex } from './search-index.ts';
import { vectorOf } from './vectors.ts';

/** The index on disk cannot be used as it is; `message` names the command that repairs it. */
export class IndexError extends Error {}

/** What is stored beside the index, by those who make it. */
export interface Companions {
	files: Record<string, Uint8Array>;
	/** Goes into the manifest. */
	learned: unknown;
}

export const graphFile = 'graph.hnsw';
/** Passages whose neighbours are looked up both ways to measure the recall of the graph. */
const recallSample = 200;

/** Writes the index whole beside its place, then renames it there: a reader never sees half of it. */
export async function writeIndex(
	folder: string,
	index: SearchIndex,
	corpus: string,
	companions: Companions,
	listener: Listener,
): Promise<Manifest> {
	const contents = { ...encodeIndex(index), ...companions.files };
	return replaceFolder(folder, async (draft) => {
		for (const [name, bytes] of Object.entries(contents)) await writeFile(join(draft, name), bytes);
		const recall = await writeGraph(join(draft, graphFile), index, listener);
		if (recall !== null) contents[graphFile] = await readFile(join(draft, graphFile));
		const files: Manifest['files'] = {};
		for (const [name, bytes] of Object.entries(contents)) files[name] = { bytes: bytes.length, sha256: await sha256(bytes) };
		const manifest: Manifest = {
			format: indexFormat,
			model: index.model,
			corpus,
			counts: { articles: index.articles.length, passages: index.passages.length, dimensions: index.vectors?.dimensions ?? 0 },
			recall,
			learned: companions.learned,
			files,
		};
		await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
		return manifest;
	});
}

/** Above the size from which it is faster, makes the graph of near passages, sets it in the index and gives its recall at 10. */
async function writeGraph(file: string, index: SearchIndex, { progress, notice }: Listener): Promise<number | null> {
	const { vectors, passages } = index;
	if (vectors === null || passages.length < graphFrom) return null;
	const maker = await openGraphMaker();
	if ('missing' in maker) {
		notice(maker.missing);
		return null;
	}
	const graph = await maker.build(vectors, (done, total) => progress('linking near passages', done, total));
	graph.save(file);
	index.graph = graph;
	const step = Math.max(1, Math.floor(passages.length / recallSample));
	const queries = Array.from({ length: Math.floor(passages.length / step) }, (_, at) => vectorOf(vectors, at * step));
	return measureRecall(graph, exactNeighbours(vectors), queries, 10);
}

/** The manifest, or null where there is no index. Throws IndexError where it cannot be read. */
export async function readManifest(folder: string, repair: string): Promise<Manifest | null> {
	if (!existsSync(folder)) return null;
	const file = join(folder, 'manifest.json');
	const refuse = (why: string): never => {
		throw new IndexError(`${file}: ${why}. Build the index anew: ${repair}`);
	};
	if (!existsSync(file)) return refuse('is missing, so the index beside it was written in part');
	return parseManifest(await readFile(file, 'utf8')) ?? refuse('is damaged');
}

/**
 * Reads an index and checks it against its manifest. Throws IndexError, with the command that repairs it, where the
 * format is another, a file is missing, truncated or changed, or the vectors are another model's than `model`.
 */
export async function readIndex(
	folder: string,
	manifest: Manifest,
	model: string,
	repair: string,
	notice: (text: string) => void = () => {},
): Promise<StoredIndex> {
	const refuse = (why: string): never => {
		throw new IndexError(`${folder}: ${why}. Build the index anew: ${repair}`);
	};
	const misfit = refuseManifest(manifest, model);
	if (misfit !== null) refuse(misfit);
	const read = async (name: string): Promise<Uint8Array> => {
		const path = join(folder, name);
		if (!existsSync(path)) refuse(`${name} is missing`);
		const bytes = await readFile(path);
		const problem = await refuseFile(manifest, name, bytes);
		if (problem !== null) refuse(problem);
		return bytes;
	};
	const index = await decodeIndex(manifest, read).catch((error: unknown) =>
		error instanceof IndexError ? Promise.reject(error) : refuse(error instanceof Error ? error.message : String(error)),
	);
	if (manifest.files[graphFile] !== undefined && index.vectors !== null) {
		await read(graphFile);
		const maker = await openGraphMaker();
		if ('missing' in maker) notice(maker.missing);
		else index.graph = maker.read(join(folder, graphFile), index.vectors);
	}
	return { index, read };
}
