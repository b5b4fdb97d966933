import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bm25Index } from '../../../src/search/bm25.ts';
import { encodeTerms, TermTable } from '../../../src/search/static/term-shards.ts';

// Enough different words for several shards.
const word = fc.oneof(
	fc.constantFrom(...'paper tray printer jam tunnel badge lock queue item the of'.split(' ')),
	fc.integer({ min: 0, max: 400 }).map((at) => `word${at.toString(36)}x`),
);
const words = fc.array(word, { maxLength: 30 }).map((list) => list.join(' '));
const document = fc.record({ name: words, title: words, text: words });
const documents = fc.array(document, { minLength: 1, maxLength: 12 });
const stem = fc.oneof(
	fc.constantFrom(...'paper trai printer jam tunnel badg lock queue item absent'.split(' ')),
	fc.integer({ min: 0, max: 400 }).map((at) => `word${at.toString(36)}x`),
);
const stems = fc.uniqueArray(stem, { maxLength: 12 });
/** First texts of shards that were cut by other words than these: some have none, and some words stand before all. */
const cuts = fc.uniqueArray(stem, { minLength: 1, maxLength: 12 }).map((starts) => starts.sort());
const someStarts = ['b', 'p', 'word1', 'word2', 'word20', 'word3', 'word5x', 'word9', 'x'];

function openTerms(articles: Bm25Index, passages: Bm25Index, places: Uint32Array, starts: readonly string[] = someStarts, failures = 0) {
	const shards = encodeTerms({ articleWords: articles, passageWords: passages }, places, starts);
	const asked: number[] = [];
	const table = new TermTable(starts, { articles: articles.size, passages: passages.size }, async (shard) => {
		asked.push(shard);
		if (asked.length <= failures) throw new Error(`shard ${shard} did not come`);
		return shards[shard] ?? new Uint8Array();
	});
	return { table, asked, shards };
}

/** The documents in another order: where each of them comes to stand. */
function reversed(index: Bm25Index): Uint32Array {
	return Uint32Array.from({ length: index.size }, (_, at) => index.size - 1 - at);
}

/** What a text would score that had of each stem as much as the text that has it most. The ceiling may be lower: a word can be rare in titles alone. */
function mostOf(index: Bm25Index, asked: readonly string[]): number {
	return asked.reduce((sum, one) => sum + Math.max(0, ...index.entriesOf(one).impacts), 0);
}

describe('TermTable', () => {
	test('scores by what it fetched as the whole index does, within a hundredth of the most that these words add', async () => {
		await fc.assert(
			fc.asyncProperty(documents, documents, stems, cuts, async (inArticles, inPassages, asked, starts) => {
				const [articles, passages] = [Bm25Index.build(inArticles), Bm25Index.build(inPassages)];
				const places = reversed(passages);
				const { articleWords, passageWords } = await openTerms(articles, passages, places, starts).table.load(asked);
				for (const [at, score] of articles.scores(asked).entries())
					expect(Math.abs((articleWords.scores(asked)[at] ?? Number.NaN) - score)).toBeLessThanOrEqual(
						0.01 * mostOf(articles, asked) + 1e-5,
					);
				const moved = passageWords.scores(asked);
				for (const [at, score] of passages.scores(asked).entries())
					expect(Math.abs((moved[places[at] as number] ?? Number.NaN) - score)).toBeLessThanOrEqual(0.01 * mostOf(passages, asked) + 1e-5);
			}),
		);
	});

	test('knows of every stem that was asked for where it is and how rare it is, exactly', async () => {
		await fc.assert(
			fc.asyncProperty(documents, stems, stems, cuts, async (texts, first, second, starts) => {
				const index = Bm25Index.build(texts);
				const { table } = openTerms(index, index, reversed(index), starts);
				await table.load(first);
				const { articleWords, passageWords } = await table.load(second);
				const asked = [...first, ...second];
				expect([articleWords.size, articleWords.ceiling(asked)]).toEqual([index.size, index.ceiling(asked)]);
				for (const one of asked) {
					expect(articleWords.idf(one)).toBe(index.idf(one));
					expect(passageWords.documentFrequency(one)).toBe(index.documentFrequency(one));
					expect([...articleWords.documentsWith(one)]).toEqual([...index.documentsWith(one)]);
					// Also where it adds next to nothing.
					for (const at of index.documentsWith(one)) expect(articleWords.impact(one, at)).toBeGreaterThan(0);
				}
			}),
		);
	});

	const many = Bm25Index.build(
		Array.from({ length: 300 }, (_, at) => ({ name: '', title: `word${at}x`, text: `paper word${at * 7}y word${at * 3}z` })),
	);

	test('fetches each shard once, whatever is asked at the same time', async () => {
		const { table, asked, shards } = openTerms(many, many, reversed(many));
		expect(shards).toHaveLength(someStarts.length);
		await Promise.all([table.load(['word1x', 'word2x']), table.load(['word2x', 'paper'])]);
		await table.load(['paper', 'word1x', 'word2x']);
		expect(new Set(asked).size).toBe(asked.length);
		expect(asked.length).toBeLessThan(shards.length);
	});

	test('looks into the first shard alone for a stem that stands before all, and into none for nothing', async () => {
		const { table, asked } = openTerms(many, many, reversed(many));
		await table.load([]);
		expect(asked).toEqual([]);
		const { articleWords } = await table.load(['0', 'and']);
		expect([...articleWords.scores(['0', 'and'])]).toEqual(Array(300).fill(0));
		expect(asked).toEqual([0]);
	});

	test('finds words of texts that stand before the first shard', async () => {
		const early = Bm25Index.build([{ name: '', title: '', text: 'axle' }]);
		const { table, asked } = openTerms(early, early, reversed(early));
		expect((await table.load(['axl'])).passageWords.documentFrequency('axl')).toBe(early.documentFrequency('axl'));
		expect([early.documentFrequency('axl'), asked]).toEqual([1, [0]]);
	});

	test('tells that a shard did not come, and asks for it again', async () => {
		const { table } = openTerms(many, many, reversed(many), someStarts, 1);
		await expect(table.load(['paper'])).rejects.toThrow(/^shard \d+ did not come$/);
		expect((await table.load(['paper'])).passageWords.documentFrequency('paper')).toBe(300);
	});

	test('answers for texts without words', async () => {
		const none = Bm25Index.build([{ name: '', title: '', text: '' }]);
		const { table } = openTerms(none, none, reversed(none));
		expect([...(await table.load(['paper'])).articleWords.scores(['paper'])]).toEqual([0]);
	});
});
