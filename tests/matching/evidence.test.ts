import { describe, expect, test } from 'vitest';
import { collectEvidence } from '../../src/matching/evidence.ts';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { rankArticles } from '../../src/search/rank.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { article } from '../setup/articles.ts';
import { modelFolder } from '../setup/commands.ts';

const embedder = await loadEmbedder(modelFolder);
const long = `Open the front tray of the printer, take the stuck paper out slowly, and ${'afterwards close every flap of it again '.repeat(20)}`;
const corpus = {
	articles: [
		article({ id: 'KI-1', title: 'Printer jams', phrases: ['the printer eats my paper'] }, `## Clear the jam\n\n${long}`),
		article({ id: 'KI-2', title: 'Tunnel drops' }, 'Restart the client.'),
	],
	links: [
		{ text: 'linkcanary the printer has a paper jam', article: 'KI-1', outcome: 'resolved' as const },
		{ text: 'linkcanary paper is jammed in the printer', article: 'KI-1', outcome: 'resolved' as const },
		{ text: 'linkcanary quite another thing: salaries', article: 'KI-1', outcome: 'resolved' as const },
	],
};
const index = await buildIndex(corpus, embedder);

async function evidenceFor(ticket: string, id: string, from: SearchIndex = index) {
	const vectors = from.vectors === null ? null : await embedder.embed([ticket]);
	const ranked = rankArticles(from, { text: ticket, vectors }).find(({ article: position }) => from.articles[position]?.id === id);
	if (ranked === undefined) throw new Error(`${id} is not in the index`);
	return collectEvidence(from, ranked, [{ article: 0, text: 'E-17', source: 'signature' }], ticket);
}

describe('collectEvidence', () => {
	test('names the exact text, then what is alike, then the words, each once and with its place', async () => {
		const evidence = await evidenceFor('E-17: my printer jams and eats paper', 'KI-1');
		expect(evidence[0]).toEqual({ kind: 'error', text: 'E-17', source: 'signatures' });
		expect(evidence.at(-1)?.kind).toBe('keyword');
		expect(evidence.map(({ kind }) => kind).sort()).toEqual(['error', 'keyword', 'meaning', 'phrase', 'ticket']);
		expect(evidence).toContainEqual({ kind: 'phrase', text: 'the printer eats my paper', source: 'phrases' });
		expect(evidence.find(({ kind }) => kind === 'meaning')?.source).toMatch(/^(Clear the jam|Printer jams)$/);
	});

	test('counts the linked tickets that are alike and never shows their words', async () => {
		const evidence = await evidenceFor('my printer jams and eats paper', 'KI-1');
		expect(evidence).toContainEqual({ kind: 'ticket', text: '2 resolved tickets like this one', source: 'links' });
		expect(JSON.stringify(evidence)).not.toContain('linkcanary');
	});

	test('cuts a long passage at a word', async () => {
		const evidence = await evidenceFor('my printer jams and eats paper', 'KI-1');
		const quoted = evidence.find(({ kind, text }) => kind === 'meaning' && text.endsWith('…'))?.text ?? '';
		expect(quoted.length).toBeLessThanOrEqual(200);
		expect(long.startsWith(quoted.slice(0, -1))).toBe(true);
		expect(long[quoted.length - 1]).toBe(' ');
	});

	test('names the words as the ticket has them, the longest first', async () => {
		const evidence = await evidenceFor('Paper JAMMED in both printers', 'KI-1');
		expect(evidence.at(-1)).toEqual({ kind: 'keyword', text: 'printers, jammed, paper', source: 'Printer jams' });
	});

	test('gives no reason for an article that has nothing to do with the ticket', async () => {
		expect(await evidenceFor('my printer jams and eats paper', 'KI-2')).toEqual([]);
	});

	test('speaks of words alone where there is no model', async () => {
		const evidence = await evidenceFor('my printer jams and eats paper', 'KI-1', await buildIndex(corpus, null));
		expect(evidence.map(({ kind }) => kind)).toEqual(['error', 'keyword']);
	});
});
