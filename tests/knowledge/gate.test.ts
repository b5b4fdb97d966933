import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../src/knowledge/article.ts';
import type { Finding } from '../../src/knowledge/finding.ts';
import { findUnsafeMarkup } from '../../src/knowledge/gate.ts';
import { parseMdx } from '../../src/knowledge/mdx.ts';
import { articleText, frontMatter } from './article-text.ts';
import { compilePage, importsOf } from './compiled-page.ts';

function findingsIn(body: string): Finding[] {
	return findUnsafeMarkup(parseMdx(body), 'a.mdx');
}

function passes(file: string): boolean {
	return 'article' in readArticle(file, 'a.mdx');
}

describe('findUnsafeMarkup', () => {
	test.each([
		['an import', 'import x from "./x.js"'],
		['an export', 'export const x = globalThis.ran()'],
		['an export behind text', 'Text.\n\nexport default () => globalThis.ran()'],
		['an export on Windows', 'Text.\r\n\r\nexport const x = 1'],
		['an export after bare carriage returns', 'Text.\r\rexport const x = 1'],
		['an expression in text', 'Text {globalThis.ran()} text'],
		['an expression as a block', '{globalThis.ran()}'],
		['an expression in a heading', '## Title {globalThis.ran()}'],
		['an expression in a table', '|a|\n|-|\n|{globalThis.ran()}|'],
		['an expression in a list', '- a\n- {globalThis.ran()}'],
		['an expression in a footnote', 'a[^1]\n\n[^1]: {globalThis.ran()}'],
		['an expression in a link text', '[{globalThis.ran()}](https://x.example)'],
		['an expression between tags', '<b>{globalThis.ran()}</b>'],
		['an expression in a component', '<Aside type="note">\n\n{globalThis.ran()}\n\n</Aside>'],
		['code behind a comment', '{/* a */ globalThis.ran()}'],
		['code before a comment', '{globalThis.ran() /* a */}'],
		['code between comments', '{/* a */ globalThis.ran() /* b */}'],
		['code behind a comment that only looks open', '{/* a /* b */ globalThis.ran() /* */}'],
		['code behind a line comment', '{// a\nglobalThis.ran()\n}'],
		['code that a line separator brings out of its comment', '{// a\u2028globalThis.ran()\n}'],
		['a directive of the language', "{'use strict'}"],
		['an arrow function', '{() => globalThis.ran()}'],
		['a template', '{`$' + '{globalThis.ran()}`}'],
		['an expression as an attribute', '<b title={globalThis.ran()}>a</b>'],
		['an element as an attribute', '<Aside title={<b>a</b>} />'],
		['a spread', '<b {...globalThis.ran()}>a</b>'],
		['a comment among attributes', '<b {/* a */ ...globalThis}>a</b>'],
	])('refuses %s', (_, body) => {
		expect(findingsIn(body)).not.toEqual([]);
	});

	test.each([
		['script', '<script>alert(1)</script>'],
		['script in capitals', '<SCRIPT>alert(1)</SCRIPT>'],
		['style', '<style>a</style>'],
		['iframe', '<iframe src="https://x.example" />'],
		['object', '<object data="x.swf" />'],
		['embed', '<embed src="x.swf" />'],
		['link', '<link rel="stylesheet" href="https://x.example" />'],
		['meta', '<meta http-equiv="refresh" content="0" />'],
		['base', '<base href="https://x.example" />'],
		['form', '<form action="https://x.example" />'],
		['svg', '<svg><a /></svg>'],
		['math', '<math />'],
		['template', '<template />'],
		['a custom element', '<starlight-menu-button />'],
		['a component that the site does not offer', '<Card />'],
		['a member of a component', '<Aside.constructor />'],
		['a member of an element', '<b.constructor />'],
		['a namespaced element', '<svg:script />'],
		['a fragment', '<>a</>'],
		['constructor', '<constructor />'],
		['__proto__', '<__proto__ />'],
		['toString', '<toString />'],
		['hasOwnProperty', '<hasOwnProperty />'],
		['Fragment, which Astro gives set:html', '<Fragment set:html="x" />'],
	])('refuses the element %s', (_, body) => {
		expect(findingsIn(body)).toMatchObject([{ rule: 'gate' }]);
	});

	test.each([
		'<b onclick="ran()">a</b>',
		'<img src="https://x.example/a.png" onerror="ran()" />',
		'<details ontoggle="ran()" open>a</details>',
		'<b ONCLICK="ran()">a</b>',
		'<b style="position:fixed">a</b>',
		'<b class="hero">a</b>',
		'<b constructor="x">a</b>',
		'<b __proto__="x">a</b>',
		'<b toString="x">a</b>',
		'<Aside constructor="x" />',
		'<Aside __proto__="x" />',
		'<Aside set:html="x" />',
		'<Aside client:load="x" />',
		'<b set:html="x">a</b>',
		'<b dangerouslySetInnerHTML="x">a</b>',
		'<a xlink:href="https://x.example">a</a>',
		'<a target="_blank" href="https://x.example">a</a>',
		'<img srcset="https://x.example/a.png 2x" />',
		'<b is="x-y">a</b>',
		'<b slot="x">a</b>',
		'<a ping="https://x.example">a</a>',
	])('refuses an attribute that is not on the list: %s', (body) => {
		expect(findingsIn(body)).toMatchObject([{ rule: 'gate', message: expect.stringContaining('may not carry the attribute') }]);
	});

	test.each([
		'[a](javascript:ran())',
		'[a](JaVaScRiPt:ran())',
		'[a](<\u0001javascript:ran()>)',
		'[a](javascript&colon;ran())',
		'[a](javascript&#58;ran())',
		'[a](&#106;avascript:ran())',
		'[a](java&#x09;script:ran())',
		'[a](java&NewLine;script:ran())',
		'[a](javascript\\:ran())',
		'[a](vbscript:ran())',
		'[a](data:text/html,x)',
		'[a](blob:https://x.example/1)',
		'[a](file:///etc/passwd)',
		'[a](view-source:javascript:ran())',
		'![a](data:image/svg+xml,x)',
		'![a](javascript:ran())',
		'[a][r]\n\n[r]: javascript:ran()',
		'[r]: javascript:ran() "never used"',
		'![a][r]\n\n[r]: data:image/svg+xml,x',
		'a[^1]\n\n[^1]: [b](javascript:ran())',
		'<a href="javascript:ran()">a</a>',
		'<a href="&#106;avascript:ran()">a</a>',
		'<a href="java\nscript:ran()">a</a>',
		'<a href=" javascript:ran()">a</a>',
		'<a href="https://x.example" href="javascript:ran()">a</a>',
		'<img src="data:image/svg+xml,x" />',
		'[![a](https://x.example/a.png)](javascript:ran())',
	])('refuses an address that could run: %s', (body) => {
		expect(findingsIn(body)).toMatchObject([{ rule: 'gate', message: expect.stringContaining('could run or mislead') }]);
	});

	test.each([
		'![a](./x.js)',
		'![a](x.ts)',
		'![a](lodash)',
		'![a](../../../x.mjs)',
		'![a](./x%2Ejs)',
		'![a](./x.js?y.png)',
		'![a](./x.js%3Fy.png)',
		'![a](./x.js#y.png)',
		'![a](?../x.js)',
		'![a](./x.png?worker)',
		'![a](./%E0%A4%A)',
		'![a](https://[x/../x.js)',
		'![a][r]\n\n[r]: ./x.js',
		'![r]\n\n[R]: ./x.js',
		'![r][]\n\n> [r]: ./x.js',
	])('refuses an image that Astro would import as a module: %s', (body) => {
		expect(findingsIn(body)).toMatchObject([{ rule: 'gate', message: expect.stringContaining('no image file') }]);
	});

	test('refuses code block options that would stall the build', () => {
		expect(findingsIn('```js /(a+)+$/\naaa\n```')).toMatchObject([{ line: 1, remedy: expect.stringContaining('{1,3-5}') }]);
	});

	test('refuses a node that no list names, whatever parser made it', () => {
		const tree = { type: 'root' as const, children: [{ type: 'inlineMath', value: 'x' } as never] };
		expect(findUnsafeMarkup(tree, 'a.mdx')).toMatchObject([{ message: expect.stringContaining('inlineMath') }]);
	});

	test('refuses raw HTML nodes, which only plain Markdown makes', () => {
		expect(findUnsafeMarkup({ type: 'root', children: [{ type: 'html', value: '<b>' }] }, 'a.mdx')).toHaveLength(1);
	});

	test('refuses what stands deeper than anyone can read, before it exhausts the stack', () => {
		expect(findingsIn(`${'> '.repeat(98)}a`)).toEqual([]);
		expect(findingsIn(`${'> '.repeat(200)}a`)).toMatchObject([{ message: expect.stringContaining('100 levels') }]);
	});

	test('refuses a directive label that Starlight could not write back as text', () => {
		for (const label of ['<b>a</b>', '~~a~~', '*b ~~a~~*']) expect(passes(articleText(`See note:x[${label}].`))).toBe(false);
		expect(passes(articleText('See note:x[*a* `b` [c](https://x.example)] and 10:30, at:y[z].'))).toBe(true);
	});

	test('names what is wrong a few times, not a hundred thousand times', () => {
		expect(findingsIn('{x} '.repeat(500))).toHaveLength(20);
	});

	test('lets pass what articles are made of', () => {
		const body = `
# A *b* **c** ~~d~~ \`{e}\`

{/* A note to the next author: {braces} and <tags> are fine here. */}

Text with a footnote[^1], www.example.com, mail@example.com and \\{braces}.

- [x] done: see [the other](../sops/SOP-0001.mdx#steps), [mail](mailto:a@x.example) and [call](tel:+351)
- ![shot](./img/shot%201.png) ![logo][logo] ![remote](https://x.example/chart) ![own](/images/a.png)

| a | b |
|:--|--:|
| 1 | 2 |

<details open>
<summary>More</summary>

<kbd>Ctrl</kbd> + <img src="./a.png" alt="a" width="20" /> <a href="#steps" id="x">a</a>

</details>

<Aside type="caution" title="A < B">
Careful at 10:30, std::vector.
</Aside>

<Reply channel="mail">Hello</Reply>

\`\`\`js title="/etc/hosts" {1,3-5} ins="x"
export const x = {y}
\`\`\`

[^1]: A note.
[logo]: ../logo.svg
[unused]: ./data.js
`;
		expect(findingsIn(body)).toEqual([]);
		expect(passes(articleText(body))).toBe(true);
	});

	test('says for each finding which line, what and what to do', () => {
		expect(findingsIn('Text.\n\n<script />\n\n{x}')).toEqual([
			{
				path: 'a.mdx',
				line: 3,
				rule: 'gate',
				message: '<script> is not something that an article may contain.',
				remedy: 'Use Markdown or one of Aside, Reply, Decide, Answer, Internal; to show the text itself, put it in backticks.',
			},
			{
				path: 'a.mdx',
				line: 5,
				rule: 'gate',
				message: 'the expression {x} would run when the page is built.',
				remedy: 'Write \\{ for a brace, or put the text in backticks.',
			},
		]);
	});

	test('names the values that a component takes', () => {
		expect(findingsIn('<Aside type="loud" />')).toMatchObject([{ remedy: 'Use one of note, tip, caution, danger.' }]);
	});
});

