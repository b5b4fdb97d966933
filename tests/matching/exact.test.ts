import { describe, expect, test } from 'vitest';
import { findExactHits } from '../../src/matching/exact.ts';
import { isReadable } from '../../src/matching/reading/language.ts';
import { readTicket } from '../../src/matching/reading/read-ticket.ts';
import { findSignals } from '../../src/matching/reading/signals.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { article } from '../setup/articles.ts';

async function indexOf(articles: Parameters<typeof article>[], links: { text: string; article: string }[] = []): Promise<SearchIndex> {
	return buildIndex(
		{ articles: articles.map((one) => article(...one)), links: links.map((link) => ({ ...link, outcome: 'resolved' as const })) },
		null,
	);
}

function hitsOf(index: SearchIndex, ticket: string): string[] {
	return findExactHits(index, readTicket({ text: ticket }, isReadable)).map(
		({ article: position, text, source }) => `${index.articles[position]?.id} ${source} ${text}`,
	);
}

describe('findExactHits', () => {
	test('finds an article by its signature, with * and in any case', async () => {
		const index = await indexOf([[{ id: 'KI-1', signatures: ['lease * is held by self'] }], [{ id: 'KI-2', signatures: ['other'] }]]);
		expect(hitsOf(index, 'it says LEASE 77-a is\nheld by self, why?')).toEqual(['KI-1 signature LEASE 77-a is held by self']);
	});

	test('takes the marks of a signature literally', async () => {
		const index = await indexOf([[{ id: 'KI-1', signatures: ['x[0] (a|b)+ $5.00?'] }]]);
		expect(hitsOf(index, 'error x[0] (a|b)+ $5.00? on save')).toEqual(['KI-1 signature x[0] (a|b)+ $5.00?']);
		expect(hitsOf(index, 'error x0 ab 5100')).toEqual([]);
	});

	test('finds an article by its id, in any case', async () => {
		const index = await indexOf([[{ id: 'KI-0001' }], [{ id: 'ESC-media' }], [{ id: 'docs/redis/high-memory' }]]);
		expect(hitsOf(index, 'tried ki-0001, then esc-media and docs/redis/high-memory')).toEqual([
			'KI-0001 id ki-0001',
			'ESC-media id esc-media',
			'docs/redis/high-memory id docs/redis/high-memory',
		]);
		expect(hitsOf(index, 'tried KI-00011 and XKI-0001')).toEqual([]);
	});

	test('finds an article by the id of one that was merged into it', async () => {
		const index = await indexOf([[{ id: 'KI-0002', replaces: ['KI-0001'] }], [{ id: 'KI-0003' }]]);
		expect(hitsOf(index, 'did what ki-0001 says')).toEqual(['KI-0002 id ki-0001']);
	});

	test('does not take a number or a common word for an id', async () => {
		const index = await indexOf([[{ id: '2' }], [{ id: 'readme' }], [{ id: 'sign-in' }], [{ id: 'VPN' }]]);
		expect(hitsOf(index, 'we 2 cannot sign-in over VPN, readme does not help')).toEqual([]);
	});

	test('finds the one article that mentions the code of the ticket', async () => {
		const index = await indexOf([
			[{ id: 'KI-1' }, 'Shown with ORA-00904 on export.'],
			[{ id: 'KI-2' }, 'Nothing of the kind.'],
		]);
		expect(hitsOf(index, 'export fails: ORA-00904')).toEqual(['KI-1 code ORA-00904']);
	});

	test('finds an article by what stands in a part of a mail that is no problem: a quotation, a signature, a stack trace', async () => {
		const index = await indexOf([[{ id: 'KI-0001', signatures: ['lease * is held by self'] }], [{ id: 'KI-2' }, 'Shown with ORA-00904.']]);
		const mail =
			'It is still the same here in the Lisbon office.\n\nRegards,\nJo, team KI-0001\n\nOn Mon, 6 May 2024 at 10:00, Desk <desk@example.com> wrote:\n> lease 7 is held by self\n> ORA-00904';
		expect(hitsOf(index, mail)).toEqual(['KI-0001 id KI-0001', 'KI-0001 signature lease 7 is held by self', 'KI-2 code ORA-00904']);
	});

	test('does not take what a person wrote in capitals, or a time, for a code', async () => {
		const index = await indexOf([[{ id: 'KI-1' }, 'I HAVE seen it at 10-12.'], [{ id: 'KI-2' }]]);
		expect(hitsOf(index, 'I HAVE got it, call ME at 10-12')).toEqual([]);
	});

	test('finds none by a code that two articles mention, wherever they do', async () => {
		for (const first of [
			[{ id: 'KI-1' }, 'Shown with ORA-00904.'],
			[{ id: 'KI-1' }, '## When ORA-00904 shows\n\nAsk.'],
			[{ id: 'KI-1', title: 'ORA-00904 on export' }, 'Ask.'],
			[{ id: 'KI-1', signatures: ['ORA-00904: invalid identifier'] }, 'Ask.'],
		] as Parameters<typeof article>[]) {
			const index = await indexOf([first, [{ id: 'KI-2' }, 'Not to be mixed up with ORA-00904.']]);
			expect(hitsOf(index, 'export fails: ORA-00904')).toEqual([]);
		}
	});

	test('does not find a code by a resolved ticket, which may carry any number of things', async () => {
		const index = await indexOf([[{ id: 'KI-1' }, 'text']], [{ text: 'it said ORA-00904', article: 'KI-1' }]);
		expect(hitsOf(index, 'export fails: ORA-00904')).toEqual([]);
	});

	test('does not find a code inside a longer one', async () => {
		const index = await indexOf([[{ id: 'KI-1' }, 'Shown with RQ-40.']]);
		expect(hitsOf(index, 'RQ-4012')).toEqual([]);
	});

	test('is done within a second with a log of codes and a corpus of signatures', async () => {
		const many = Array.from(
			{ length: 1_000 },
			(_, n): Parameters<typeof article> => [{ id: `KI-${n}`, signatures: [`E-${n}: * failed at *`] }, `Code ERR_A${n}.`],
		);
		const index = await indexOf(many);
		const log = Array.from({ length: 3_000 }, (_, n) => `ERR_A${n}`).join(' ');
		const started = performance.now();
		for (const typed of [log.slice(0, 32_768), 'E-7: disk failed at 12']) findExactHits(index, { typed, signals: findSignals(typed) });
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});
