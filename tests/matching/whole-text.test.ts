import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWhole, foldText } from '../../src/matching/whole-text.ts';

function find(text: string, wanted: string): string | null {
	return findWhole(foldText(text), wanted);
}

describe('findWhole', () => {
	test('finds a text whatever its case, and gives it as typed', () => {
		expect(find('I get rq-4012 again', 'RQ-4012')).toBe('rq-4012');
	});

	test('takes any white space for any other, for mails wrap what they carry', () => {
		expect(find('says: disk\n  quota\texceeded', 'disk quota exceeded')).toBe('disk quota exceeded');
		expect(find('disk quota exceeded', ' disk\nquota  exceeded ')).toBe('disk quota exceeded');
	});

	test.each([
		['SRQ-4012', 'RQ-4012'],
		['RQ-40123', 'RQ-4012'],
		['X-RQ-4012', 'RQ-4012'],
		['RQ-4012-3', 'RQ-4012'],
		['RQ-4012_b', 'RQ-4012'],
		['éRQ-4012', 'RQ-4012'],
		['capital', 'api'],
	])('does not find in %s what is only a part of it: %s', (text, wanted) => {
		expect(find(text, wanted)).toBeNull();
	});

	test.each(['(RQ-4012)', 'RQ-4012.', '- RQ-4012', '-RQ-4012', '"RQ-4012"', 'code:RQ-4012,', 'RQ-4012 - help', 'RQ-4012-'])(
		'finds it among punctuation in %s',
		(text) => {
			expect(find(text, 'RQ-4012')).toBe('RQ-4012');
		},
	);

	test('goes on to a later place where the first is inside a longer code', () => {
		expect(find('RQ-40123 and then RQ-4012', 'RQ-4012')).toBe('RQ-4012');
	});

	test('needs no edge where the text itself begins or ends with a mark', () => {
		expect(find('lease_conflict:held', 'lease_conflict:')).toBe('lease_conflict:');
		expect(find('failed(0x80070005)', '(0x80070005)')).toBe('(0x80070005)');
	});

	test('lets * stand for what differs from one message to the next, but not for a space', () => {
		expect(find('cannot open /var/log/a.log: denied', 'cannot open *: denied')).toBe('cannot open /var/log/a.log: denied');
		expect(find('cannot open my file: denied', 'cannot open *: denied')).toBeNull();
		expect(find('queue q-17 stuck for 30s', 'queue * stuck for *s')).toBe('queue q-17 stuck for 30s');
		expect(find('timeout after 30s.', 'timeout after *')).toBe('timeout after');
		expect(find('see node7.example down', '*.example down')).toBe('node7.example down');
		expect(find('job a-1-x-2 ended', 'job *-*-2 ended')).toBe('job a-1-x-2 ended');
	});

	test('keeps the edges where there is a *', () => {
		expect(find('E-17b', 'E-*7')).toBeNull();
		expect(find('E-17 E-177', 'E-*7')).toBe('E-17');
		expect(find('E-177', 'E-*7')).toBe('E-177');
	});

	test('finds nothing by a * alone, which would stand in every ticket', () => {
		expect([find('any text', '*'), find('any text', '***'), find('any text', '* *'), find('any text', '')]).toEqual([
			null,
			null,
			null,
			null,
		]);
	});

	test('takes every other mark literally', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[a-c.+?^${}()|[\]\\/-]{1,12}$/), (wanted) => {
				expect(find(`x ${wanted} y`, wanted)).toBe(wanted);
				expect(find('x zzz y', wanted)).toBeNull();
			}),
		);
	});

	test('gives the text as typed behind letters whose lower case is longer', () => {
		expect(find('İİİ İstanbul RQ-4012!', 'rq-4012')).toBe('RQ-4012');
	});

	test.each([
		['one letter over and over', 'a'.repeat(32_768), 'a*a*a*a*a*a*a*b'],
		['slashes', '/'.repeat(32_768), '/*/*/*/*x'],
		['a leading *', 'a/'.repeat(16_384), '*/*/*b'],
		['white space', `timeout${' '.repeat(32_000)}x`, 'timeout * * failed'],
		['near misses', 'lease_conflict: held by sel '.repeat(1_200), 'lease_conflict: held by self'],
	])('is done at once with a ticket of %s', (_, text, wanted) => {
		const started = performance.now();
		expect(find(text, wanted)).toBeNull();
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});
