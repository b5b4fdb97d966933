import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../src/knowledge/article.ts';
import { markdownToMdx, plainTextPage } from '../../../src/knowledge/import/markdown-to-mdx.ts';
import { articleText } from '../article-text.ts';
import { passages } from './passages.ts';
import { type Rendering, renderMarkdown, renderMdx } from './rendering.ts';

/** All of a page that a reader could miss, told from HTML. */
function readerSees(page: Rendering): Pick<Rendering, 'text' | 'headings' | 'links' | 'images' | 'tables' | 'codeBlocks'> {
	const { text, headings, links, images, tables, codeBlocks } = page;
	return { text, headings, links, images, tables, codeBlocks };
}

function passesGate(body: string): boolean {
	return 'article' in readArticle(articleText(body), 'page.mdx');
}

describe('markdownToMdx', () => {
	test.each(passages)('reads the same: %s', (_, markdown) => {
		const { body, losses } = markdownToMdx(markdown);
		expect(losses).toEqual([]);
		expect(passesGate(body)).toBe(true);
		expect(readerSees(renderMdx(body))).toEqual(readerSees(renderMarkdown(markdown)));
	});

	test.each([
		['a comment', 'a <!-- b */ c --> d', 'a {/* b * / c */} d\n'],
		['a comment by itself, line by line', '<!--\na\n\nb\n-->', '{/*\n  a\n\n  b\n  */}\n'],
		['a tag that is no HTML', 'in <namespace>', 'in \\<namespace>\n'],
		['a brace', '{a}', '\\{a}\n'],
		['a line of prose that starts like JavaScript', 'a\nimport b', 'a\nimport b\n'],
		[
			'Markdown for HTML that says the same',
			'<b>a</b> <a href="b">c</a> <img src="d.png"> <code>e</code>',
			'**a** [c](b) ![](d.png) `e`\n',
		],
		['the size of an image', '<img src="a.png" width="40">', '<img src="a.png" width="40" />\n'],
		['the place of a heading', '<h2 id="a">B</h2>', '## <a id="a" />B\n'],
		['the language of preformatted code', '<pre><code class="language-sh">a\n  b</code></pre>', '```sh\na\n  b\n```\n'],
		['a script, as a block of its source', '<script>\nalert("&amp;")\n</script>', '```html\n<script>\nalert("&amp;")\n</script>\n```\n'],
		['a script within a line, as text', 'a <script>b</script>', 'a \\<script>b\\</script>\n'],
		[
			'a frame, as a block of its source',
			'<iframe src="https://a.example"></iframe>',
			'```html\n<iframe src="https://a.example"></iframe>\n```\n',
		],
		['an HTML list, a line for each item', '<ul><li>a<li>b</ul>', '<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n'],
		['the outer of two links', '<a href="a">https://b.example</a>', '[https://b.example](a)\n'],
	])('writes %s', (_, markdown, mdx) => {
		expect(markdownToMdx(markdown)).toMatchObject({ body: mdx, losses: [] });
	});

	test('leaves out styles, classes and event handlers', () => {
		expect(markdownToMdx('<div class="a" style="color:red" onclick="b()" title="c">d</div>').body).toBe('<div title="c">d</div>\n');
	});

	test('finds the first heading, also within raw HTML', () => {
		expect(markdownToMdx('## a\n\n# b `c`\n\n# d').heading).toBe('b c');
		expect(markdownToMdx('<div align="center">\n<h1>a\nb</h1>\n</div>').heading).toBe('a b');
		expect(markdownToMdx('## a').heading).toBeNull();
	});

	test('gives every address to `rewrite`', () => {
		const met: string[] = [];
		const { body } = markdownToMdx(
			'[a](1) ![b](2.png) [c][r] <a href="3"><div>d</div></a> <img src="4.png" width="1">\n\n<a href="5">\n\ne\n\n</a>\n\n[r]: 6',
			(address) => {
				met.push(address);
				return `x/${address}`;
			},
		);
		expect(met.sort()).toEqual(['1', '2.png', '3', '4.png', '5', '6']);
		expect(renderMdx(body).links.sort()).toEqual(['x/1', 'x/3', 'x/5', 'x/6']);
		expect(renderMdx(body).images).toEqual(['x/2.png', 'x/4.png']);
	});

	test.each([
		['[a](javascript:b)', 'a (javascript:b)\n'],
		['[a][r]\n\n[r]: javascript:b', 'a (javascript:b)\n'],
		['<a href="vbscript:b">a</a>', 'a (vbscript:b)\n'],
		['<a href="javascript:b">\n\na\n\n</a>', 'a\n\n(javascript:b)\n'],
		['![a](file:///b.png)', 'a (file:///b.png)\n'],
		['<img src="file:///b.png" width="1" alt="a">', 'a (file:///b.png)\n'],
		['<chrome://flags>', 'chrome://flags\n'],
	])('shows an address that must not be followed, and reports it: %s', (markdown, mdx) => {
		const { body, losses } = markdownToMdx(markdown);
		expect(body).toBe(mdx);
		expect(losses.map(({ what }) => what)).toContain(markdown.includes('b.png') ? 'images' : 'links');
		expect(passesGate(body)).toBe(true);
	});

	test('makes a link of what is shown as an image but is none, and reports it', () => {
		const { body, losses } = markdownToMdx('![a](b.mp4) ![][c]\n\n[c]: d.puml');
		expect(body).toBe('[a](b.mp4) [d.puml][c]\n\n[c]: d.puml\n');
		expect(losses[0]).toEqual({ what: 'images', detail: '2 before, 0 after' });
	});

	test('reports a heading within a line of a table, which can be no heading there', () => {
		const { body, losses } = markdownToMdx('| a |\n| - |\n| <h3>b</h3> |');
		expect(body).toContain('<strong>b</strong>');
		expect(losses).toEqual([{ what: 'headings', detail: '1 before, 0 after' }]);
	});

	test('says so where a page is nested too deeply to be kept', () => {
		expect(markdownToMdx(`${'> '.repeat(150)}a`).losses).toMatchObject([{ what: 'gate' }]);
		expect(markdownToMdx(`${'>'.repeat(20_000)}a`).losses).toMatchObject([{ what: 'syntax', detail: 'it is nested too deeply' }]);
	});
});

