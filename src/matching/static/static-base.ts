import { decodeJson } from '../../search/bytes.ts';
import type { Embedder } from '../../search/embedder.ts';
import { fileOf, type StaticManifest, staticFormat } from '../../search/static/static-files.ts';
import { openStaticIndex, type ReadFile } from '../../search/static/static-index.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';
import type { Learned } from '../learning/learn.ts';
import { decodeLinear } from '../learning/linear.ts';

/** What the manifest of a static index says of what was learned. */
export interface StaticLearned extends Pick<Learned, 'weights' | 'threshold'> {
	hasClassifier: boolean;
}

/** A knowledge base that fetches what each ticket needs, and what turns tickets into vectors for it. */
export interface StaticBase {
	base: KnowledgeBase;
	embedder: Embedder;
}

/**
 * Opens the static index whose manifest this is; `read` gets its other files. What it finds is never certain but for an
 * exact text. It does not know which words are mistyped. Throws a sentence for a manifest of another format, and what
 * `read` throws.
 */
export async function openStaticBase(
	manifest: StaticManifest,
	read: ReadFile,
	isReadable: (text: string) => boolean = () => true,
): Promise<StaticBase> {
	const { weights, threshold, hasClassifier } = manifest.learned as StaticLearned;
	const [opened, bytes] = await Promise.all([openStaticIndex(manifest, read), hasClassifier ? read(fileOf.learned) : null]);
	const { index, embedder, loadWords, loadArticles } = opened;
	const learned: Learned = { classifier: null, weights, threshold, heldBack: 0 };
	if (bytes !== null) learned.linear = decodeLinear(bytes);
	return { base: { index, learned, spelling: null, isReadable, parts: { loadWords, loadArticles } }, embedder };
}

/** The manifest in its JSON. Throws a sentence where it is of another format. */
export function parseStaticManifest(bytes: Uint8Array): StaticManifest {
	const manifest: StaticManifest = decodeJson(bytes);
	if (manifest.format !== staticFormat)
		throw new Error(`The index for pages has format ${manifest.format}, this version reads ${staticFormat}.`);
	return manifest;
}
