import { describe, expect, test } from 'vitest';
import { type KnowledgeBase, learnLink, learnLinks, openKnowledgeBase } from '../../src/matching/knowledge-base.ts';
import { classify, emptyClassifier } from '../../src/matching/learning/classifier.ts';
import { learnCorpus } from '../../src/matching/learning/learn.ts';
import { matchTicket } from '../../src/matching/match-ticket.ts';
import { redact } from '../../src/matching/reading/redaction.ts';
import { measureSignals } from '../../src/search/signals.ts';
import { allRows, vectorOf } from '../../src/search/vectors.ts';
import { smallIndex, vectorOfWords, wordModel } from '../setup/small-index.ts';

const articles = [
	{ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck inside tray'] },
	{ id: 'KI-2', title: 'Tunnel drops' },
];

async function open(): Promise<KnowledgeBase> {
	const index = await smallIndex(articles);
	return openKnowledgeBase(index, learnCorpus(index), wordModel);
}

const text = 'frobnicator hums loudly';
const link = { text, article: 'KI-2', outcome: 'resolved' as const };

/** What a knowledge base makes of the ticket that was linked: how near it is to the article, and how it votes for it. */
function look({ index, learned }: KnowledgeBase, article: number): { nearest: number; vote: number; reliance: number } {
	const vector = vectorOfWords(text);
	const signals = measureSignals(index, { stems: new Set(), vectors: [vector] });
	const affinity = classify(index, learned.classifier ?? emptyClassifier(vector.length), vector);
	const at = (values: Float32Array): number => values[article] ?? Number.NaN;
	return { nearest: at(signals.nearest), vote: at(affinity.votes), reliance: at(affinity.reliance) };
}

describe('learnLink', () => {
	test('lets a link count at once, in meaning and in votes, though nobody linked the article before', async () => {
		const base = await open();
		expect(look(base, 1).nearest).toBeLessThan(0.3);
		await learnLink(base, wordModel, link);
		expect(look(base, 1)).toEqual({ nearest: expect.closeTo(1, 5), vote: expect.closeTo(0.95, 1), reliance: 0.5 });
	});

	test('keeps every vector at the place of its passage, however many links come', async () => {
		const base = await open();
		const before = base.index.passages.length;
		const texts = Array.from({ length: 40 }, (_, at) => `ticket${at} about matter${at}`);
		for (const [at, one] of texts.entries()) await learnLink(base, wordModel, { ...link, text: one, article: `KI-${(at % 2) + 1}` });
		const { vectors, passages, rowsOf } = base.index;
		if (vectors === null) throw new Error('the index has vectors');
		expect([allRows(vectors).length, passages.length]).toEqual([before + 40, before + 40]);
		for (const [at, one] of texts.entries()) {
			expect(passages[before + at]?.text).toBe(one);
			expect(vectorOf(vectors, before + at)).toEqual(vectorOfWords(one));
			expect(rowsOf[at % 2]).toContain(before + at);
		}
	});

	test('takes a wrong one as a vote against, and does not find the article by it', async () => {
		const base = await open();
		await learnLink(base, wordModel, { ...link, outcome: 'wrong' });
		const { nearest, vote, reliance } = look(base, 1);
		expect([nearest < 0.3, vote < -0.3, reliance]).toEqual([true, true, 0.5]);
	});

	test('puts a later outcome of a ticket in the place of an earlier one', async () => {
		const base = await open();
		await learnLink(base, wordModel, { ...link, ticket: 'T-1' });
		await learnLink(base, wordModel, { ...link, ticket: 'T-1', outcome: 'wrong' });
		const { nearest, vote, reliance } = look(base, 1);
		expect([nearest < 0.3, vote < -0.3, reliance]).toEqual([true, true, 0.5]);
	});

	test('keeps what other tickets said, and what this one said of another article', async () => {
		const base = await open();
		await learnLink(base, wordModel, { ...link, ticket: 'T-1' });
		await learnLink(base, wordModel, { ...link, ticket: 'T-2', outcome: 'wrong' });
		await learnLink(base, wordModel, { ...link, ticket: 'T-1', article: 'KI-1' });
		expect(look(base, 1)).toMatchObject({ nearest: expect.closeTo(1, 5), reliance: expect.closeTo(2 / 3, 5) });
	});

	test('learns of the problem alone, without the greeting around it', async () => {
		const base = await open();
		await learnLink(base, wordModel, { ...link, text: `Hello team,\n\n${text}\n\nKind regards,\nJo` });
		expect(base.index.passages.at(-1)?.text.toLowerCase()).not.toContain('regards');
		expect(look(base, 1).nearest).toBeGreaterThan(0.95);
	});

	test.each([
		['to an article that is not there', { ...link, article: 'KI-9' }, wordModel],
		['without a model', link, null],
		['by another model than the index was made with', link, { ...wordModel, id: 'other@1' }],
		['that has nothing but personal data', { ...link, text: redact('jo.miller@example.com').text }, wordModel],
	])('changes nothing for a link %s', async (_, given, embedder) => {
		const base = await open();
		await learnLink(base, embedder, given);
		expect(base).toEqual(await open());
	});

	test('changes nothing where the index knows words alone', async () => {
		const base = await open();
		base.index.vectors = null;
		const passages = base.index.passages.length;
		await learnLink(base, wordModel, link);
		expect(base.index.passages).toHaveLength(passages);
	});
});

describe('a corpus of pages alone', () => {
	test('is told by a wrong link that the page does not help', async () => {
		const pages = [
			{ id: 'KI-1', title: 'Printer jams' },
			{ id: 'KI-2', title: 'Tunnel drops' },
		];
		const index = await smallIndex(pages);
		const base = openKnowledgeBase(index, learnCorpus(index), wordModel);
		const text = 'printer drops every morning';
		const ask = async (): Promise<number> =>
			(await matchTicket(base, wordModel, { text })).candidates.find(({ article }) => article === 'KI-1')?.probability ?? 0;
		const before = await ask();
		await learnLink(base, wordModel, { text, article: 'KI-1', outcome: 'wrong' });
		expect(await ask()).toBeLessThan(before - 0.05);
	});
});

describe('learnLinks', () => {
	test.each([3, 25])('takes in %i stored links, so that each counts', async (count) => {
		const base = await open();
		const links = Array.from({ length: count }, (_, at) => ({ ...link, text: `matter${at} hums loudly` }));
		await learnLinks(base, wordModel, links, () => {});
		const { classifier } = base.learned;
		expect(classifier?.counts[1]).toBe(count);
		expect(look(base, 1).vote).toBeGreaterThan(0.4);
	});
});

describe('openKnowledgeBase', () => {
	test('mends typing mistakes where it knows what is English, and leaves words alone where it does not', async () => {
		const index = await smallIndex(articles);
		const spelling = openKnowledgeBase(index, learnCorpus(index), { ...wordModel, words: new Set(['printer', 'weather']) }).spelling;
		expect(spelling?.corrections(['pritner', 'weather'])).toEqual(new Map([['pritner', 'printer']]));
		expect(openKnowledgeBase(index, learnCorpus(index), wordModel).spelling).toBeNull();
		expect(openKnowledgeBase(index, learnCorpus(index), null).spelling).toBeNull();
	});
});
