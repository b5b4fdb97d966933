import { describe, expect, test } from 'vitest';
import { rankArticles } from '../../src/search/rank.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { packVectors } from '../../src/search/vectors.ts';
import { article } from '../setup/articles.ts';

const words = await buildIndex(
	{
		articles: [
			article({ id: 'KI-1', title: 'Printer jams' }, 'Remove the paper from the tray.'),
			article({ id: 'KI-2', title: 'Tunnel drops' }, 'Restart the client.'),
			article({ id: 'KI-3', title: 'Mailbox full' }, 'Archive old letters.'),
		],
		links: [],
	},
	null,
);

/** The index with one vector a passage, all in the plane: the angle to the query says the likeness. */
function withCosines(...likeness: number[]): SearchIndex {
	const rows = likeness.map((cosine) => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2)));
	return { ...words, vectors: packVectors(rows, 2), model: 'plane' };
}

const query = [Float32Array.of(1, 0)];

function order(index: SearchIndex, text: string, vectors: Float32Array[] | null): string[] {
	return rankArticles(index, { text, vectors }).map(({ article: position }) => index.articles[position]?.id ?? '');
}

describe('rankArticles', () => {
	test('ranks by words alone where there is no model', () => {
		const [first, ...others] = rankArticles(words, { text: 'my paper is in the tray', vectors: null });
		expect(first).toMatchObject({ article: 0, meaning: 0, stems: ['paper', 'trai'] });
		expect(first?.score).toBeGreaterThan(0);
		expect(others.map(({ stems }) => stems)).toEqual([[], []]);
	});

	test('ranks by meaning alone where no word is shared', () => {
		expect(order(withCosines(0.1, 0.3, 0.8), 'zzz', query)).toEqual(['KI-3', 'KI-2', 'KI-1']);
	});

	test('lets words decide between articles of like meaning', () => {
		expect(order(withCosines(0.5, 0.51, 0.1), 'paper tray', query)[0]).toBe('KI-1');
	});

	test('lets a clear meaning outweigh words', () => {
		expect(order(withCosines(0.0, 0.9, 0.0), 'paper', query)[0]).toBe('KI-2');
	});

	test('takes for each passage the part of a long ticket that is nearest to it', () => {
		const ranked = rankArticles(withCosines(0, 0.2, 1), { text: 'zzz', vectors: [Float32Array.of(0, 1), Float32Array.of(1, 0)] });
		expect(Object.fromEntries(ranked.map(({ article: position, meaning }) => [position, Math.round(meaning * 100)]))).toEqual({
			0: 100,
			1: Math.round(Math.sqrt(1 - 0.04) * 100),
			2: 100,
		});
	});

	test('keeps the order of the index where nothing tells articles apart', () => {
		expect(order(words, 'zzz', null)).toEqual(['KI-1', 'KI-2', 'KI-3']);
	});

	test('lists the passages of an article from the nearest to the farthest', async () => {
		const index = await buildIndex(
			{ articles: [article({ id: 'KI-1', title: 'T' }, '## A\n\napple\n\n## B\n\nbanana banana\n')], links: [] },
			null,
		);
		const [first] = rankArticles(index, { text: 'banana', vectors: null });
		expect(first?.passages.map(({ passage }) => index.passages[passage]?.heading)).toEqual(['B', 'A']);
	});

	test('gives nothing for an empty index', async () => {
		expect(rankArticles(await buildIndex({ articles: [], links: [] }, null), { text: 'paper', vectors: null })).toEqual([]);
	});
});
