import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { Bm25Index, type LexicalDocument } from '../../src/search/bm25.ts';
import { splitWords, stemsOf, stemWord } from '../../src/search/words.ts';

const texts = [
	{ name: 'queue locked-items', title: 'Items stay locked', text: 'The lease is held.' },
	{ name: 'printers', title: 'Paper', text: 'items items items, a locked tray' },
	{ name: 'misc', title: 'Other', text: 'Nothing to see in LeaseConflict' },
];
const index = Bm25Index.build(texts);

/** Positions of the texts that a query finds, best first. */
function found(query: string): number[] {
	const scores = index.scores(stemsOf(query));
	return [...scores.keys()].filter((at) => (scores[at] ?? 0) > 0).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

const word = fc.constantFrom(
	...'lock locked locking item items queue Queue the is of RQ-4012 rq lease_conflict LeaseConflict café cafe constructor __proto__ 4012'.split(
		' ',
	),
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const document = fc.record({ name: text, title: text, text });

describe('Bm25Index', () => {
	test('scores as minisearch does, apart from the number of words that it multiplies by', () => {
		fc.assert(
			fc.property(fc.array(document, { maxLength: 12 }), text, (documents, query) => {
				const peer = new MiniSearch<LexicalDocument & { id: number }>({
					fields: ['name', 'title', 'text'],
					tokenize: splitWords,
					processTerm: stemWord,
				});
				peer.addAll(documents.map((texts, id) => ({ id, ...texts })));
				const stems = stemsOf(query);
				const hits = peer.search([...stems].join(' '), {
					boost: { title: 2 },
					tokenize: (joined) => joined.split(' '),
					processTerm: (stem) => stem,
				});
				const expected = new Map(hits.map(({ id, score, terms }) => [id, score / terms.length]));
				for (const [place, score] of Bm25Index.build(documents).scores(stems).entries()) {
					const wanted = expected.get(place) ?? 0;
					expect(Math.abs(score - wanted)).toBeLessThanOrEqual(1e-5 * wanted);
				}
			}),
		);
	});

	test('gives a text the sum of what each stem adds to it', () => {
		const stems = stemsOf('items locked in the lease conflict');
		const sums = texts.map((_, place) => [...stems].reduce((sum, stem) => sum + index.impact(stem, place), 0));
		expect([...index.scores(stems)]).toEqual(sums.map((sum) => expect.closeTo(sum, 5)));
		expect(index.impact('paper', 0) + index.impact('absent', 0)).toBe(0);
	});

	test('counts a word once, however often the ticket repeats it', () => {
		expect(index.scores(['lock', 'item', 'lock'])).toEqual(index.scores(['lock', 'item']));
	});

	test('finds a text by the words of its file name', () => {
		expect(found('printers')).toEqual([1]);
	});

	test('finds other inflections than the ones that are written', () => {
		expect(found('locking item').sort()).toEqual([0, 1]);
	});

	test('puts a word of the title before the same word in the text', () => {
		expect(found('locked')[0]).toBe(0);
	});

	test('finds prose by the parts of an error text, and an error text by prose', () => {
		expect(found('lease_conflict').sort()).toEqual([0, 2]);
		expect(found('a conflict')).toEqual([2]);
	});

	test('finds nothing for function words, for no words and in no texts', () => {
		expect([...found('is it the'), ...found(''), ...found('!?')]).toEqual([]);
		expect(Bm25Index.build([]).scores(['lock'])).toHaveLength(0);
	});

	test('tells which of the stems a text has, and which texts have a stem', () => {
		expect(index.matched(1, ['paper', 'leas', 'item', 'item'])).toEqual(['paper', 'item']);
		expect([...index.documentsWith('leas')]).toEqual([0, 2]);
		expect([...index.documentsWith('absent')]).toEqual([]);
	});

	test('holds a rare word for more telling than a frequent one', () => {
		expect(index.documentFrequency('lock')).toBe(2);
		expect(index.idf('paper')).toBeGreaterThan(index.idf('lock'));
		expect(index.idf('absent')).toBeGreaterThan(index.idf('paper'));
	});

	test('measures a score against what all words of the ticket could give, also those that no text has', () => {
		const share = (query: string): number => Math.max(...index.scores(stemsOf(query))) / index.ceiling(stemsOf(query));
		expect(share('paper')).toBeGreaterThan(0.5);
		expect(share('paper about unheard strange matters')).toBeLessThan(share('paper') / 3);
		expect(index.ceiling([])).toBe(0);
	});

	test('gives the words as they are written, without identifiers', () => {
		expect(Bm25Index.build([{ name: '', title: 'Two locks', text: 'locks RQ-4012 Zürich' }]).words).toEqual([
			'locks',
			'rq',
			'two',
			'zurich',
		]);
	});

	test('answers the same after it was written and read, wherever the bytes begin in memory', () => {
		fc.assert(
			fc.property(fc.array(document, { maxLength: 6 }), text, fc.integer({ min: 0, max: 3 }), (documents, query, shift) => {
				const built = Bm25Index.build(documents);
				const bytes = built.toBytes();
				const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
				shifted.set(bytes);
				const read = Bm25Index.fromBytes(shifted);
				expect(read.scores(stemsOf(query))).toEqual(built.scores(stemsOf(query)));
				expect([read.size, read.words]).toEqual([built.size, built.words]);
				expect(read.toBytes()).toEqual(bytes);
			}),
		);
	});

	test('answers a ticket of 100 words over 20,000 texts at once', () => {
		const draw = (seed: number): string =>
			Array.from({ length: 60 }, (_, at) => `w${((seed * 31 + at * at * 7) % 3000).toString(36)}x`).join(' ');
		const large = Bm25Index.build(Array.from({ length: 20_000 }, (_, at) => ({ name: '', title: draw(at).slice(0, 20), text: draw(at) })));
		const stems = stemsOf(`${draw(5)} ${draw(77)}`);
		large.scores(stems);
		const started = performance.now();
		for (let round = 0; round < 20; round++) large.scores(stems);
		expect((performance.now() - started) / 20).toBeLessThan(20);
	});
});
