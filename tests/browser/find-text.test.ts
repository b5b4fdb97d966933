import { array, constantFrom, assert as holds, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchIn } from '../../src/browser/find-text.ts';

describe('searchIn', () => {
	test('finds a text over other white space, line breaks and the bars of a table', () => {
		const text = 'Symptoms\nAnswer\nMeaning\n No  row\nThe lease is gone; the page is old\n';
		const find = searchIn(text);
		const found = find('No row | The lease is gone');
		expect(found && text.slice(found.from, found.to)).toBe('No  row\nThe lease is gone');
		expect(find('The lease\nis   gone;')).not.toBeNull();
	});

	test('finds whole words only, and the first of several', () => {
		const find = searchIn('items of the item, item');
		expect(find('item')).toEqual({ from: 13, to: 17 });
		expect(find('lease')).toBeNull();
		for (const nothing of ['', ' ', '|', ' | \n']) expect(find(nothing)).toBeNull();
	});

	test('finds every stretch of words again, however its white space was changed', () => {
		const word = string({ unit: constantFrom(...'ab1é漢<>&"{$(\\|'), minLength: 1, maxLength: 6 }).filter(
			(text) => text.replaceAll('|', '') !== '',
		);
		holds(
			property(array(word, { minLength: 1, maxLength: 12 }), nat(), nat(), constantFrom(' ', '\n', ' | ', '\t\t'), (words, a, b, space) => {
				const [from = 0, to = 0] = [a % words.length, b % words.length].sort((x, y) => x - y);
				const text = words.join(' ');
				const wanted = words.slice(from, to + 1);
				const found = searchIn(text)(wanted.join(space));
				const bare = (part: string): string => part.replace(/[\s|]/g, '');
				expect(found && bare(text.slice(found.from, found.to))).toBe(bare(wanted.join('')));
			}),
		);
	});
});
