import { describe, expect, test } from 'vitest';
import { buildIndex, type SearchIndex, standsForArticle } from '../../src/search/search-index.ts';
import { stemsOf } from '../../src/search/words.ts';
import { article, team } from '../setup/articles.ts';

/** How many articles, and how many passages, have a word of the query. */
function found({ articleWords, passageWords }: SearchIndex, query: string): [articles: number, passages: number] {
	const count = (scores: Float32Array): number => scores.filter((score) => score > 0).length;
	return [count(articleWords.scores(stemsOf(query))), count(passageWords.scores(stemsOf(query)))];
}

describe('buildIndex', () => {
	test('leaves archived articles out, with all that points at them', async () => {
		const index = await buildIndex(
			{
				articles: [article({ id: 'KI-1', state: 'archived', phrases: ['oldcanary'] }), article({ id: 'KI-2' }, 'text')],
				links: [{ text: 'linkcanary', article: 'KI-1', outcome: 'resolved' }],
			},
			null,
		);
		expect(index.articles.map(({ id }) => id)).toEqual(['KI-2']);
		expect(index.passages.every((passage) => passage.article === 0)).toBe(true);
		expect(found(index, 'oldcanary linkcanary')).toEqual([0, 0]);
	});

	test('finds an article by a resolved ticket, and by no word of a ticket that it did not help', async () => {
		const links = (['resolved', 'tried', 'wrong'] as const).map((outcome) => ({ text: `${outcome}canary`, article: 'KI-2', outcome }));
		const index = await buildIndex({ articles: [article({ id: 'KI-1' }), article({ id: 'KI-2' })], links }, null);
		expect(found(index, 'resolvedcanary')).toEqual([1, 1]);
		expect(found(index, 'triedcanary wrongcanary')).toEqual([0, 0]);
		const tickets = index.passages.filter(({ kind }) => kind === 'ticket');
		expect(tickets.map((passage) => [passage.article, passage.outcome, standsForArticle(passage)])).toEqual([
			[1, 'resolved', true],
			[1, 'tried', false],
			[1, 'wrong', false],
		]);
	});

	test('keeps when a ticket was linked, which says how much it is trusted', async () => {
		const link = { text: 'paper stuck', article: 'KI-1', outcome: 'resolved' as const, created: '2026-03-01' };
		const index = await buildIndex({ articles: [article({ id: 'KI-1' })], links: [link] }, null);
		expect(index.passages.at(-1)).toMatchObject({ kind: 'ticket', created: '2026-03-01' });
	});

	test("knows which passages are an article's, with its tickets, which stand at the end", async () => {
		const articles = [article({ id: 'KI-1', phrases: ['a', 'b'] }, 'text'), article({ id: 'KI-2' }, 'text')];
		const index = await buildIndex({ articles, links: [{ text: 'c', article: 'KI-1', outcome: 'resolved' }] }, null);
		expect(index.rowsOf.map((rows) => [...rows])).toEqual([[0, 1, 2, 4], [3]]);
	});

	test('finds an article by its id and its error texts', async () => {
		const index = await buildIndex({ articles: [article({ id: 'KI-0042', signatures: ['disk quota exceeded'] })], links: [] }, null);
		expect([...found(index, 'KI-0042'), ...found(index, 'quota')]).toEqual([1, 0, 1, 0]);
	});

	test('holds an issue for fixed only where its fix is out', async () => {
		const fixes = [{}, { fix: { state: 'planned' } }, { fix: { state: 'fixed', release: '2.0' } }];
		const index = await buildIndex({ articles: fixes.map((fields, at) => article({ id: `KI-${at}`, ...fields })), links: [] }, null);
		expect(index.articles.map(({ fixed }) => fixed)).toEqual([false, false, true]);
	});

	test('takes an article for internal where it does not say for whom it is', async () => {
		const articles = [article({ id: 'KI-1' }), article({ id: 'KI-2', audience: 'partner' })];
		const index = await buildIndex({ articles, links: [] }, null);
		expect(index.articles.map(({ audience }) => audience)).toEqual(['internal', 'partner']);
	});

	test('carries whom to call, so that no other file is needed to escalate', async () => {
		const index = await buildIndex({ articles: [team('ESC-media', ['Media player'])], links: [] }, null);
		expect(index.articles[0]?.team).toMatchObject({ team: 'Team ESC-media', fallback: false, facts: ['Time in UTC'] });
	});

	test('knows words alone without a model, and says so', async () => {
		const index = await buildIndex({ articles: [article({ id: 'KI-1' })], links: [] }, null);
		expect(index).toMatchObject({ vectors: null, model: null });
	});
});
