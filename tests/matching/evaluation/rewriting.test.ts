import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, wrapInMail } from '../../../src/matching/evaluation/mail.ts';
import { addTypos } from '../../../src/matching/evaluation/typos.ts';
import { seededRandom } from '../../../src/search/random.ts';

const typo = (text: string, seed = 'one'): string => addTypos(text, seededRandom(seed));
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('addTypos', () => {
	const sentence = 'The printer on the second floor stopped working yesterday and nobody knows whether somebody reported this already';

	test('misspells every fourth plain word, and the same ones for the same seed', () => {
		const changed = words(typo(sentence)).filter((word, place) => word !== words(sentence)[place]);
		// Twelve words have four letters or more.
		expect(changed).toHaveLength(3);
		expect(typo(sentence)).toBe(typo(sentence));
		expect(typo(sentence, 'two')).not.toBe(typo(sentence));
	});

	test('makes the slips that fingers make', () => {
		const slips = new Set(Array.from({ length: 400 }, (_, seed) => typo('cat sent', String(seed))));
		const dropped = ['snt', 'set', 'sen'];
		const doubled = ['seent', 'sennt', 'sentt'];
		const swapped = ['snet', 'setn'];
		const nextKey = ['swnt', 'srnt', 'sebt', 'semt', 'senr', 'seny'];
		const all = [...dropped, ...doubled, ...swapped, ...nextKey];
		expect([...slips].sort()).toEqual(all.map((slip) => `cat ${slip}`).sort());
	});

	test('misspells one word of a short ticket, and none where there is no plain word', () => {
		expect(typo('card declined')).not.toBe('card declined');
		expect(typo('my pc is off')).toBe('my pc is off');
		expect(typo('')).toBe('');
	});

	test('leaves alone what a machine wrote', () => {
		const machine =
			'ERR_CONN_RESET RQ-4012 ORA-00904 0x80070005 ECONNREFUSED OOMKilled lease_conflict kube-system node42 10.0.0.1 /home/etc user@example.org {{$labels.job}} --verbose v2.3.1 https://example.org/path';
		for (let seed = 0; seed < 50; seed++) expect(typo(machine, String(seed))).toBe(machine);
	});

	test('changes nothing but letters within plain words, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (text, seed) => {
				const result = typo(text, seed);
				expect(result.match(/\s+/g)).toEqual(text.match(/\s+/g));
				const [before, after] = [text.split(/\s+/), result.split(/\s+/)];
				expect(after).toHaveLength(before.length);
				for (const [place, word] of before.entries()) if (/[\d_@/\\]/.test(word)) expect(after[place]).toBe(word);
			}),
		);
	});

	test.each([
		['one word', 'a'.repeat(32_768)],
		['quotes', '"'.repeat(32_768)],
		['a word and stops', `word${'.'.repeat(32_760)}x`],
		['white space', ' \t'.repeat(16_384)],
		['short words', 'word '.repeat(6_500)],
	])('takes little time over 32 KB of %s', (_, text) => {
		const start = performance.now();
		typo(text);
		expect(performance.now() - start).toBeLessThan(1_000);
	});
});

describe('wrapInMail', () => {
	test('puts the ticket whole among 150 to 300 words, the same for the same seed', () => {
		const ticket = fc.array(fc.constantFrom('printer', 'RQ-4012', 'stopped', 'the', 'screen\n', 'torn'), { minLength: 1, maxLength: 100 });
		fc.assert(
			fc.property(ticket, fc.string(), (drawn, seed) => {
				const text = drawn.join(' ');
				const mail = wrapInMail(text, seededRandom(seed));
				expect(mail).toContain(`\n\n${text}\n\n`);
				expect(countWords(mail)).toBeGreaterThanOrEqual(150);
				expect(countWords(mail)).toBeLessThanOrEqual(300);
				expect(wrapInMail(text, seededRandom(seed))).toBe(mail);
			}),
		);
	});

	test('greets, signs and quotes what it answers', () => {
		const mail = wrapInMail('My screen is torn.', seededRandom('mail'));
		expect(mail).toMatch(/^[A-Z][a-z ]+,\n\n/);
		expect(mail).toContain('Northgate Group');
		expect(mail).toContain('\n> ');
	});

	test('keeps a long ticket whole', () => {
		const text = 'word '.repeat(400).trim();
		expect(wrapInMail(text, seededRandom('long'))).toContain(text);
	});
});
