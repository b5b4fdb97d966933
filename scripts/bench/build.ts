import { type Corpus, readCorpus } from '../../src/knowledge/corpus.node.ts';
import type { Listener } from '../../src/knowledge/listener.ts';
import { cacheFolder, contentFolder } from '../../src/knowledge/working-files.node.ts';
import { encodeLearned, learnCorpus } from '../../src/matching/learning/learn.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { cacheEmbeddings } from '../../src/search/embedding-cache.node.ts';
import { writeIndex } from '../../src/search/index-files.node.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { multiplyArticles } from './corpus.ts';
import { peakMemory, type Report, seconds } from './measure.ts';

/** Builds the index of the shipped articles (size 0), or of as many sections made of them, into `folder`. */
export async function measureBuilding(size: number, folder: string, embedder: Embedder, listener: Listener): Promise<Report> {
	const corpus = await readCorpus(contentFolder());
	const cached = cacheEmbeddings(embedder, cacheFolder(), (done, total) => listener.progress('embedding', done, total));
	const input = size === 0 ? { corpus, embedder: cached } : await makeCorpus(corpus, size, cached);
	// What is not embedded yet is embedded now, before the clock runs.
	if (size === 0) await buildIndex(corpus, cached);

	const started = performance.now();
	const index = await buildIndex({ articles: input.corpus.articles, links: input.corpus.links }, input.embedder);
	const indexed = performance.now();
	listener.progress('learning', 0, 1);
	const learned = learnCorpus(index);
	const done = performance.now();
	listener.progress('learning', 1, 1);
	const graph = { from: 0, to: 0 };
	const progress: Listener['progress'] = (step, part, total) => {
		graph.from ||= performance.now();
		if (part === total) graph.to = performance.now();
		listener.progress(step, part, total);
	};
	const { recall } = await writeIndex(folder, index, '', encodeLearned(learned), { ...listener, progress });

	const sections = index.passages.filter(({ kind }) => kind === 'section').length;
	const facts = [
		`${count(index.articles.length)} articles, ${count(sections)} sections, ${count(index.passages.length - sections)} phrases`,
		`index built (without embedding) in ${seconds(performance.now() - started)}: words ${seconds(indexed - started)}, learning ${seconds(done - indexed)}`,
	];
	if (recall !== null)
		facts.push(`graph built in ${seconds(graph.to - graph.from)}, recall@10 ${recall.toFixed(3)} in the manifest (passages as queries)`);
	return { facts, timings: {}, peakMemory: peakMemory() };
}

/** The articles multiplied, and an embedder that knows their vectors. */
async function makeCorpus(corpus: Corpus, size: number, embedder: Embedder): Promise<{ corpus: Corpus; embedder: Embedder }> {
	const shown = corpus.articles.filter(({ state }) => state !== 'archived');
	const made = await multiplyArticles(shown, embedder, size);
	return { corpus: { ...corpus, articles: made.articles, links: [] }, embedder: { ...embedder, embed: async () => made.vectors } };
}

export function count(number: number): string {
	return number.toLocaleString('en-GB');
}
