import { describe, expect, test } from 'vitest';
import type { Link } from '../../src/knowledge/schemas/link.ts';
import { type KnowledgeBase, learnLink, openKnowledgeBase } from '../../src/matching/knowledge-base.ts';
import { learnCorpus } from '../../src/matching/learning/learn.ts';
import { answerTicket, matchTicket } from '../../src/matching/match-ticket.ts';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { buildIndex } from '../../src/search/search-index.ts';
import { article } from '../setup/articles.ts';
import { modelFolder } from '../setup/commands.ts';

const embedder = await loadEmbedder(modelFolder);
const articles = [
	article({ id: 'KI-1', title: 'Printer jams', phrases: ['the printer eats my paper'] }, 'Open the tray.'),
	article({ id: 'KI-2', title: 'Printer prints stripes', phrases: ['grey stripes on every page'] }, 'Change the drum.'),
	article({ id: 'KI-3', title: 'Tunnel drops every hour', phrases: ['vpn kicks me out'] }, 'Restart the client.'),
];
const text = 'sheets come out crumpled and torn';
const ticket = { text: 'my sheets come out crumpled' };

function link(fields: Partial<Link> = {}): Link {
	return { text, article: 'KI-2', outcome: 'resolved', created: '2025-05-01', ticket: 'T-1', ...fields };
}

/** Opens the articles with links of the corpus, then learns others one by one. */
async function baseWith(built: readonly Link[], ...learnt: Link[]): Promise<KnowledgeBase> {
	const index = await buildIndex({ articles, links: built }, embedder);
	const base = openKnowledgeBase(index, learnCorpus(index), embedder);
	for (const one of learnt) await learnLink(base, embedder, one);
	return base;
}

async function probabilityIn(base: KnowledgeBase): Promise<number> {
	const { candidates } = await matchTicket(base, embedder, ticket);
	return candidates.find(({ article: id }) => id === 'KI-2')?.probability ?? 0;
}

/** The same articles for the same reasons; votes that are settled step by step leave the probabilities a little apart. */
async function expectSameAnswers(one: KnowledgeBase, other: KnowledgeBase): Promise<void> {
	for (const asked of [ticket, { text }, { text: 'grey stripes' }]) {
		const [given, wanted] = [await answerTicket(one, embedder, asked), await answerTicket(other, embedder, asked)];
		expect(given.explained).toEqual(wanted.explained);
		expect(given.result.candidates.map(({ article: id }) => id)).toEqual(wanted.result.candidates.map(({ article: id }) => id));
		for (const [at, { probability }] of wanted.result.candidates.entries()) {
			expect(Math.abs((given.result.candidates[at]?.probability ?? 0) - probability)).toBeLessThan(0.02);
		}
	}
}

describe('a later outcome of a ticket with an article', () => {
	test.each<[Link['outcome'], Link['outcome']]>([
		['resolved', 'wrong'],
		['wrong', 'resolved'],
		['tried', 'resolved'],
		['resolved', 'resolved'],
	])('stands in the place of the earlier one, as if that had never been: %s, then %s', async (first, second) => {
		const later = link({ outcome: second, created: '2025-05-02', text: `${text} today` });
		await expectSameAnswers(await baseWith([], link({ outcome: first }), later), await baseWith([], later));
	});

	test('stands in the place of one that the corpus has, but for the words that were indexed', async () => {
		const base = await baseWith([link()]);
		const [unlinked, resolved] = [await probabilityIn(await baseWith([])), await probabilityIn(base)];
		await learnLink(base, embedder, link({ outcome: 'wrong' }));
		expect(resolved).toBeGreaterThan(unlinked);
		expect(await probabilityIn(base)).toBeLessThan(resolved / 2);
		const { explained, result } = await answerTicket(base, embedder, ticket);
		const at = result.candidates.findIndex(({ article: id }) => id === 'KI-2');
		expect(explained[at]?.map(({ kind }) => kind)).not.toContain('ticket');
	});

	test('is one ticket like this one, however often it was told', async () => {
		const again = [1, 2, 3].map((day) => link({ created: `2025-05-0${day}` }));
		const { candidates } = await matchTicket(await baseWith([link()], ...again), embedder, ticket);
		expect(candidates[0]?.evidence).toContainEqual({ kind: 'ticket', text: 'resolved 1 ticket like this one', source: 'links' });
	});

	test('leaves other tickets, other articles, and links without a ticket id as they were', async () => {
		const others = [link({ ticket: 'T-2' }), link({ ticket: undefined }), link({ ticket: '' }), link({ article: 'KI-1' })];
		const base = await baseWith(
			[],
			...others,
			link({ text: 'vpn is gone', outcome: 'wrong' }),
			link({ ticket: undefined, text: 'vpn is slow' }),
		);
		const { candidates } = await matchTicket(base, embedder, ticket);
		const counted = (id: string): string | undefined =>
			candidates.find(({ article: other }) => other === id)?.evidence.find(({ kind }) => kind === 'ticket')?.text;
		expect([counted('KI-2'), counted('KI-1')]).toEqual(['resolved 3 tickets like this one', 'resolved 1 ticket like this one']);
	});

	test('takes the earlier one back even where its own text has no words left', async () => {
		await expectSameAnswers(await baseWith([], link(), link({ text: '[email]' })), await baseWith([]));
	});

	test('holds when both come at the same moment', async () => {
		const base = await baseWith([]);
		await Promise.all([learnLink(base, embedder, link()), learnLink(base, embedder, link({ outcome: 'wrong' }))]);
		await expectSameAnswers(base, await baseWith([], link({ outcome: 'wrong' })));
	});
});
