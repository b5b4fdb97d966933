import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { setField } from '../../src/authoring/edit-fields.ts';

const article = `---
id: KI-1 # never changed
title: "Printers: paper jams"
verification:
  # the lead of the site
  by: 'SG shift lead'
  on: 2026-10-20
  every: 90
owner: Print desk
---

## Check

verification:
  on: 2020-01-01
`;

describe('setField', () => {
	test('changes one value and not a character beside it', () => {
		expect(setField(article, ['verification', 'on'], '2026-11-23')).toBe(article.replace('on: 2026-10-20', 'on: 2026-11-23'));
		expect(setField(article, ['verification', 'by'], 'DUB shift lead')).toBe(article.replace("'SG shift lead'", 'DUB shift lead'));
		expect(setField(article, ['verification', 'every'], 120)).toBe(article.replace('every: 90', 'every: 120'));
	});

	test('adds a field to its block, and a block to the end of the fields', () => {
		const without = article.replace('  every: 90\n', '');
		expect(setField(without, ['verification', 'every'], 90)).toBe(article);
		const bare = '---\nid: KI-1\n---\n\nText\n';
		expect(setField(setField(bare, ['verification', 'by'], 'SG lead'), ['verification', 'on'], '2026-11-23')).toBe(
			'---\nid: KI-1\nverification:\n  by: SG lead\n  on: 2026-11-23\n---\n\nText\n',
		);
	});

	test('keeps Windows line ends and a byte-order mark', () => {
		const windows = `\uFEFF${article.replaceAll('\n', '\r\n')}`;
		expect(setField(windows, ['verification', 'on'], '2026-11-23')).toBe(windows.replace('on: 2026-10-20', 'on: 2026-11-23'));
		expect(setField(windows.replace('  every: 90\r\n', ''), ['verification', 'every'], 90)).toBe(windows);
	});

	test('refuses a block that is written in one line', () => {
		expect(() => setField('---\nverification: {by: a, on: 2026-01-01}\n---\n', ['verification', 'on'], '2026-11-23')).toThrow(
			/lines of its own/,
		);
	});

	test('is read back as it was meant, whatever the value', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
				const edited = setField(article, ['verification', 'by'], value);
				const fields = load(edited.split('---')[1] === undefined ? '' : edited.slice(4, edited.indexOf('\n---\n'))) as {
					verification: { by: string };
				};
				expect(fields.verification.by).toBe(value);
				expect(edited.slice(edited.indexOf('\nowner'))).toBe(article.slice(article.indexOf('\nowner')));
			}),
		);
	});
});
