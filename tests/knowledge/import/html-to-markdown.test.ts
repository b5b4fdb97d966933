import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../src/knowledge/article.ts';
import { keepVisible, parseHtml } from '../../../src/knowledge/import/html-page.ts';
import { htmlToMdx } from '../../../src/knowledge/import/html-to-markdown.ts';
import type { ConvertedPage } from '../../../src/knowledge/import/markdown-to-mdx.ts';
import { articleText } from '../article-text.ts';
import { renderMdx } from './rendering.ts';

function convert(html: string, fragments: readonly string[] = []): ConvertedPage & { said: string[] } {
	const tree = parseHtml(html);
	const said = keepVisible(tree, new Set(fragments)).map(({ message }) => message);
	return { ...htmlToMdx(tree, (address) => address), said };
}

describe('htmlToMdx', () => {
	test.each([
		['headings and paragraphs', '<h1>A</h1><p>b <b>c</b>\n d</p><div>e</div><div>f</div>', '# A\n\nb **c** d\n\ne\n\nf\n'],
		['lists', '<ul><li>a</li><li><p>b</p><ol start="3"><li>c</li></ol></li></ul>', '- a\n\n- b\n\n  3. c\n'],
		['steps by letter as what they are', '<ol type="a"><li>b</li></ol>', '<ol type="a">\n  <li>\n    b\n  </li>\n</ol>\n'],
		['spaces at the edge of bold text outside of it', '<p>a<strong> b </strong>c</p>', 'a **b** c\n'],
		[
			'a table with a row of heads',
			'<table><tr><th>a</th><th>b</th></tr><tr><td><p>c|d</p></td><td>e<br>f</td></tr></table>',
			'| a | b |\n| - | - |\n| c\\|d | e<br />f |\n',
		],
		[
			'code',
			'<pre><code class="language-sql">select\n  {a}</code></pre><p><code>x {y}</code></p>',
			'```sql\nselect\n  {a}\n```\n\n`x {y}`\n',
		],
		['a film as a link', '<iframe src="https://v.example/1" title="How to"></iframe>', '[How to](https://v.example/1)\n'],
		[
			'what MDX would run as text',
			'<p>{process.exit()}</p><p>import x from "y"</p><p>&lt;b&gt;</p>',
			'\\{process.exit()}\n\n&#x69;mport x from "y"\n\n\\<b>\n',
		],
		[
			'what nobody sees not at all',
			'<style>a</style><!-- b --><p onclick="c()" style="d">e</p><img src="f.png" onerror="g()">',
			'e\n\n![](f.png)\n',
		],
		['blocks in a format without it', '<b style="font-weight:normal"><p>a</p><p>b</p></b>', 'a\n\nb\n'],
		['a picture in code behind it', '<pre>a<img src="b.png"></pre>', '```\na\n```\n\n![](b.png)\n'],
		['a link around blocks as what it is', '<a href="a.html"><div>b</div><div>c</div></a>', '<a href="a.html">\n  b\n\n  c\n</a>\n'],
	])('writes %s', (_, html, mdx) => {
		expect(convert(html)).toMatchObject({ body: mdx, losses: [] });
	});

	test('keeps the name of a place that something leads to, and no other', () => {
		expect(convert('<h2 id="a">B</h2><p id="c">d</p><a name="e"></a>', ['a', 'e']).body).toBe('## <a id="a" />B\n\nd\n\n<a id="e" />\n');
	});

	test('says what a reader of the article will miss', () => {
		expect(convert('<script>a()</script><video src="b.mp4"></video>').said).toEqual([
			'holds a script, which was left out.',
			'shows b.mp4 in a <video>, which an article cannot; there is a link to it instead.',
		]);
		expect(convert('<a href="javascript:b()">a</a>')).toMatchObject({
			body: 'a (javascript:b())\n',
			losses: [{ what: 'links' }, { what: 'text' }],
		});
	});
});

describe('htmlToMdx, for any HTML', () => {
	const words = [
		'lock',
		'queue',
		'{claim}',
		'import x',
		'*',
		'_a_',
		'`b`',
		'1. c',
		'- d',
		'# e',
		'|',
		'&lt;f&gt;',
		'\\',
		'[g](h)',
		':::note',
		':i[j]',
		'~~k~~',
		'export l',
		'https://m.example',
		'\u00a0',
		'日本',
	];
	const blocks = [
		'p',
		'div',
		'ul',
		'ol',
		'li',
		'table',
		'tr',
		'td',
		'th',
		'tbody',
		'blockquote',
		'h2',
		'h4',
		'pre',
		'dl',
		'dt',
		'dd',
		'details',
		'summary',
		'figure',
		'section',
		'center',
		'caption',
		'form',
		'menu',
		'noscript',
	];
	const inlines = [
		'b',
		'i',
		'em',
		'strong',
		'a',
		'a href="n.html"',
		'a href="javascript:o()"',
		'code',
		'kbd',
		'sup',
		's',
		'span',
		'u',
		'font',
		'q',
		'button',
		'small',
		'del',
		'abbr title="p"',
		'svg',
		'select',
		'option',
		'label',
	];
	const html: fc.Memo<string> = fc.memo((depth) => {
		const text = fc.constantFrom(...words).map((word) => `${word} `);
		if (depth <= 1) return text;
		const element = fc.tuple(
			fc.constantFrom(...blocks, ...inlines),
			fc.array(html(depth - 1), { maxLength: 4 }),
			fc.constantFrom('', ' ', '\n'),
			fc.boolean(),
		);
		return fc.oneof(
			text,
			fc.constantFrom('<br>', '<hr>', '<img src="q.png" alt="r">', '<img>', '<wbr>', '<input type="checkbox">', '</p>', '</table>', '<p>'),
			element.map(([name, content, gap, closed]) => `<${name}>${content.join(gap)}${closed ? `</${name.split(' ')[0]}>` : ''}`),
		);
	});

	test('every word is in the article, and the gate lets it pass, or it is reported', () => {
		fc.assert(
			fc.property(html(6), (source) => {
				const { body, losses } = convert(source);
				expect(losses.filter(({ what }) => what === 'syntax' || what === 'gate')).toEqual([]);
				expect(readArticle(articleText(body), 'page.mdx')).toHaveProperty('article');
				if (losses.length > 0) return;
				// By another way of rendering, white space apart.
				const shown = renderMdx(body).text.replace(/\s/g, '');
				for (const word of words)
					if (source.replace(/<[^>]*>/g, ' ').includes(word)) expect(shown, source).toContain(decodeHTML(word).replace(/\s/g, ''));
			}),
			{ numRuns: 1500 },
		);
	});

	test('it is rarely that a page does not read the same', () => {
		const sources = fc.sample(html(6), { numRuns: 500, seed: 7 }).filter((source) => !source.includes('javascript:'));
		const different = sources.filter((source) => convert(source).losses.length > 0);
		expect(different.length / sources.length).toBeLessThan(0.03);
	});
});