describe('the gate, judged by the compiler', () => {
	test('the compiled page shows when something did get through', async () => {
		const page = await compilePage(`${frontMatter()}{globalThis.ran()}\n\n<b onclick="x">a</b> [a](javascript:x) <script />`, {
			directives: false,
		});
		expect(page).toEqual({ ran: 1, dangers: ['b onclick', 'a href=javascript:x', '<script>'] });
		expect(await importsOf(articleText('![a](./x.js)'))).toEqual(['./x.js']);
	});

	test.each([
		['a fence that a directive closes early', ':::note\n```\n:::\n\nexport const x = globalThis.ran()\n\n```'],
		['a code span that a directive label cuts', ':a[`] {globalThis.ran()} `x`'],
		['a code span that a leaf directive cuts', '::a[`]\n\n{globalThis.ran()} `x`'],
		['code behind an ignored end of front matter', 'x\n---y\n\nexport const x = globalThis.ran()\n\n---\n'],
	])('refuses %s, which runs on a page of Starlight', async (_, body) => {
		const file = body.includes('---y') ? frontMatter().replace(/---\n$/, body.slice(2)) : articleText(body);
		expect((await compilePage(file, { directives: true })).ran).toBeGreaterThan(0);
		expect(passes(file)).toBe(false);
	});

	const tokens = [
		...['\n', '\n\n', '\r\n', '\r', ' ', '    ', '\t', '\\', '\u2028', '\uFEFF', '\u0000', '\u00a0'],
		...[
			'`',
			'``',
			'```',
			'~~~',
			'*',
			'_',
			'~~',
			'# ',
			'- ',
			'1. ',
			'> ',
			'| ',
			'|-|\n',
			'---',
			'+++',
			'===',
			':::note',
			':::',
			':a[',
			'::a[',
		],
		...[
			'[a]',
			'(b)',
			'](',
			')',
			'![',
			'[^1]',
			'[^1]: ',
			'[a]: ',
			'[__proto__]',
			'[constructor]: ',
			'<',
			'>',
			'/>',
			'</',
			'{',
			'}',
			'"',
			"'",
		],
		...['{/*', '*/}', '{/* a */}', '{//', '<!--', '-->', '<b>', '</b>', '<b ', '<>', '</>', '<Aside ', '<Aside>', '</Aside>', '<a href="'],
		...['export const x = globalThis.ran()', 'import "./x.js"', '{globalThis.ran()}', '{...globalThis.ran()}', '={globalThis.ran()}'],
		...['title="', 'onclick="globalThis.ran()"', ' style="x"', 'set:html="x"', '<script>', '</script>', '<img src="x" ', 'constructor'],
		...['javascript:x', 'javascript&colon;x', 'data:text/html,x', './x.js', './x.png', 'www.x.example', 'https://x.example', 'a@x.example'],
		...['&lt;script&gt;', '&#123;', '&#x60;', 'text', 'a:b', '\\{', '/(a+)+$/', '{1-3}'],
	];
	const fragments = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...tokens) }, fc.string({ maxLength: 4 })), {
		minLength: 1,
		maxLength: 9,
	});

	test('whatever it lets pass compiles to a page that runs nothing and shows nothing active', async () => {
		let passed = 0;
		await fc.assert(
			fc.asyncProperty(fragments, fc.boolean(), async (pieces, directives) => {
				const file = `${frontMatter()}${pieces.join('')}`;
				if (!passes(file)) return;
				passed++;
				expect(await compilePage(file, { directives })).toEqual({ ran: 0, dangers: [] });
			}),
			{ numRuns: 1000 },
		);
		// Else the property would hold by refusing everything.
		expect(passed).toBeGreaterThan(100);
	});

	test('whatever it lets pass makes Astro import nothing but pictures', async () => {
		const pieces = ['./', '../', '/', 'x', '.js', '.png', '?', '#', '%2E', '%3F', '%', ' ', ':', 'https:', '//', '&#46;', '\\'];
		const images = fc.tuple(
			fc.constantFrom('![a](', '![a](<', '![r]\n\n[r]: ', '![a][r]\n\n[r]: <'),
			fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }),
			fc.constantFrom('x.png', '.PNG', 'x.js', ''),
			fc.constantFrom(')', '>)', '', '>'),
		);
		let pictures = 0;
		await fc.assert(
			fc.asyncProperty(images, async ([start, address, extension, end]) => {
				const file = articleText(`${start}${address.join('')}${extension}${end}`);
				if (!passes(file)) return;
				for (const imported of await importsOf(file)) {
					pictures++;
					expect(imported).toMatch(/^[^?#%]+\.png$/i);
				}
			}),
			{ numRuns: 800 },
		);
		expect(pictures).toBeGreaterThan(5);
	});

	test('the body that it judges is the body that Astro compiles, whatever the front matter holds', async () => {
		const lines = fc.constantFrom(
			...[
				'---',
				'---x',
				'--- ',
				'----',
				'---js',
				'+++',
				'+++ ',
				' ---',
				'...',
				'%YAML 1.2',
				'# c',
				'',
				'\uFEFF',
				'layout: ./x.astro',
				'x: 1',
			],
			...[
				'cause: |',
				'  text',
				'  ---',
				'cause: "a',
				'b"',
				'tests: [',
				']',
				'- a',
				'export const x = globalThis.ran()',
				'{globalThis.ran()}',
			],
		);
		const ends = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\u2028', '\u0085');
		const head = frontMatter().replace(/---\n$/, '');
		let passed = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(lines, ends), { maxLength: 6 }), fc.constantFrom('', '\uFEFF', '\n'), async (pieces, start) => {
				const file = `${start}${head}${pieces.flat().join('')}\n---\n\nText.\n`;
				if (!passes(file)) return;
				passed++;
				expect(await compilePage(file, { directives: true })).toEqual({ ran: 0, dangers: [] });
			}),
			{ numRuns: 1000 },
		);
		expect(passed).toBeGreaterThan(20);
	});
});
