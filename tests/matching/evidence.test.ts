import { describe, expect, test } from 'vitest';
import { collectEvidence, type Explained } from '../../src/matching/evidence.ts';
import { type ExactHit, findExactHits } from '../../src/matching/exact.ts';
import { isReadable } from '../../src/matching/reading/language.ts';
import { readTicket } from '../../src/matching/reading/read-ticket.ts';
import { maxTicketCharacters, type Ticket } from '../../src/matching/ticket.ts';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { measureSignals } from '../../src/search/signals.ts';
import { stemsOf } from '../../src/search/words.ts';
import { article } from '../setup/articles.ts';
import { modelFolder } from '../setup/commands.ts';

const embedder = await loadEmbedder(modelFolder);
const long = `Open the front tray of the printer, take the stuck paper out slowly, and ${'afterwards close every flap of it again '.repeat(20)}`;
const link = (text: string, outcome: 'resolved' | 'tried' | 'wrong' = 'resolved') => ({ text, article: 'KI-1', outcome });
const corpus = {
	articles: [
		article(
			{ id: 'KI-1', title: 'Printer jams', phrases: ['the printer eats my paper'], signatures: ['E-17', 'tray * is blocked'] },
			`## Clear the jam\n\n${long}`,
		),
		article({ id: 'KI-2', title: 'Tunnel drops' }, 'Restart the client.'),
	],
	links: [
		link('linkcanary the printer has a paper jam'),
		link('linkcanary paper is jammed in the printer'),
		link('linkcanary quite another thing: salaries'),
		link('linkcanary paper jams the printer every day', 'wrong'),
		link('linkcanary the printer is full of jammed paper', 'tried'),
	],
};
const index = await buildIndex(corpus, embedder);
const wordsOnly = await buildIndex(corpus, null);

async function evidenceFor(ticket: Ticket, id: string, from: SearchIndex = index, exact?: ExactHit[]): Promise<Explained> {
	const reading = readTicket(ticket, isReadable);
	const stems = stemsOf(reading.pieces.map(({ text }) => text).join('\n'));
	const vectors = from.vectors === null ? null : await embedder.embed(reading.pieces.map(({ text }) => text));
	const position = from.articles.findIndex((one) => one.id === id);
	return collectEvidence(from, {
		article: position,
		stems: from.articleWords.matched(position, stems),
		signals: vectors === null ? null : measureSignals(from, { stems, vectors }),
		exact: exact ?? findExactHits(from, reading),
		reading,
	});
}

const jam = 'my printer jams and eats paper';

describe('collectEvidence', () => {
	test('names the exact text, then what is alike, then the words, each once and with its place', async () => {
		const evidence = await evidenceFor({ text: `E-17: ${jam}` }, 'KI-1');
		expect(evidence[0]).toEqual({ kind: 'error', text: 'E-17', source: 'signatures', spans: [{ start: 0, end: 4 }] });
		expect(evidence.at(-1)?.kind).toBe('keyword');
		expect(evidence.map(({ kind }) => kind).sort()).toEqual(['error', 'keyword', 'meaning', 'phrase', 'ticket']);
		expect(evidence).toContainEqual(expect.objectContaining({ kind: 'phrase', text: 'the printer eats my paper', source: 'phrases' }));
		expect(evidence.find(({ kind }) => kind === 'meaning')?.source).toMatch(/^(Clear the jam|Printer jams)$/);
	});

	test('tells where an exact text is from: the signatures, the id or the text of the article', async () => {
		const hits = (['signature', 'id', 'code'] as const).map((source): ExactHit => ({ article: 0, text: 'E-17', source }));
		const evidence = await evidenceFor({ text: `E-17: ${jam}` }, 'KI-1', index, hits);
		expect(evidence.filter(({ kind }) => kind === 'error').map(({ source }) => source)).toEqual(['signatures', 'id', 'code']);
		expect(await evidenceFor({ text: `E-17: ${jam}` }, 'KI-2', index, hits)).toEqual([]);
	});

	test('counts the linked tickets that are alike and were resolved, and never shows their words', async () => {
		const evidence = await evidenceFor({ text: jam }, 'KI-1');
		const ticket = evidence.find(({ kind }) => kind === 'ticket');
		expect(ticket).toEqual({ kind: 'ticket', text: 'resolved 2 tickets like this one', source: 'links', spans: expect.any(Array) });
		expect(JSON.stringify(evidence)).not.toContain('linkcanary');
	});

	test('counts none where all that is alike was wrong, or only tried', async () => {
		const links = [link('the printer jams and eats paper', 'wrong'), link('my printer jams, paper is eaten', 'tried')];
		const evidence = await evidenceFor({ text: jam }, 'KI-1', await buildIndex({ ...corpus, links }, embedder));
		expect(evidence.map(({ kind }) => kind)).not.toContain('ticket');
	});

	test('gives the passage that is alike whole, so that a page can show it, but quotes no more than a line of it', async () => {
		const evidence = await evidenceFor({ text: 'take the stuck paper out of the front tray and close every flap' }, 'KI-1');
		const meaning = evidence.find(({ kind }) => kind === 'meaning');
		expect(meaning?.passage).toMatchObject({ heading: 'Clear the jam', anchor: 'clear-the-jam', text: long.trim() });
		const quoted = meaning?.text ?? '';
		expect(quoted.length).toBeLessThanOrEqual(200);
		expect(quoted.endsWith('…') && long.startsWith(quoted.slice(0, -1))).toBe(true);
		expect(long[quoted.length - 1]).toBe(' ');
	});

	test('names the words as the ticket has them, the longest first', async () => {
		const evidence = await evidenceFor({ text: 'Paper JAMMED in both printers' }, 'KI-1');
		expect(evidence.at(-1)).toMatchObject({ kind: 'keyword', text: 'printers, jammed, paper', source: 'Printer jams' });
	});

	test('gives no reason for an article that has nothing to do with the ticket', async () => {
		expect(await evidenceFor({ text: jam }, 'KI-2')).toEqual([]);
	});

	test('speaks of words alone where there is no model', async () => {
		const evidence = await evidenceFor({ text: `E-17: ${jam}` }, 'KI-1', wordsOnly);
		expect(evidence.map(({ kind }) => kind)).toEqual(['error', 'keyword']);
	});
});