describe('markdownToMdx, for any page made of nasty pieces', () => {
	const pieces = [
		...passages.flatMap(([, markdown]) => [markdown, ...markdown.split(/\n+/)]),
		...['*', '**', '_', '`', '``', '```', '~~~', '<', '>', '{', '}', '|', '[', ']', '](', '!', '\\', '---', '===', '#', '- ', '1. ', '> '],
		...['<p>', '</p>', '<b>', '</b>', '<pre>', '</pre>', '<td>', '</table>', '<details>', '</details>', '<summary>', '<!--', '-->'],
		...['<script>', '</script>', '<style>', '<a href="x">', '</a>', '<a href="javascript:x">', '<h2>', '</h2>', '<?a ?>', '<!A>'],
		...['[a](javascript:b)', '[r]: data:text/html,x', '![a](b.js)', '&#0;', '\u00a0', '\t', '    ', '  \n'],
	];
	const page = fc
		.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('', ' ', '\n', '\n\n', '\n\n  ', '\n> ')), { minLength: 1, maxLength: 8 })
		.map((parts) => parts.flat().join(''));

	test('the gate lets it pass and no text is lost, or it is reported', () => {
		fc.assert(
			fc.property(page, (markdown) => {
				const { body, losses } = markdownToMdx(markdown);
				const broken = losses.some(({ what }) => what === 'syntax' || what === 'gate');
				expect(passesGate(broken ? plainTextPage(markdown) : body)).toBe(true);
				if (losses.length === 0) renderMdx(body);
			}),
			{ numRuns: 2000 },
		);
	});

	test('it is very rarely that formatting cannot be kept', () => {
		const pages = fc.sample(page, { numRuns: 1000, seed: 7 });
		const broken = pages.filter((markdown) => markdownToMdx(markdown).losses.some(({ what }) => what === 'syntax' || what === 'gate'));
		expect(broken.length).toBeLessThan(5);
	});

	/** Without the pieces that browsers mend in their own way: `<` at the end, tags left open, tags within tags that take none. */
	const calm = fc
		.array(
			fc.tuple(
				fc.constantFrom(...passages.filter(([name]) => !/closed|left out|never|unclosed/.test(name)).map(([, text]) => text)),
				fc.constantFrom('\n\n', '\n\n---\n\n'),
			),
			{
				minLength: 1,
				maxLength: 6,
			},
		)
		.map((parts) => parts.flat().join(''));

	test('whole passages in any order read the same, by another way of rendering', () => {
		fc.assert(
			fc.property(calm, (markdown) => {
				const { body, losses } = markdownToMdx(markdown);
				expect(losses).toEqual([]);
				expect(renderMdx(body).text).toBe(renderMarkdown(markdown).text);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('plainTextPage', () => {
	test('shows a page as its source, whatever it holds', () => {
		const source = '# a\n\n```sh\n{b}\n```\n\n````\n<Foo\n';
		expect(renderMdx(plainTextPage(source)).codeBlocks).toEqual([source.trimEnd()]);
	});
});
