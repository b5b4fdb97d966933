import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNeighbours } from '../../src/search/neighbours.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { measureSignals, type Query, type Signals } from '../../src/search/signals.ts';
import { packVectors } from '../../src/search/vectors.ts';
import { stemsOf } from '../../src/search/words.ts';
import { article } from '../setup/articles.ts';
import { randomFrom, smallIndex, toUnit, vectorOfWords } from '../setup/small-index.ts';

/** Three articles of one passage each, and one vector a passage in the plane: its cosine with `east` is the one given. */
async function withCosines(...cosines: number[]): Promise<SearchIndex> {
	const articles = [
		article({ id: 'KI-1', title: 'Printer jams' }, 'Remove the paper from the tray.'),
		article({ id: 'KI-2', title: 'Tunnel drops' }, 'Restart the client.'),
		article({ id: 'KI-3', title: 'Mailbox full' }, 'Archive old letters.'),
	];
	const index = await buildIndex({ articles, links: [] }, null);
	const rows = cosines.map((cosine) => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2)));
	return { ...index, vectors: packVectors(rows, 2), model: 'plane' };
}

/** One article whose passages have these cosines with `east`. */
async function meaningOf(...cosines: number[]): Promise<number> {
	const index = await withCosines(1, 1, 1);
	const section = index.passages[0];
	if (section === undefined) throw new Error('an article has a passage');
	const rows = cosines.map((cosine) => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2)));
	const one = {
		...index,
		articles: index.articles.slice(0, 1),
		passages: cosines.map(() => section),
		rowsOf: [Uint32Array.from(cosines.keys())],
		vectors: packVectors(rows, 2),
	};
	return measureSignals(one, { stems: new Set(), vectors: east }).meaning[0] ?? Number.NaN;
}

const east = [Float32Array.of(1, 0)];
const north = Float32Array.of(0, 1);

function ask(text: string, more: Partial<Query> = {}): Query {
	return { stems: stemsOf(text), vectors: [vectorOfWords(text)], ...more };
}

describe('measureSignals', () => {
	test('goes by words alone where there is no model', async () => {
		const index = await withCosines(1, 1, 1);
		const signals = measureSignals(index, { stems: stemsOf('my paper is in the tray'), vectors: null });
		expect([...signals.candidates]).toEqual([0, 1, 2]);
		expect([...signals.meaning, ...signals.nearest]).toEqual([0, 0, 0, 0, 0, 0]);
		expect(signals.articleWords[0]).toBeGreaterThan(0.3);
		expect([...signals.articleWords.slice(1), ...signals.passageWords.slice(1)]).toEqual([0, 0, 0, 0]);
	});

	test('gives an article the words of its best passage, not of all together', async () => {
		const index = await smallIndex([
			{ id: 'KI-1', title: 'Scattered', body: '## A\n\npaper\n\n## B\n\ntray\n' },
			{ id: 'KI-2', title: 'Gathered', body: '## A\n\npaper tray\n\n## B\n\nother\n' },
		]);
		const { passageWords } = measureSignals(index, ask('paper tray'));
		expect(passageWords[1]).toBeGreaterThan((passageWords[0] ?? 0) * 1.5);
	});

	test('takes for each passage the part of a long ticket that is nearest to it', async () => {
		const { nearest } = measureSignals(await withCosines(0, 0.6, 1), { stems: new Set(), vectors: [north, ...east] });
		expect([...nearest]).toEqual([1, expect.closeTo(0.8), 1]);
	});

	test('lets no ticket count that its article did not solve', async () => {
		const articles = [{ id: 'KI-1', title: 'Printer jams' }];
		const text = 'sheets crumpled';
		const outcomes = (['resolved', 'tried', 'wrong'] as const).map((outcome) => [{ text, article: 'KI-1', outcome }]);
		const nearest = await Promise.all(
			outcomes.map(async (links) => {
				const { nearest, passageWords } = measureSignals(await smallIndex(articles, links), ask(text));
				return [(nearest[0] ?? 0) > 0.5, (passageWords[0] ?? 0) > 0];
			}),
		);
		expect(nearest).toEqual([
			[true, true],
			[false, false],
			[false, false],
		]);
	});

	test('never gives an archived article', async () => {
		const index = await smallIndex([
			{ id: 'KI-1', title: 'Paper stuck', state: 'archived' },
			{ id: 'KI-2', title: 'Tunnel drops' },
		]);
		const { candidates } = measureSignals(index, ask('paper stuck'));
		expect([...candidates].map((at) => index.articles[at]?.id)).toEqual(['KI-2']);
	});

	test('gives nothing for an empty index', async () => {
		const index = await buildIndex({ articles: [], links: [] }, null);
		expect(measureSignals(index, { stems: stemsOf('paper'), vectors: null }).candidates).toHaveLength(0);
	});
});

describe('the meaning of an article', () => {
	test('lies between its best passage and the mean of the best few', async () => {
		const meaning = await meaningOf(1, 0.5, 0.5, 0.5, 0.5);
		expect(meaning).toBeGreaterThan(0.6);
		expect(meaning).toBeLessThan(1);
	});

	test('is greater where it says it in several places, of two with the same best', async () => {
		expect(await meaningOf(0.8, 0.7, 0.7)).toBeGreaterThan(await meaningOf(0.8, 0.1, 0.1));
	});

	test('is not pulled down by the many other passages of a long article, wherever they stand', async () => {
		const few = await meaningOf(0.9, 0.8, 0.7, 0.6, 0.5);
		expect(await meaningOf(-1, 0.5, -1, 0.7, 0.6, -1, 0.9, 0.8)).toBeCloseTo(few, 6);
	});

	test('is its likeness where it has a single passage, and 0 where it has none', async () => {
		expect(await meaningOf(0.4)).toBeCloseTo(0.4, 6);
		expect(await meaningOf(-0.4)).toBeCloseTo(-0.4, 6);
		expect(await meaningOf()).toBe(0);
	});
});