describe('spans of the evidence', () => {
	/** The stretches of the ticket as typed. */
	const marked = (typed: string, evidence: Explained, kind: string): string[] =>
		(evidence.find((one) => one.kind === kind)?.spans ?? []).map(({ start, end }) => typed.slice(start, end));

	test('are the words in the ticket as typed, behind a greeting, around personal data, and not in the signature', async () => {
		const typed =
			'Hi team,\n\nthe Printer of jane.doe@corp.example JAMS today 😡 — its paper is torn.\n\nKind regards,\nJane Paper\nPrinter Hall 7, tel. +44 20 7946 0958';
		const evidence = await evidenceFor({ text: typed }, 'KI-1');
		expect(marked(typed, evidence, 'keyword')).toEqual(['Printer', 'JAMS', 'paper']);
		expect(marked(typed, evidence, 'phrase')).toEqual(['Printer', 'paper']);
		expect(marked(typed, evidence, 'ticket')).toEqual(['Printer', 'JAMS', 'paper']);
	});

	test('are places in subject, line break and body, where the ticket has these', async () => {
		const evidence = await evidenceFor({ subject: 'Printer', body: 'it jams\tevery   day' }, 'KI-1');
		expect(marked('Printer\nit jams\tevery   day', evidence, 'keyword')).toEqual(['Printer', 'jams', 'every']);
	});

	test('are the whole of a code, and no part of a longer one', async () => {
		const typed = 'E-170 and XE-17 and E-17 of the printer';
		const evidence = await evidenceFor({ text: typed }, 'KI-1');
		expect(evidence.filter(({ kind }) => kind === 'error').map(({ spans }) => spans)).toEqual([[{ start: 20, end: 24 }]]);
		expect(marked(typed, evidence, 'keyword')).toContain('E-17');
	});

	test('are no personal data, though the article has the word that stands in its place', async () => {
		const mailing = article({ id: 'KI-9', title: 'Email bounces', phrases: ['my email bounces'] }, 'Check the email address.');
		const one = await buildIndex({ articles: [mailing], links: [] }, embedder);
		const typed = 'my messages to jane.doe@corp.example bounce';
		const evidence = await evidenceFor({ text: typed }, 'KI-9', one);
		expect(evidence.map(({ kind }) => kind)).toContain('phrase');
		expect(evidence.flatMap(({ spans }) => spans.map(({ start, end }) => typed.slice(start, end)))).not.toContain('jane.doe@corp.example');
	});

	test('hold behind control characters', async () => {
		const typed = '\u0007the \u0000\u0000printer\ufffd jams';
		expect(marked(typed, await evidenceFor({ text: typed }, 'KI-1'), 'keyword')).toEqual(['printer', 'jams']);
	});

	test('mark an exact text that is wrapped and typed in another case, each time it stands there', async () => {
		const typed = 'it says TRAY 7\n  is blocked, always "tray 7 is blocked"';
		expect(marked(typed, await evidenceFor({ text: typed }, 'KI-1'), 'error')).toEqual(['TRAY 7\n  is blocked', 'tray 7 is blocked']);
	});

	test('take an exact text literally', async () => {
		const typed = 'x(a|b)*+ [0-9]? $^ and xab';
		const exact: ExactHit[] = [{ article: 0, text: 'x(a|b)*+ [0-9]? $^', source: 'signature' }];
		expect(marked(typed, await evidenceFor({ text: typed }, 'KI-1', index, exact), 'error')).toEqual(['x(a|b)*+ [0-9]? $^']);
	});
});

describe('personal data', () => {
	test('is not repeated by an exact text that has caught it, but its place is told', async () => {
		const typed = 'tray jane.doe@corp.example is blocked';
		const [error] = await evidenceFor({ text: typed }, 'KI-1');
		expect(error).toEqual({
			kind: 'error',
			text: 'tray [email] is blocked',
			source: 'signatures',
			spans: [{ start: 0, end: typed.length }],
		});
	});
});

describe('32 KB', () => {
	test.each([
		['words of the article', 'printer '],
		['words among addresses', 'printer a@b.example '],
		['half of an exact text', 'tray 7 is '],
		['an exact text and white space', `tray 7${' '.repeat(500)}is blocked `],
		['white space', ' \n'],
	])('of %s are explained in well under a second', async (_name, unit) => {
		const text = unit.repeat(Math.floor(maxTicketCharacters / unit.length));
		const reading = readTicket({ text }, isReadable);
		const [exact, stems] = [findExactHits(wordsOnly, reading), stemsOf(reading.pieces.map(({ text }) => text).join('\n'))];
		const started = performance.now();
		collectEvidence(wordsOnly, { article: 0, stems: wordsOnly.articleWords.matched(0, stems), signals: null, exact, reading });
		expect(performance.now() - started).toBeLessThan(700);
	});
});
