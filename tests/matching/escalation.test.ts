import { describe, expect, test } from 'vitest';
import { findEscalation } from '../../src/matching/escalation.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { article, team } from '../setup/articles.ts';

const index = await buildIndex(
	{
		articles: [
			team('ESC-api', ['API', 'Review queue']),
			team('ESC-media', ['Media player']),
			team('ESC-agency', [], { fallback: true, audience: 'partner' }),
			team('ESC-duty', ['Everything else'], { fallback: true }),
			article({ id: 'KI-1', escalation: 'ESC-media' }),
			article({ id: 'KI-2', escalation: 'ESC-api' }),
			article({ id: 'KI-3', escalation: 'ESC-api' }),
			article({ id: 'KI-4' }),
		],
		links: [],
	},
	null,
);

type Ranked = Parameters<typeof findEscalation>[1];

function ranking(from: SearchIndex, probabilities: Record<string, number>): Ranked {
	return Object.entries(probabilities).map(([id, probability]) => ({
		article: from.articles.findIndex((one) => one.id === id),
		probability,
	}));
}

function teamFor(
	ticket: { text: string; system?: string },
	probabilities: Record<string, number> = {},
	decision: 'match' | 'suggest' | 'none' = 'suggest',
): string | undefined {
	return findEscalation(index, ranking(index, probabilities), ticket, decision)?.team;
}

describe('findEscalation', () => {
	test('gives the team of the system that the text names, whatever the candidates say', () => {
		expect(teamFor({ text: 'the media player shows nothing' }, { 'KI-2': 0.5, 'KI-3': 0.3 })).toBe('Team ESC-media');
	});

	test("gives the team of the ticket's own system before one that the text names in passing", () => {
		expect(teamFor({ text: 'unlike the review queue it is dark', system: ' media player ' })).toBe('Team ESC-media');
	});

	test('gives the team of the article that is acted on, whatever system the text names in passing', () => {
		expect(teamFor({ text: 'the media player shows nothing' }, { 'KI-2': 0.5, 'KI-1': 0.3 }, 'match')).toBe('Team ESC-api');
	});

	test('does not take a part of a word for a system', () => {
		expect(teamFor({ text: 'the capital letters are lost' }, { 'KI-1': 0.5 })).toBe('Team ESC-media');
	});

	test('goes by the probability of the best candidates where no system is named', () => {
		expect(teamFor({ text: 'dark' }, { 'KI-1': 0.3, 'KI-2': 0.2, 'KI-3': 0.2 })).toBe('Team ESC-api');
		expect(teamFor({ text: 'dark' }, { 'KI-1': 0.5, 'KI-2': 0.2, 'KI-3': 0.2 })).toBe('Team ESC-media');
	});

	test('asks only the five best candidates', () => {
		const many = { 'ESC-api': 0.1, 'ESC-media': 0.1, 'ESC-duty': 0.1, 'KI-1': 0.1, 'KI-4': 0.1, 'KI-2': 0.1, 'KI-3': 0.1 };
		expect(teamFor({ text: 'dark' }, many)).toBe('Team ESC-media');
	});

	test('falls back to the team that takes what no other owns', () => {
		expect(teamFor({ text: 'dark' })).toBe('Team ESC-duty');
		expect(teamFor({ text: 'dark', system: 'Unheard of' })).toBe('Team ESC-duty');
	});

	test('gives the lowest tier, how to reach it, and what to hand over', () => {
		expect(findEscalation(index, [], { text: 'media player' }, 'none')).toEqual({
			team: 'Team ESC-media',
			tier: 1,
			contact: 'ESC-media pager',
			facts: ['Time in UTC'],
		});
	});

	test('gives null where the corpus names no team', async () => {
		const none = await buildIndex({ articles: [article({ id: 'KI-1', escalation: 'ESC-media' })], links: [] }, null);
		expect(findEscalation(none, ranking(none, { 'KI-1': 0.5 }), { text: 'media player' }, 'match')).toBeNull();
	});
});
