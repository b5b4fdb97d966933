import { describe, expect, test } from 'vitest';
import { cutHtml } from '../../../src/knowledge/import/html-pieces.ts';

describe('cutHtml', () => {
	test('gives tags with their attributes, text with its entities decoded, and comments', () => {
		expect(cutHtml('<A HREF="b?c&amp;d" title=\'e\' f=g open>h &lt;</a ><!-- i -->')).toEqual([
			{
				kind: 'open',
				name: 'a',
				attributes: { href: 'b?c&d', title: 'e', f: 'g', open: '' },
				closed: false,
				source: '<A HREF="b?c&amp;d" title=\'e\' f=g open>',
			},
			{ kind: 'text', value: 'h <' },
			{ kind: 'close', name: 'a', source: '</a >' },
			{ kind: 'comment', value: ' i ' },
		]);
	});

	test.each([
		['<br/>', { kind: 'open', name: 'br', closed: true }],
		['<my-tag>', { kind: 'open', name: 'my-tag', source: '<my-tag>' }],
		['<!-->', { kind: 'comment', value: '' }],
		['<!--->', { kind: 'comment', value: '' }],
		['<!-- a --!>', { kind: 'comment', value: ' a ' }],
		['<!-- never closed', { kind: 'comment', value: ' never closed' }],
		['<script>"<b>" &amp;</SCRIPT >', { kind: 'raw', source: '<script>"<b>" &amp;</SCRIPT >' }],
		['<style>never closed', { kind: 'raw', source: '<style>never closed' }],
		['< a>', { kind: 'text', value: '< a>' }],
		['<a "b">', { kind: 'text', value: '<a "b">' }],
		['<!DOCTYPE html>', { kind: 'text', value: '<!DOCTYPE html>' }],
		['<?php a ?>', { kind: 'text', value: '<?php a ?>' }],
	])('takes %s for one piece', (html, piece) => {
		expect(cutHtml(html)).toMatchObject([piece]);
	});
});
