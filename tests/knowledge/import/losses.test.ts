import { describe, expect, test } from 'vitest';
import { compareContents, contentOf } from '../../../src/knowledge/import/losses.ts';
import { parseMarkdown, parseMdx } from '../../../src/knowledge/mdx.ts';

function compare(markdown: string, mdx: string) {
	return compareContents(contentOf(parseMarkdown(markdown)), contentOf(parseMdx(mdx)));
}

describe('compareContents', () => {
	test('finds nothing where only the way of writing differs', () => {
		expect(compare('Title\n===\n\n<b>a</b>b <https://c.example>\n', '# Title\n\n**a**b\n[https://c.example](https://c.example)\n')).toEqual(
			[],
		);
	});

	test('takes no account of white space', () => {
		expect(compare('a b\n\n    c  d\n', 'ab\n\n```\nc d\n```\n')).toEqual([]);
	});

	test('quotes readable words around the first letter that differs, and names its line', () => {
		expect(compare('Some words before.\n\nThen restart the whole queue.\n', 'Some words before.\n\nThen restart the queue.\n')).toEqual([
			{
				what: 'text',
				detail: '"…Then restart the whole queue." became "…Then restart the queue."',
				line: 3,
			},
		]);
	});

	test('says where text is missing at the end', () => {
		expect(compare('a b c', 'a b')).toEqual([{ what: 'text', detail: '"a b c" became "a b"', line: 1 }]);
	});

	test('cuts long text at words', () => {
		const [loss] = compare(`${'many words '.repeat(20)}x`, `${'many words '.repeat(10)}y`);
		expect(loss?.detail).toMatch(/^"…many words( many words)+ many…" became "…many words many words y"$/);
	});

	test.each([
		['headings', '# a', 'a', '1 before, 0 after'],
		['links', '[a](b) <a href="c">d</a>', 'a [d](c)', '2 before, 1 after'],
		['images', '![](a.png)', '', '1 before, 0 after'],
		['tables', '<table><tr><td>a</td></tr></table>', 'a', '1 before, 0 after'],
		['code', '<pre>a</pre>', 'a', '1 before, 0 after'],
	])('counts %s', (what, markdown, mdx, detail) => {
		expect(compare(markdown, mdx)).toContainEqual({ what, detail });
	});

	test('counts a link within a raw link once, and does not mind a new one', () => {
		expect(compare('<a href="https://a.example">https://a.example</a>', '[https://a.example](https://a.example)')).toEqual([]);
		expect(compare('<div>https://a.example</div>', 'https://a.example')).toEqual([]);
	});

	test('takes a tag that is no HTML for the text it was meant to be', () => {
		expect(compare('in <namespace>', 'in \\<namespace>')).toEqual([]);
		expect(compare('in <namespace>', 'in')).toMatchObject([{ what: 'text' }]);
	});
});
