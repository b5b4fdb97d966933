import { beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, readCorpus } from '../../src/knowledge/corpus.node.ts';
import type { KeyedTicket } from '../../src/knowledge/training/training.ts';

let corpus: Corpus;
let tickets: readonly KeyedTicket[];
beforeAll(async () => {
	corpus = await readCorpus('content');
	tickets = corpus.training.tickets;
});

describe('the practice tickets', () => {
	test('are forty or more, of every case', () => {
		expect(tickets.length).toBeGreaterThanOrEqual(40);
		for (const wanted of ['known', 'none', 'two', 'tempting'] as const)
			expect(tickets.filter((ticket) => ticket.case === wanted).length).toBeGreaterThanOrEqual(4);
	});

	test('have a key that fits their case', () => {
		for (const ticket of tickets) {
			const { id, articles, also, wrong, replies } = ticket;
			const named = [...articles, ...also, ...wrong.map(({ article }) => article)];
			expect(new Set(named).size, id).toBe(named.length);
			if (ticket.case === 'none') expect(articles, id).toEqual([]);
			if (ticket.case === 'two') expect(articles, id).toHaveLength(2);
			if (ticket.case === 'known') expect(articles, id).toHaveLength(1);
			if (ticket.case === 'tempting') expect(wrong, id).not.toEqual([]);
			expect(replies, id).toHaveLength(3);
		}
	});

	test('are answered with articles, and escalated to teams', () => {
		const kinds = new Map(corpus.articles.map(({ id, kind }) => [id, kind]));
		for (const { id, articles, also, wrong, escalation } of tickets) {
			const named = [...articles, ...also, ...wrong.map(({ article }) => article)];
			for (const article of named) expect(['known-issue', 'sop'], `${id} ${article}`).toContain(kinds.get(article));
			if (escalation !== null) expect(kinds.get(escalation), id).toBe('escalation');
		}
	});

	test('cannot be guessed by the place of the right reply', () => {
		const places = [0, 1, 2].map((place) => tickets.filter(({ replies }) => replies[place]?.right).length);
		expect(Math.max(...places)).toBeLessThan(tickets.length * 0.7);
		expect(Math.min(...places)).toBeGreaterThan(0);
	});

	test('leave no word of their article’s title in a row, which would be no practice', () => {
		const titles = new Map(corpus.articles.map(({ id, title }) => [id, title.toLowerCase()]));
		for (const { id, text, articles } of tickets)
			for (const article of articles) expect(text.toLowerCase(), id).not.toContain(titles.get(article));
	});
});
