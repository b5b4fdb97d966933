import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	chooseThreshold,
	draftArticle,
	fitPairs,
	isTuning,
	measureDuplicates,
	parsePairs,
	tryPairs,
} from '../../src/checks/duplicate-trial.ts';
import { type Duplicate, duplicateThreshold, duplicateWeights, findDuplicates } from '../../src/checks/duplicates.ts';
import { formatDuplicate } from '../../src/checks/side-by-side.ts';
import type { Article } from '../../src/knowledge/article.ts';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { cacheFolder } from '../../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../../src/matching/engine.node.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { cacheEmbeddings } from '../../src/search/embedding-cache.node.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { smallIndex } from '../setup/small-index.ts';

const pairs = parsePairs(readFileSync('tests/sets/duplicate-pairs.jsonl', 'utf8'));
let articles: Article[];
let embedder: Embedder;
beforeAll(async () => {
	({ articles } = await readCorpus('content'));
	const model = await openEmbedder({ progress: () => {}, notice: () => {} });
	if (model === null) throw new Error('the model is there: tests/setup/model.ts has fetched it');
	embedder = cacheEmbeddings(model, cacheFolder());
}, 60_000);

/** What is said of a draft that is added to the shipped articles. */
async function report(draft: Article, base: readonly Article[] = articles): Promise<Duplicate[] | null> {
	const all = [...base, draft];
	return findDuplicates(await buildIndex({ articles: all, links: [] }, embedder), all, new Set([draft.id]));
}

/** The shipped article under another id and title, without its first phrases and with fewer sections. */
function nearCopy(id: string): Article {
	const original = articles.find((article) => article.id === id);
	if (original === undefined) throw new Error(`${id} is not shipped`);
	const { phrases, sections } = original;
	const changes = { id: 'KI-9001', path: 'ki-9001.mdx', title: 'Lock of my own after a crash', related: [], signatures: [] };
	return { ...original, ...changes, phrases: phrases.slice(4), sections: sections.slice(0, 3) };
}

