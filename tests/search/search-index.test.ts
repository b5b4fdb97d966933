import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/search/search-index.ts';
import { article, team } from '../setup/articles.ts';

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
		expect(index.articleWords.search('oldcanary linkcanary').size + index.passageWords.search('oldcanary linkcanary').size).toBe(0);
	});

	test('takes a resolved ticket for its article, and no ticket that an article did not help', async () => {
		const links = (['resolved', 'tried', 'wrong'] as const).map((outcome) => ({ text: `${outcome} words`, article: 'KI-2', outcome }));
		const index = await buildIndex({ articles: [article({ id: 'KI-1' }), article({ id: 'KI-2' })], links }, null);
		expect(index.passages.filter(({ kind }) => kind === 'ticket')).toMatchObject([{ article: 1, text: 'resolved words' }]);
	});

	test('finds an article by its id and its error texts', async () => {
		const index = await buildIndex({ articles: [article({ id: 'KI-0042', signatures: ['disk quota exceeded'] })], links: [] }, null);
		expect(index.articleWords.search('KI-0042').size).toBe(1);
		expect(index.articleWords.search('quota').size).toBe(1);
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
