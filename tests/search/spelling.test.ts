import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Spelling } from '../../src/search/spelling.ts';
import { stemWord, wholeWords } from '../../src/search/words.ts';

/** How often each word of the corpus stands in it. */
const counts: Record<string, number> = {
	password: 9,
	account: 8,
	received: 5,
	escalation: 4,
	moderator: 3,
	house: 6,
	form: 2,
	mall: 1,
	queue: 7,
	billing: 2,
	filling: 5,
	authenticated: 2,
	locked: 3,
};
const stemCounts = new Map<string | null, number>();
for (const [word, count] of Object.entries(counts)) stemCounts.set(stemWord(word), Math.max(count, stemCounts.get(stemWord(word)) ?? 0));
const frequency = (word: string): number => stemCounts.get(stemWord(word)) ?? 0;
const language = wholeWords(['horse', 'from', 'authentication', 'authenticate', 'hang', 'over', 'mow', '##ing', '[SEP]', 'a1']);
const spelling = new Spelling(Object.keys(counts), frequency, language);

describe('Spelling.nearest', () => {
	test.each([
		['a letter left out', 'pasword', 'password'],
		['a letter too many', 'acccount', 'account'],
		['a wrong letter', 'accoont', 'account'],
		['two letters swapped', 'lokced', 'locked'],
		['the first two letters swapped', 'uqeue', 'queue'],
		['two mistakes in a long word', 'recieveed', 'received'],
		['two mistakes in a long word', 'esclatoin', 'escalation'],
		['an inflection that the corpus has in another form', 'authentcation', 'authentication'],
	])('forgives %s: %s', (_, typed, meant) => {
		expect(spelling.nearest(typed)).toBe(meant);
	});

	test.each([
		['a word that the corpus has', 'house'],
		['another inflection of one', 'moderators'],
		['a word that is spelled right, though the corpus lacks it', 'horse'],
		['an inflection of one', 'horses'],
		['two words of the language in one', 'hangover'],
		['a code', 'rq4012'],
		['an identifier', 'lease_conflict'],
		['a word too short to tell', 'fro'],
		['a wrong letter in a word of four', 'malt'],
		['two mistakes in a short word', 'qeeeu'],
		['another first letter', 'nassword'],
		['a word far from all', 'zebra'],
		['nothing', ''],
	])('leaves %s as it is: %s', (_, typed) => {
		expect(spelling.nearest(typed)).toBeNull();
	});

	test('leaves function words as they are, though no text counts them', () => {
		expect(new Spelling(['willy', 'willx'], (word) => (word === 'will' ? 0 : 1)).nearest('will')).toBeNull();
	});

	test('takes the word that more texts have where two are equally near', () => {
		const near = new Spelling(['statue', 'status'], (word) => ({ status: 5, statue: 1 })[word] ?? 0);
		expect(near.nearest('statux')).toBe('status');
		expect(new Spelling(['status', 'statue'], (word) => ({ status: 1, statue: 5 })[word] ?? 0).nearest('statux')).toBe('statue');
	});

	test('takes the nearer of two, whatever their number', () => {
		const near = new Spelling(['calibrate', 'calibrated'], (word) => ({ calibrate: 1, calibrated: 9 })[word] ?? 0);
		expect(near.nearest('calibrxte')).toBe('calibrate');
	});

	test('finds a word exactly where comparing with every word by the definition finds one', () => {
		const letters = fc.constantFrom('a', 'b', 'c');
		const short = fc.array(letters, { minLength: 5, maxLength: 10 }).map((some) => some.join(''));
		fc.assert(
			fc.property(fc.uniqueArray(short, { minLength: 1, maxLength: 30 }), short, (words, typed) => {
				const all = new Set(words);
				const allowed = typed.length >= 8 ? 2 : 1;
				const begins = (word: string): boolean => word[0] === typed[0] || (word[0] === typed[1] && word[1] === typed[0]);
				const best = Math.min(...words.filter(begins).map((word) => edits(typed, word)));
				const nearest = new Spelling(words, (word) => (all.has(word) ? 1 : 0)).nearest(typed);
				if (all.has(typed) || best > allowed) expect(nearest).toBeNull();
				else expect(nearest !== null && begins(nearest) && edits(typed, nearest)).toBe(best);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('Spelling.corrections', () => {
	test('gives what each mistyped word of a ticket was meant to be', () => {
		const words = 'my pasword of the acount is horse lokced pasword'.split(' ');
		expect([...spelling.corrections(words)]).toEqual([
			['pasword', 'password'],
			['acount', 'account'],
			['lokced', 'locked'],
		]);
	});

	test('reads a hostile ticket at once', () => {
		const letters = (number: number): string => number.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
		const many = Array.from({ length: 20_000 }, (_, at) => `s${letters(at * 7)}tatement`);
		const large = new Spelling(many, () => 0);
		const ticket = Array.from({ length: 4_000 }, (_, at) => `s${letters(at * 5)}etatemnt`);
		const started = performance.now();
		large.corrections([...ticket, 's'.repeat(32_768)]);
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});

describe('wholeWords', () => {
	test('leaves out parts of words, signs and names of the tokenizer', () => {
		expect([...wholeWords(['the', '##ing', '[CLS]', '!', 'x', '2nd', 'café'])]).toEqual(['the', 'café']);
	});
});

/** Optimal string alignment, as it is defined. */
function edits(a: string, b: string): number {
	const table = Array.from({ length: a.length + 1 }, (_, row) =>
		Array.from({ length: b.length + 1 }, (_, column) => (row === 0 ? column : row)),
	);
	const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity;
	for (let row = 1; row <= a.length; row++) {
		for (let column = 1; column <= b.length; column++) {
			const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			const least = Math.min(
				at(row - 1, column) + 1,
				at(row, column - 1) + 1,
				at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
				swapped ? at(row - 2, column - 2) + 1 : Infinity,
			);
			table[row]?.splice(column, 1, least);
		}
	}
	return at(a.length, b.length);
}
