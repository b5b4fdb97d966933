import type { Embedder } from '../search/embedder.ts';
import type { Manifest, StoredIndex } from '../search/index-format.ts';
import { type KnowledgeBase, openKnowledgeBase } from './knowledge-base.ts';
import { classifierFile, decodeLearned } from './learning/learn.ts';

/** The knowledge base of a stored index, wherever its files lie. Throws what `read` throws, and where the manifest says nothing learned. */
export async function openBase(manifest: Manifest, { index, read }: StoredIndex, embedder: Embedder | null): Promise<KnowledgeBase> {
	const bytes = manifest.files[classifierFile] === undefined ? null : await read(classifierFile);
	return openKnowledgeBase(index, decodeLearned(manifest.learned, bytes, manifest.counts.dimensions), embedder);
}