describe('the labelled pairs', () => {
	test('are enough, half of them near misses, in both halves', () => {
		expect(pairs.length).toBeGreaterThanOrEqual(120);
		for (const half of [pairs.filter(isTuning), pairs.filter((pair) => !isTuning(pair))]) {
			expect(half.length).toBeGreaterThanOrEqual(60);
			expect(half.filter(({ duplicate }) => duplicate)).toHaveLength(half.length / 2);
		}
	});

	test('cover all systems, both kinds, and each article three times at most', () => {
		const systems = new Set(articles.flatMap((article) => article.systems));
		expect(new Set(pairs.flatMap(({ draft }) => draft.systems))).toEqual(systems);
		expect(new Set(pairs.map(({ draft }) => draft.kind)).size).toBe(2);
		for (const id of new Set(pairs.map(({ article }) => article)))
			expect(pairs.filter(({ article }) => article === id).length).toBeLessThanOrEqual(3);
	});

	test('tell the two classes apart by content: neither form nor length does', () => {
		const share = (duplicate: boolean, has: (draft: (typeof pairs)[number]['draft']) => boolean): number => {
			const drafts = pairs.filter((pair) => pair.duplicate === duplicate);
			return drafts.filter(({ draft }) => has(draft)).length / drafts.length;
		};
		const forms = [/^## Check/m, /^## Verify/m, /^## When to use/m].map((heading) => (draft: { body: string }) => heading.test(draft.body));
		for (const has of forms) expect(Math.abs(share(true, has) - share(false, has))).toBeLessThan(0.25);
		const isNamed = ({ title, systems }: { title: string; systems: string[] }): boolean => title.startsWith(`${systems[0]}:`);
		expect(Math.abs(share(true, isNamed) - share(false, isNamed))).toBeLessThan(0.25);
	});
});

describe('findDuplicates, measured', () => {
	test('has the weights and the threshold that the tuning half gives', async () => {
		const tuning = await tryPairs(pairs.filter(isTuning), articles, embedder);
		const fitted = fitPairs(tuning);
		for (const name of ['meaning', 'words', 'constant'] as const) expect(fitted[name]).toBeCloseTo(duplicateWeights[name], 1);
		expect(chooseThreshold(tuning)).toBe(duplicateThreshold);
	}, 120_000);

	test('finds nine of ten duplicates on the half kept apart, and four of five reports are right', async () => {
		const { keptApart, elsewhere, shipped } = await measureDuplicates(pairs, articles, embedder);
		expect(keptApart.recall).toBeGreaterThanOrEqual(0.9);
		expect(keptApart.precision).toBeGreaterThanOrEqual(0.8);
		expect(elsewhere).toBeLessThanOrEqual(2);
		expect(shipped.reported).toEqual([]);
		expect(shipped.likely / shipped.pairs).toBeLessThan(0.005);
	}, 120_000);
});

describe('findDuplicates', () => {
	test('reports a near copy with the article that it repeats, equal passages side by side', async () => {
		const [first, ...others] = (await report(nearCopy('KI-0001'))) ?? [];
		expect(others).toEqual([]);
		expect(first).toMatchObject({ article: 'KI-9001', other: 'KI-0001' });
		expect(first?.passages).toHaveLength(3);
		for (const { own, other, likeness } of first?.passages ?? []) {
			expect(own.text).toBe(other.text);
			expect(likeness).toBeGreaterThan(0.8);
		}
	});

	test('reports a duplicate in other words', async () => {
		const pair = pairs.find(({ article, duplicate }) => article === 'KI-0040' && duplicate);
		if (pair === undefined) throw new Error('the set has a duplicate of KI-0040');
		expect(await report(draftArticle(pair, 'KI-9002'))).toMatchObject([{ article: 'KI-9002', other: 'KI-0040' }]);
	});

	test('says nothing of an article about something else', async () => {
		const draft = {
			kind: 'known-issue' as const,
			title: 'Badge reader at the north gate refuses new badges',
			systems: ['Support desk'],
			phrases: ['my badge does not open the door', 'red light at the gate since monday'],
			body: '## Symptoms\n\nThe reader blinks red for badges of this month.\n\n## Workaround\n\n1. Reception loads the list of badges again.',
		};
		expect(await report(draftArticle({ draft }, 'KI-9003'))).toEqual([]);
	});

	test('says nothing of an article that names the other as related, whichever of them does', async () => {
		const copy = nearCopy('KI-0001');
		expect(await report({ ...copy, related: ['KI-0001'] })).toEqual([]);
		const naming = articles.map((article) => (article.id === 'KI-0001' ? { ...article, related: [copy.id] } : article));
		expect(await report(copy, naming)).toEqual([]);
	});

	test('says nothing of an archived article', async () => {
		expect(await report({ ...nearCopy('KI-0001'), state: 'archived' })).toEqual([]);
	});

	test('reports a pair of which both are changed once', async () => {
		const copy = nearCopy('KI-0001');
		const all = [...articles, copy];
		const index = await buildIndex({ articles: all, links: [] }, embedder);
		expect(findDuplicates(index, all, new Set(['KI-0001', copy.id]))).toHaveLength(1);
	});

	test('compares every article with every other within a second', async () => {
		const index = await buildIndex({ articles, links: [] }, embedder);
		// The best of three: other tests may keep the machine busy.
		const times = [1, 2, 3].map(() => {
			const start = performance.now();
			findDuplicates(index, articles, new Set(articles.map(({ id }) => id)));
			return performance.now() - start;
		});
		expect(Math.min(...times)).toBeLessThan(1000);
	});

	test('is null without a model: nothing was compared', async () => {
		const index = await buildIndex({ articles, links: [] }, null);
		expect(findDuplicates(index, articles, new Set(['KI-0001']))).toBeNull();
	});

	test('leaves linked tickets out: they are not what an article says', async () => {
		const body = '## Symptoms\n\nThe tunnel drops at noon.\n\n## Workaround\n\nDial the second gateway.';
		const small = ['KI-1', 'KI-2'].map((id) => ({ id, title: 'Tunnel drops', body }));
		const tickets = Array.from({ length: 9 }, (_, at) => ({ text: `printer ${at} smells of toner`, article: 'KI-1' }));
		const plain = findDuplicates(await smallIndex(small), [], new Set(['KI-1']));
		expect(plain).toHaveLength(1);
		expect(findDuplicates(await smallIndex(small, tickets), [], new Set(['KI-1']))).toEqual(plain);
	});
});

describe('formatDuplicate', () => {
	test('puts the passages side by side in 100 columns', async () => {
		const [found] = (await report(nearCopy('KI-0001'))) ?? [];
		if (found === undefined) throw new Error('the near copy is found');
		const text = formatDuplicate(found, new Map(articles.map(({ id, title }) => [id, title])));
		expect(text).toContain('KI-9001 and KI-0001');
		for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
	});
});
