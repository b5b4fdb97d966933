import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../../src/knowledge/article.ts';
import { markdownToMdx, plainTextPage } from '../../../src/knowledge/import/markdown-to-mdx.ts';
import { articleText } from '../article-text.ts';
import { type Rendering, renderMarkdown, renderMdx } from './rendering.ts';

/** All of a page that a reader could miss, told from HTML. */
function readerSees(page: Rendering): Pick<Rendering, 'text' | 'headings' | 'links' | 'images' | 'tables' | 'codeBlocks'> {
	const { text, headings, links, images, tables, codeBlocks } = page;
	return { text, headings, links, images, tables, codeBlocks };
}

function passesGate(body: string): boolean {
	return 'article' in readArticle(articleText(body), 'page.mdx');
}

const readsTheSame: [string, string][] = [
	['a brace in text', 'Set {name} and {{ value }} and }'],
	['Jinja', '{% if up %}\nyes {{ x | default("y") }}\n{% endif %}'],
	['a lone less-than', 'a < b, a <b, x<5, <'],
	['a tag that is no HTML, in text', 'Run `ls` in <namespace> of <Cluster-Name>'],
	['a tag that is no HTML, as a line', 'Before\n\n<namespace>\n\nafter </namespace>'],
	['a tag with a brace', '<Foo bar={1}> and <Foo {...props} />'],
	['a tag with an underscore', 'kubectl delete <pod_name> <pod-name>'],
	['a word that starts JavaScript', 'import x\n\nexport const y\n\nimport { a } from "b"\nexport default 1'],
	['a word that starts JavaScript behind a tag', '<br>\nimport x\n\n**b**\nexport y'],
	['a comment', 'a <!-- b --> c\n\n<!-- d -->\n\ne'],
	['a comment with its own ends inside', '<!-- a */ b -- > c */} {d} -->\n\ntext <!-- /* x */ --> text'],
	['a comment with blank lines and headings inside', '<!--\n# not a heading\n\n- not a list\n\n```\n-->\ntext'],
	['a comment before text on its last line', '<!-- a\n\n# b --> text'],
	['a comment in a list', '- a\n\n  <!-- b\n\n  c -->\n\n- d'],
	['a comment in a table', '| a | b |\n| - | - |\n| x <!-- y \\| z --> | w |'],
	['an empty comment', '<!--> a <!---> b\n\n<!----> c'],
	['a comment that is never closed', 'a\n\n<!-- b\n\nc'],
	['autolinks', '<https://a.example/b?c=d&e=f> https://a.example/{id} www.a.example <mail@a.example> mail@a.example'],
	[
		'reference links with odd addresses',
		'[a][1] [b][] [c] ![d][i]\n\n[1]: <https://a.example/x y?{z}> "t {u}"\n[b]: a%20b.md\n[c]: #c\n[i]: i.png',
	],
	['references to nothing', '[a][b] [c][] [d] [^e] [ ] [x]'],
	['addresses with braces, brackets and quotes', '[a](https://a.example/{b}) [c](<d (e).md> "f \\"g\\"") [h](i\\)j)'],
	['nested lists with code', '1. a\n\n   ```sh\n   x {y}\n     z\n   ```\n   - b\n     1. c\n\n            indented {d}\n2. e\n\n- f\n* g'],
	['a list that starts at 7', '7. a\n8. b\n\ntext\n\n3) c'],
	['task lists', '- [ ] a\n- [x] b\n- [] c'],
	['indented code', 'text\n\n    a {b} <c>\n      d\n\n\te\n\nmore'],
	['fences in fences', '````md\n```sh\n{a}\n```\n````\n\n~~~\n```\n~~~'],
	['a fence that is never closed', '```sh\na {b}\n\n# c'],
	['a fence with options', '```sh {1} title="a"\nb\n```\n\n``` {.bash .numberLines}\nc\n```\n\n```js /(a+)+$/ {1-99999999}\nd\n```'],
	['code with backticks and braces', '`` ` `` `{a}` ```` `<b>` ````'],
	[
		'a table with pipes, tags and breaks',
		'| a\\|b | `c\\|d` |\n|:--|--:|\n| {e}<br>f<br/>g | <b>h</b> <namespace> |\n| <ul><li>i</li><li>j</li></ul> | <code>k</code> |',
	],
	['a table without a body', '| a |\n| - |'],
	['details around Markdown', '<details>\n<summary>a <b>b</b></summary>\n\n- c\n\n```sh\nd {e}\n```\n\n</details>\n\nf'],
	[
		'details within details in a list',
		'- a\n\n  <details><summary>b</summary>\n\n  <details>\n\n  c\n\n  </details>\n\n  </details>\n\n- d',
	],
	['an unclosed paragraph', '<p>a\n\nb <p>c\n\n<p align="center">d'],
	['an unclosed element', 'a <b>b\n\n<div>\n\nc\n\n## d'],
	['tags closed in the wrong order', '<b><i>a</b></i> b </div> c'],
	['a division that ends within a paragraph', '<div align="center">\n\na </div>\n\n## b\n\nc'],
	[
		'HTML with the ends left out',
		'<ul>\n<li>a\n<li>b\n<p>c\n<p>d\n</ul>\n\n<table><tr><th>e<td>f<tr><td>g</table>\n\n<dl><dt>h<dd>i<dt>j</dl>',
	],
	['an HTML table', '<table>\n<thead><tr><th colspan="2">a</th></tr></thead>\n<tr><td>b {c}</td><td><code>d</code></td></tr>\n</table>'],
	['an HTML table with Markdown in it', '<table>\n<tr>\n<td>\n\n```sh\na\n```\n\n</td>\n<td>\n\n- b\n\n</td>\n</tr>\n</table>\n\nc'],
	['an HTML table with empty lines in preformatted text', '<table><tr><td><pre>\na\n\nb\n</pre></td></tr></table>\n\n[c](d.md)'],
	['preformatted text', '<pre>\na {b}\n  c &lt;d&gt;\n\n  e\n</pre>'],
	['preformatted code', '<pre><code class="language-sh">a\n  b\n</code></pre>'],
	['preformatted text within a line', 'a <pre>b {c}</pre> d'],
	['headings in HTML', '<h1 align="center">a <code>b</code></h1>\n\n<div><h2 id="c">d</h2></div>'],
	[
		'links and images in HTML',
		'<a href="a.md">b <i>c</i></a> <img src="d.png" alt="e" width="10"> <a name="f"></a>\n\n<p align="center">\n  <a href="g"><img src="h.svg"></a>\n</p>',
	],
	[
		'elements of layout',
		'<section><header>a</header><article>b <font color="red">c</font> <nobr>d</nobr></article></section>\n\n<center>e</center>',
	],
	['entities', '&lt;a&gt; &amp;lt; &nbsp;b&nbsp; &copy; &#123; &#x7d; &notanentity; & && &quot;'],
	['entities in HTML', '<div>&lt;b&gt; &amp;lt; &#123;</div>\n\n<span title="a &amp;amp; &quot;b&quot;">c</span>'],
	['hard breaks', 'a  \nb\\\nc<br>d  \n<b>e</b>  \n</b>'],
	['footnotes', 'a[^1] b[^long {x}]\n\n[^1]: c {d}\n\n    e\n[^long {x}]: f'],
	['setext headings', 'a {b}\n===\n\nc\n---\n\nd\ne\n---'],
	['a setext heading with tags over two lines', 'a <b>b</b>\nc\n==='],
	['closed and empty headings', '# a #\n\n##\n\n### b {c} ###'],
	['Windows line ends', 'a\r\nb\r\n\r\n- c\r\n- d\r\n\r\n```\r\ne\r\n  f\r\n```\r\n\r\n<div>\r\ng\r\n</div>'],
	['tabs', '-\ta\n-\tb\n\n\tc\n\n|\td\t|\n|-|\n|\te\t|'],
	['emoji and other scripts', '😀 👩‍👩‍👧 مرحبا {x} <b>שלום</b> 日本語 é\u0301 \u200bz'],
	['text from right to left', '<div dir="rtl">مرحبا <b>بالعالم</b></div>\n\n<bdo dir="rtl">a</bdo>'],
	['emphasis within words and at their edges', '*a*b **c**d <b>e</b>f <i> g </i>h<b>"i"</b>j ***k*** <b><i>l</i></b>'],
	['runs of code without a gap', '<code>a</code><code>b</code>`c`'],
	['strikethrough and tildes', '~a~ ~~b~~ ~/c ~d'],
	['stars, underscores and hashes', '* * *\n\n\\*a* _b_c_ snake_case_name\n\n\\# d\n\n#e'],
	['what looks like directives', ':::note\na\n:::\n\n::b\n\n:c[d]{e=f} 10:30 g:h[i](j) Service:Sidekiq\n\n:::tip[k]'],
	['what looks like math', '$a_b$ $$\n{c}\n$$'],
	['shortcodes', '{{< note >}}\na\n{{< /note >}}\n\n{{% tab name="b" %}}'],
	['admonitions and alerts', '!!! note "a"\n    b\n\n> [!WARNING]\n> c'],
	['a front matter that is none', '+++\ntitle = "a {b}"\n+++\n\nc'],
	['thematic breaks', 'a\n\n---\n\n***\n\n___\n\nb'],
	['a zero byte and control characters', 'a\u0000b \u0007c'],
	['nothing', ''],
];

describe('markdownToMdx', () => {
	test.each(readsTheSame)('reads the same: %s', (_, markdown) => {
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
		...readsTheSame.flatMap(([, markdown]) => [markdown, ...markdown.split(/\n+/)]),
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
				fc.constantFrom(...readsTheSame.filter(([name]) => !/closed|left out|never|unclosed/.test(name)).map(([, text]) => text)),
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
