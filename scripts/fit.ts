import { type Corpus, readCorpus } from '../src/knowledge/corpus.node.ts';
import { cacheFolder } from '../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../src/matching/engine.node.ts';
import { fitWeights } from '../src/matching/learning/fit.ts';
import { askTexts, holdBack, type Trial } from '../src/matching/learning/held-back.ts';
import { weightsSchema } from '../src/matching/learning/learn.ts';
import { defaultWeights } from '../src/matching/learning/probability.ts';
import { fitClassifier } from '../src/matching/learning/train.ts';
import { readLinkText } from '../src/matching/reading/read-ticket.ts';
import type { Embedder } from '../src/search/embedder.ts';
import { cacheEmbeddings } from '../src/search/embedding-cache.node.ts';
import { seededRandom, shuffle } from '../src/search/random.ts';
import { buildIndex } from '../src/search/search-index.ts';
import { exitCodes, InputError, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

/** Phrases and links that an article is left with when some are taken away. */
const leftWith = [0, 1, 2, 3, 5, 10] as const;

/**
 * How strongly the weights are held near 0, against the mean loss of a text. Texts held back are nearer to those that
 * stayed than tickets are, so that the best weights for them lean too much on the nearest one; chosen on the tuning halves.
 */
const strength = { texts: 0.001, bare: 0.0003 } as const;
const nothing = weightsSchema.parse(Object.fromEntries(Object.keys(defaultWeights).map((name) => [name, 0])));

/**
 * `npm run -s fit -- DIR…`: the weights that suit these corpora, from their own phrases and links held back: with all such
 * texts and with some taken away at random (`defaultWeights`), and with none (`proseWeights`).
 */
await runCommand(async () => {
	const { positionals: folders } = readArguments({ allowPositionals: true, options: {} });
	if (folders.length === 0) throw new UsageError('usage: npm run -s fit -- DIR…   (corpora with phrases or links)');
	const listener = terminalListener();
	const embedder = await openEmbedder(listener);
	if (embedder === null) return exitCodes.problems;
	const cached = cacheEmbeddings(embedder, cacheFolder(), (done, total) => listener.progress('embedding', done, total));
	const sets: Trial[][] = [];
	for (const folder of folders) {
		const corpus = await readCorpus(folder);
		const links = corpus.links.map((link) => ({ ...link, text: readLinkText(link.text) }));
		sets.push(...(await holdBackThrice({ ...corpus, links }, cached)));
		listener.progress('holding texts back', sets.length / 3, folders.length);
	}
	const empty = folders.find((_, at) => sets[at * 3]?.length === 0);
	if (empty !== undefined) throw new InputError(`${empty}: has neither phrases nor links to fit on. Name another corpus.`);
	const withTexts = sets.filter((_, at) => at % 3 !== 2);
	const bare = sets.filter((_, at) => at % 3 === 2);
	const fitted = { defaultWeights: fitWeights(withTexts, nothing, strength.texts), proseWeights: fitWeights(bare, nothing, strength.bare) };
	process.stdout.write(`${JSON.stringify(fitted, null, '\t')}\n`);
	return exitCodes.fine;
});

/** The corpus with all its phrases and links, with some, and with none. */
async function holdBackThrice(corpus: Corpus, embedder: Embedder): Promise<Trial[][]> {
	const sets: Trial[][] = [];
	for (const each of [corpus, thin(corpus)]) {
		const index = await buildIndex(each, embedder);
		const classifier = fitClassifier(index);
		sets.push(classifier === null ? [] : holdBack(index, classifier, defaultWeights));
	}
	const bare = await buildIndex({ articles: corpus.articles.map((article) => ({ ...article, phrases: [] })), links: [] }, embedder);
	const positions = new Map(bare.articles.map(({ id }, position) => [id, position]));
	const texts = [
		...corpus.articles.flatMap(({ id, phrases }) => phrases.map((text) => ({ id, text }))),
		...corpus.links.map(({ article, text }) => ({ id: article, text })),
	].flatMap(({ id, text }) => {
		const article = positions.get(id);
		return article === undefined ? [] : [{ article, text }];
	});
	const chosen = texts.slice(0, 1_500);
	const vectors = await embedder.embed(chosen.map(({ text }) => text));
	sets.push(
		askTexts(
			bare,
			defaultWeights,
			chosen.map((text, at) => ({ ...text, vector: vectors[at] ?? new Float32Array() })),
		),
	);
	return sets;
}

function thin(corpus: Corpus): Corpus {
	const random = seededRandom('thin');
	const few = <T>(texts: readonly T[]): T[] => shuffle(texts, random).slice(0, leftWith[Math.floor(random() * leftWith.length)]);
	const byArticle = Map.groupBy(corpus.links, ({ article }) => article);
	return {
		...corpus,
		articles: corpus.articles.map((article) => ({ ...article, phrases: few(article.phrases) })),
		links: [...byArticle.values()].flatMap(few),
	};
}
