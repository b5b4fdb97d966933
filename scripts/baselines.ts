import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import type { Listener } from '../src/knowledge/listener.ts';
import type { Engine } from '../src/matching/engine.node.ts';
import type { Ranking } from '../src/matching/evaluation/baselines.ts';
import { matchTicket } from '../src/matching/match-ticket.ts';
import { openStaticFolder } from '../src/matching/static/static.node.ts';
import type { Embedder } from '../src/search/embedder.ts';
import { passageForModel } from '../src/search/passages.ts';
import type { SearchIndex } from '../src/search/search-index.ts';
import { allRows, cosinesOf } from '../src/search/vectors.ts';

/** Another way to search the same texts. */
export interface Baseline {
	about: string;
	/** `vector` is the query's, of norm 1; null where there is no model. */
	rank(text: string, vector: Float32Array | null): Promise<Ranking>;
}

/** The other ways to search an engine's index, by name. Without a model: words alone. */
export async function openBaselines({ base: { index }, files }: Engine): Promise<Record<string, Baseline>> {
	const bm25 = openBm25(index);
	const parts = await files.makeStatic();
	if (index.vectors === null || parts === null) return { bm25 };
	return {
		bm25,
		static: await openStatic(parts),
		model: openModel(index, index.vectors),
		orama: await openOrama(index, index.vectors),
	};
}

/** What every baseline makes of every text, in their order. */
export async function rankAll(
	baselines: Record<string, Baseline>,
	texts: readonly string[],
	embedder: Embedder | null,
	listener: Listener,
): Promise<Record<string, Ranking[]>> {
	const rankings: Record<string, Ranking[]> = Object.fromEntries(Object.keys(baselines).map((name) => [name, []]));
	for (const [position, text] of texts.entries()) {
		const [vector = null] = embedder === null || !('model' in baselines) ? [] : await embedder.embed([text]);
		for (const [name, baseline] of Object.entries(baselines)) rankings[name]?.push(await baseline.rank(text, vector));
		listener.progress('other ways to search', position + 1, texts.length);
	}
	return rankings;
}

/** BM25 with the library's own settings: one document an article, one a phrase and one a linked ticket. */
function openBm25(index: SearchIndex): Baseline {
	const articles = index.articles.map(({ title }, article) => ({ article, title, text: '' }));
	const others: typeof articles = [];
	for (const { article, kind, heading, text } of index.passages) {
		const whole = articles[article];
		if (kind !== 'section') others.push({ article, title: '', text });
		else if (whole !== undefined) whole.text += `${heading}\n${text}\n`;
	}
	const documents = [...articles, ...others].map((document, id) => ({ id, ...document }));
	const engine = new MiniSearch<(typeof documents)[number]>({ fields: ['title', 'text'], storeFields: ['article'] });
	engine.addAll(documents);
	return {
		about: 'BM25 alone (minisearch, its own settings)',
		rank: async (text) => poolArticles(index, engine.search(text), (hit) => hit.article),
	};
}

/** The very files and code that a page ranks with where there is no server and no model. */
async function openStatic(folder: string): Promise<Baseline> {
	const { base, embedder } = await openStaticFolder(folder);
	return {
		about: 'static: a page without the model (distilled vectors and words, fetched in parts)',
		async rank(text) {
			const { candidates } = await matchTicket(base, embedder, { text });
			return candidates.map(({ article, probability }) => ({ article, score: probability }));
		},
	};
}

function openModel(index: SearchIndex, vectors: NonNullable<SearchIndex['vectors']>): Baseline {
	return {
		about: 'the model alone (cosine of the nearest passage)',
		async rank(_, vector) {
			if (vector === null) return [];
			const hits = Array.from(cosinesOf(vectors, allRows(vectors), vector), (score, passage) => ({ score, passage }));
			return poolArticles(index, hits, ({ passage }) => index.passages[passage]?.article);
		},
	};
}

/** The least cosine that Orama counts as a hit. Its own, .8, is for other models: with this one hardly a ticket has a passage that near. */
const oramaSimilarity = 0;

/** Passages that Orama is asked for; it copies each. Enough for ten articles, however many passages the first have. */
const oramaHits = 500;

async function openOrama(index: SearchIndex, { dimensions, values }: NonNullable<SearchIndex['vectors']>): Promise<Baseline> {
	const orama = create({ schema: { text: 'string', embedding: `vector[${dimensions}]` } as const });
	const documents = index.passages.map((passage, row) => ({
		id: String(row),
		text: passageForModel(passage, index.articles[passage.article] ?? { title: '', path: '' }),
		embedding: Array.from(values.subarray(row * dimensions, (row + 1) * dimensions)),
	}));
	await insertMultiple(orama, documents);
	return {
		about: `Orama hybrid (its own weights, cosines from ${oramaSimilarity})`,
		async rank(text, vector) {
			const { hits } = await search(orama, {
				mode: 'hybrid',
				term: text,
				vector: { value: Array.from(vector ?? []), property: 'embedding' },
				similarity: oramaSimilarity,
				limit: oramaHits,
			});
			return poolArticles(index, hits, ({ id }) => index.passages[Number(id)]?.article);
		},
	};
}

/** Articles by the best of their hits. */
function poolArticles<Hit extends { score: number }>(
	index: SearchIndex,
	hits: readonly Hit[],
	articleOf: (hit: Hit) => number | undefined,
): Ranking {
	const best = new Map<number, number>();
	for (const hit of hits) {
		const article = articleOf(hit);
		if (article !== undefined && hit.score > (best.get(article) ?? Number.NEGATIVE_INFINITY)) best.set(article, hit.score);
	}
	return [...best]
		.sort(([, a], [, b]) => b - a)
		.slice(0, 10)
		.map(([article, score]) => ({ article: index.articles[article]?.id ?? '', score }));
}