describe('a query that leaves something out', async () => {
	const texts = ['paper stuck in tray', 'tray is stuck again', 'the tunnel drops at noon'];
	const index = await smallIndex(
		[
			{ id: 'KI-1', title: 'Printer jams', phrases: texts.slice(0, 2) },
			{ id: 'KI-2', title: 'Tunnel drops', phrases: texts.slice(2) },
		],
		[{ text: 'paper stuck in tray', article: 'KI-2' }],
	);
	const row = index.passages.findIndex(({ text }) => text === texts[0]);

	test('is never compared with the passage that it is', () => {
		const [whole, without] = [measureSignals(index, ask(texts[0] ?? '')), measureSignals(index, ask(texts[0] ?? '', { except: row }))];
		expect([whole.nearest[0], whole.nearest[1]]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
		expect(without.nearest[0]).toBeLessThan(0.9);
		expect(without.nearest[1]).toBeCloseTo(1, 5);
		expect(without.passageWords[0]).toBeLessThan((whole.passageWords[0] ?? 0) * 0.9);
		expect(without.passageWords[1]).toBe(whole.passageWords[1]);
	});

	test('finds accepted articles alone', () => {
		const only = measureSignals(index, ask(texts[0] ?? '', { accept: (at) => at === 1, also: [0] }));
		expect([...only.candidates]).toEqual([1]);
		expect(only.nearest[1]).toBeCloseTo(1, 5);
	});
});

describe('a graph', async () => {
	/** 400 articles of two passages around 40 topics: more passages than a graph is asked for. */
	const random = randomFrom('graph');
	const topics = Array.from({ length: 40 }, () => Float32Array.from({ length: 8 }, () => random() - 0.5));
	const articles = Array.from({ length: 400 }, (_, at) => article({ id: `KI-${at}`, title: `topic${at % 40} number${at}` }, 'text'));
	const built = await buildIndex({ articles, links: [] }, null);
	const passages = articles.flatMap((_, at) => [0, 1].map(() => ({ ...(built.passages[at] ?? built.passages[0]), article: at })));
	const vectors = passages.map(({ article: at }) =>
		toUnit((topics[at % 40] ?? new Float32Array(8)).map((value) => value + 0.3 * random())),
	);
	const table = packVectors(vectors, 8);
	const plain = {
		...built,
		passages: passages as SearchIndex['passages'],
		rowsOf: articles.map((_, at) => Uint32Array.of(2 * at, 2 * at + 1)),
		vectors: table,
	};
	const graphed = { ...plain, graph: exactNeighbours(table) };
	// What its words name and what it means may lie far apart.
	const query = fc.record({ meant: fc.nat(39), topic: fc.nat(39), number: fc.nat(399) }).map(
		({ meant, topic, number }): Query => ({
			stems: stemsOf(`topic${topic} number${number}`),
			vectors: [toUnit(topics[meant] ?? new Float32Array(8))],
		}),
	);

	function valuesOf(signals: Signals, candidates: Uint32Array): number[][] {
		const { meaning, nearest, articleWords, passageWords } = signals;
		return Array.from(candidates, (at) => [meaning, nearest, articleWords, passageWords].map((values) => values[at] ?? Number.NaN));
	}

	test('changes which articles are looked at, and nothing that is said of them', () => {
		fc.assert(
			fc.property(query, (asked) => {
				const [all, few] = [measureSignals(plain, asked), measureSignals(graphed, asked)];
				expect(few.candidates.length).toBeLessThan(all.candidates.length);
				expect(valuesOf(few, few.candidates)).toEqual(valuesOf(all, few.candidates));
			}),
			{ numRuns: 30 },
		);
	});

	test('passes over no article that is near in meaning or in words', () => {
		fc.assert(
			fc.property(query, (asked) => {
				const all = measureSignals(plain, asked);
				const candidates = new Set(measureSignals(graphed, asked).candidates);
				for (const values of [all.meaning, all.articleWords]) {
					const best = [...all.candidates].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, 10);
					expect(best.filter((at) => !candidates.has(at))).toEqual([]);
				}
			}),
			{ numRuns: 30 },
		);
	});

	test('finds accepted articles alone, however far they are', () => {
		fc.assert(
			fc.property(query, fc.integer({ min: 2, max: 100 }), (asked, nth) => {
				const accept = (at: number): boolean => at % nth === 1;
				const { candidates } = measureSignals(graphed, { ...asked, accept });
				expect(candidates.length).toBeGreaterThan(0);
				expect([...candidates].filter((at) => !accept(at))).toEqual([]);
			}),
			{ numRuns: 30 },
		);
	});

	test('looks at the articles that are asked for besides', () => {
		const asked = { stems: new Set<string>(), vectors: [toUnit(topics[0] ?? new Float32Array(8))] };
		const far = [...measureSignals(plain, asked).candidates].find((at) => !measureSignals(graphed, asked).candidates.includes(at)) ?? -1;
		const signals = measureSignals(graphed, { ...asked, also: [far] });
		expect(signals.candidates.includes(far)).toBe(true);
		expect(signals.nearest[far]).toBe(measureSignals(plain, asked).nearest[far]);
	});
});
