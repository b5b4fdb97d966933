import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storageToHtml } from '../../../src/knowledge/import/confluence-storage.ts';
import { keepVisible, parseHtml } from '../../../src/knowledge/import/html-page.ts';
import { htmlToMdx } from '../../../src/knowledge/import/html-to-markdown.ts';
import { importConfluence } from '../../../src/knowledge/import/import-confluence.node.ts';
import { runScript } from '../../setup/commands.ts';
import { exportFor, gif, told } from './exports.ts';
import { renderMdx } from './rendering.ts';

const { folder, corpus, run, written, bodyOf, articles } = exportFor(importConfluence);
const base = 'https://wiki.example/wiki';

/** A page as the REST API answers it with expand=body.storage,ancestors,version,space,metadata.labels. */
function page(id: number, title: string, storage: string | null, fields: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		id: String(id),
		type: 'page',
		status: 'current',
		title,
		space: { id: 1, key: 'OPS', name: 'Operations', type: 'global' },
		ancestors: [{ id: '1', type: 'page', title: 'Operations Home' }],
		version: { number: 4, when: '2025-06-01T08:00:00.000Z', by: { type: 'known', username: 'jdoe', displayName: 'Jane Doe' } },
		history: { createdBy: { displayName: 'John Roe' } },
		metadata: { labels: { results: [{ prefix: 'global', name: 'queue', id: '9' }] } },
		body: storage === null ? {} : { storage: { value: storage, representation: 'storage' } },
		_links: { webui: `/spaces/OPS/pages/${id}/x`, self: `${base}/rest/api/content/${id}` },
		...fields,
	};
}

function answer(...pages: unknown[]): Record<string, unknown> {
	return { results: pages, start: 0, limit: 25, size: pages.length, _links: { base, context: '/wiki' } };
}

function macro(name: string, parameters: Record<string, string>, body = ''): string {
	const written = Object.entries(parameters).map(([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`);
	return `<ac:structured-macro ac:name="${name}" ac:schema-version="1" ac:macro-id="f-1">${written.join('')}${body}</ac:structured-macro>`;
}

const rich = (html: string): string => `<ac:rich-text-body>${html}</ac:rich-text-body>`;
const plain = (text: string): string => `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body>`;

async function importStorage(storage: string): Promise<{ body: string; notes: string[] }> {
	const report = await run({ 'pages.json': answer(page(10, 'A', storage)) });
	await articles();
	return { body: bodyOf('a.mdx'), notes: told(report).map((line) => line.replace(/^\S+ /, '')) };
}

describe('importConfluence: a page from the REST API', () => {
	test('is a known issue below the pages above it, with its labels and without any name', async () => {
		const storage = '<h2>Check</h2><p>Open&nbsp;the <strong>claim</strong> &mdash; {id}.</p>';
		const home = page(1, 'Operations Home', '<p>Welcome</p>', { ancestors: [] });
		const child = page(12, 'Locked / stuck', '<p>b</p>', {
			ancestors: [
				{ id: '1', title: 'Operations Home' },
				{ id: '11', title: 'Item locked' },
			],
			status: 'draft',
		});
		const report = await run({ 'pages.json': answer(home, page(11, 'Item locked', storage), child) });
		expect(report).toEqual({ found: 3, written: 3, unchanged: 0, refused: 0, images: 0, refusedImages: 0, findings: [] });
		const read = await articles();
		expect([...read.keys()].sort()).toEqual(['item-locked.mdx', 'item-locked/locked--stuck.mdx', 'operations-home.mdx']);
		expect(read.get('item-locked.mdx')).toMatchObject({
			id: 'item-locked',
			title: 'Item locked',
			state: 'not-validated',
			kind: 'known-issue',
		});
		expect(read.get('item-locked/locked--stuck.mdx')?.state).toBe('work-in-progress');
		expect(read.get('item-locked.mdx')?.frontMatter?.source).toEqual({
			from: `${base}/spaces/OPS/pages/11/x`,
			imported: '2026-03-02',
			fields: { id: '11', space: 'OPS', labels: ['queue'], version: 4, changed: '2025-06-01T08:00:00.000Z' },
		});
		expect(bodyOf('item-locked.mdx')).toBe('## Check\n\nOpen\u00a0the **claim** — \\{id}.\n');
		expect(written('item-locked.mdx')).not.toMatch(/Jane|John|jdoe/);
	});

	test.each([
		[
			'code with its language',
			macro('code', { language: 'sql', title: 'Find it' }, plain('select *\n  from claims where a < {b} && c;')),
			'**Find it**\n\n```sql\nselect *\n  from claims where a < {b} && c;\n```\n',
		],
		['code without a language', macro('code', {}, plain('a ]]]]><![CDATA[> b')), '```\na ]]> b\n```\n'],
		[
			'a note as a caution',
			macro('note', { title: 'Do not "force" it' }, rich('<p>It <em>waits</em>.</p><ul><li>a</li></ul>')),
			'<Aside type="caution" title="Do not &#x22;force&#x22; it">\n  It *waits*.\n\n  - a\n</Aside>\n',
		],
		[
			'the other frames',
			macro('info', {}, rich('<p>a</p>')) +
				macro('tip', {}, rich('b')) +
				macro('warning', {}, rich('<p>c</p>')) +
				macro('panel', { title: 'P', bgColor: 'red' }, rich('<p>d</p>')),
			'<Aside type="note">\n  a\n</Aside>\n\n<Aside type="tip">\n  b\n</Aside>\n\n<Aside type="danger">\n  c\n</Aside>\n\n<Aside type="note" title="P">\n  d\n</Aside>\n',
		],
		[
			'a frame in a frame in a list',
			`<ul><li><p>x</p>${macro('tip', {}, rich(`<p>a</p>${macro('code', {}, plain('b'))}`))}</li></ul>`,
			'- x\n\n  <Aside type="tip">\n    a\n\n    ```\n    b\n    ```\n  </Aside>\n',
		],
		[
			'what unfolds',
			macro('expand', { title: 'Older cases' }, rich('<p>a</p>')),
			'<details>\n  <summary>Older cases</summary>\n\n  a\n</details>\n',
		],
		[
			'tasks',
			'<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>a</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body><span>b</span></ac:task-body></ac:task></ac:task-list>',
			'- [x] a\n- [ ] b\n',
		],
		[
			'a state, a day and signs',
			`<p>${macro('status', { colour: 'Green', title: 'LIVE' })} since <time datetime="2025-06-01" /> <ac:emoticon ac:name="tick" /> <ac:emoticon ac:name="blue-star" ac:emoji-fallback="🚦" /> <ac:emoticon ac:name="odd" /></p>`,
			'**LIVE** since 2025-06-01 ✅ 🚦 (odd)\n',
		],
		[
			'columns one below the other',
			'<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell><p>b</p></ac:layout-cell></ac:layout-section></ac:layout>',
			'a\n\nb\n',
		],
		['nothing for lists of pages', `${macro('toc', { maxLevel: '2' })}${macro('children', {})}<p>a</p>`, 'a\n'],
		['an issue by its key', `<p>See ${macro('jira', { server: 'J', key: 'ENG-12' })}.</p>`, 'See ENG-12.\n'],
	])('shows %s', async (_, storage, mdx) => {
		expect(await importStorage(storage)).toEqual({ body: mdx, notes: [] });
	});

	test('keeps the text of a macro that nobody knows, and names it', async () => {
		const { body, notes } = await importStorage(
			`${macro('fancy-tabs', { look: 'wide' }, rich('<p>In the <b>tab</b></p>'))}${macro('drawio', { diagramName: 'flow' })}${macro('mermaid', {}, plain('a --> b'))}`,
		);
		expect(body).toBe('In the **tab**\n\n```\na --> b\n```\n');
		expect(notes).toEqual([
			'holds the macro "fancy-tabs" (look: wide), which an article cannot show; what stands in it is kept as text.',
			'holds the macro "drawio" (diagramName: flow), which an article cannot show; nothing of it is in the article.',
			'holds the macro "mermaid", which an article cannot show; what stands in it is kept as text.',
		]);
	});

	test('says where a person was named by a key', async () => {
		const { body, notes } = await importStorage('<p>Ask <ac:link><ri:user ri:userkey="8a7f808" /></ac:link>.</p>');
		expect(body).toBe('Ask \\[person].\n');
		expect(notes).toEqual([expect.stringContaining('mentions a person')]);
	});

	test('leads to other pages by their title or address, and to images of the export', async () => {
		const link = (inside: string, anchor = ''): string => `<ac:link${anchor}>${inside}</ac:link>`;
		const storage = `<p>${link('<ri:page ri:content-title="B &amp; C" />')} ${link('<ri:page ri:content-title="B &amp; C" ri:space-key="OPS" /><ac:plain-text-link-body><![CDATA[two <b>]]></ac:plain-text-link-body>', ' ac:anchor="sec"')}
			${link('<ac:link-body>th<em>ree</em></ac:link-body>', ' ac:anchor="here"')} <a href="${base}/spaces/OPS/pages/20/B+C">4</a> <a href="/wiki/pages/viewpage.action?pageId=20">5</a>
			${link('<ri:page ri:content-title="Gone" />')} <a href="https://other.example/pages/99/x">7</a></p>${macro('anchor', { '': 'here' })}
			<p><ac:image ac:alt="seen" ac:width="300"><ri:attachment ri:filename="a b.png" /></ac:image><ac:image><ri:attachment ri:filename="lost.png" /></ac:image><ac:image><ri:url ri:value="https://cdn.example/c.png" /></ac:image>${link('<ri:attachment ri:filename="list.pdf" />')}</p>`;
		const report = await run({
			'pages.json': answer(
				page(10, 'A', storage),
				page(20, 'B & C', `<h2>${macro('anchor', { '': 'sec' })}Section</h2>`, {
					ancestors: [
						{ id: '1', title: 'Operations Home' },
						{ id: '5', title: 'Far' },
					],
				}),
			),
			'attachments/10/a b.png': gif,
			'attachments/10/list.pdf': 'x',
		});
		expect(bodyOf('a.mdx')).toBe(
			`[B & C](far/b--c.mdx) [two \\<b>](far/b--c.mdx#sec) [th*ree*](#here) [4](far/b--c.mdx) [5](far/b--c.mdx) [Gone](${base}/display/OPS/Gone) [7](https://other.example/pages/99/x)\n\n<a id="here" />\n\n![seen](attachments/10/a%20b.png)![lost.png](${base}/download/attachments/10/lost.png)![](https://cdn.example/c.png)[list.pdf](${base}/download/attachments/10/list.pdf)\n`,
		);
		expect(bodyOf('far/b--c.mdx')).toBe('## <a id="sec" />Section\n');
		expect(readFileSync(join(corpus, 'attachments/10/a b.png')).equals(gif)).toBe(true);
		expect(told(report).map((line) => line.replace(/^\S+ /, ''))).toEqual([
			`refers to ${base}/display/OPS/Gone, which is not in ${folder}; the address is kept as it was.`,
			`refers to ${base}/download/attachments/10/lost.png, which is not in ${folder}; the address is kept as it was.`,
			`refers to ${base}/download/attachments/10/list.pdf, which is neither a page nor an image, and stays behind; the address is kept as it was.`,
		]);
		await articles();
	});

	test('is read from the second version of the API and from rendered views as well', async () => {
		await run({
			'v2.json': {
				results: [
					{ id: '10', status: 'current', title: 'A', spaceId: '7', parentId: null, body: { storage: { value: '<p>a</p>' } } },
					{ id: '11', title: 'B', parentId: '10', body: { storage: { value: '<p>b</p>' } } },
				],
				_links: { base },
			},
			'view.json': page(12, 'C', null, {
				body: {
					view: {
						value:
							'<div class="confluence-information-macro confluence-information-macro-tip"><p class="title">T</p><div class="confluence-information-macro-body"><p>c</p></div></div>',
					},
				},
				ancestors: [{ id: '10', title: 'A' }],
			}),
		});
		expect([...(await articles()).keys()].sort()).toEqual(['a.mdx', 'b.mdx', 'c.mdx']);
		expect(bodyOf('c.mdx')).toBe('<Aside type="tip" title="T">\n  c\n</Aside>\n');
	});
});

/** A page as a space's HTML export writes it. */
function exported(title: string, body: string, { above = '', attachments = '', comments = '' } = {}): string {
	return `<!DOCTYPE html>
<html><head><title>Operations : ${title}</title><link rel="stylesheet" href="styles/site.css" type="text/css" /><META http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>
<body class="theme-default aui-theme-default"><div id="page"><div id="main" class="aui-page-panel"><div id="main-header">
<div id="breadcrumb-section"><ol id="breadcrumbs"><li class="first"><span><a href="index.html">Operations</a></span></li><li><span><a href="Home_1.html">Home</a></span></li>${above}</ol></div>
<h1 id="title-heading" class="pagetitle"><span id="title-text"> Operations : ${title} </span></h1></div>
<div id="content" class="view"><div class="page-metadata"> Created by <span class='author'> John Roe</span>, last modified by <span class='editor'> Jane Doe</span> on Jun 01, 2025 </div>
<div id="main-content" class="wiki-content group">
${body}
</div>
${attachments === '' ? '' : `<div class="pageSection group"><div class="pageSectionHeader"><h2 id="attachments" class="pageSectionTitle">Attachments:</h2></div><div class="greybox" align="left">${attachments}</div></div>`}
${comments === '' ? '' : `<div class="pageSection group"><div class="pageSectionHeader"><h2 id="comments" class="pageSectionTitle">Comments:</h2></div>${comments}</div>`}
</div></div><div id="footer" role="contentinfo"><section class="footer-body"><p>Document generated by Confluence on Jun 02, 2025 09:00</p></section></div></div></body></html>`;
}

describe('importConfluence: an HTML export', () => {
	const below = '<li><span><a href="Queue_20.html">Queue</a></span></li>';

	test('becomes articles with what stood on the pages, and with nothing that stood around it', async () => {
		const body = `<style type='text/css'>/*<![CDATA[*/div.rbtoc1 {padding: 0px;}/*]]>*/</style><div class="toc-macro rbtoc1"><ul class="toc-indentation"><li><a href="#Itemlocked-Check">Check</a></li></ul></div>
<h2 id="Itemlocked-Check">Check</h2><p>See <a href="Queue_20.html#Queue-Top">the queue</a>, <a href="#Itemlocked-Check">above</a>, <a class="confluence-userlink user-mention" data-username="jsmith" href="/display/~jsmith">Sam</a> and <a href="Gone_99.html">gone</a>. <img class="emoticon emoticon-tick" data-emoji-fallback="✅" src="images/icons/emoticons/check.png" alt="(tick)"> <span class="status-macro aui-lozenge">LIVE</span></p>
<div class="code panel pdl"><div class="codeHeader panelHeader pdl"><b>Find it</b></div><div class="codeContent panelContent pdl"><pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: sql; gutter: false; theme: Confluence">select 1
  from a &lt; b</pre></div></div>
<div class="confluence-information-macro confluence-information-macro-warning"><p class="title">Stop</p><span class="aui-icon aui-icon-small aui-iconfont-error confluence-information-macro-icon"></span><div class="confluence-information-macro-body"><p>Not by hand.</p></div></div>
<div class="panel"><div class="panelHeader"><b>Note</b></div><div class="panelContent"><p>x</p></div></div>
<div id="expander-1" class="expand-container"><div id="expander-control-1" class="expand-control"><span class="expand-control-icon"><img src="images/i.gif"></span><span class="expand-control-text">More</span></div><div id="expander-content-1" class="expand-content"><p>y</p></div></div>
<ul class="inline-task-list" data-inline-tasks-content-id="10"><li class="checked" data-inline-task-id="1"><span>done</span></li><li data-inline-task-id="2">open</li></ul>
<div class="table-wrap"><table class="confluenceTable"><colgroup><col/><col/></colgroup><tbody><tr><th class="confluenceTh"><p>Code</p></th><th class="confluenceTh">Means</th></tr><tr><td class="confluenceTd">RQ-1</td><td class="confluenceTd"><p>{locked}</p></td></tr></tbody></table></div>
<p><span class="confluence-embedded-file-wrapper"><img class="confluence-embedded-image confluence-thumbnail" src="attachments/thumbnails/10/31" data-image-src="attachments/10/31.png"></span></p>`;
		const attachments =
			'<img src="images/icons/bullet_blue.gif" height="8" width="8" alt=""/> <a href="attachments/10/31.png">shot.png</a> (image/png)<br/><a href="attachments/10/32.xlsx">list.xlsx</a> (application/x)<br/>';
		const report = await run({
			'index.html': '<html><body><div id="main-content">Space Details</div></body></html>',
			'Home_1.html': exported('Home', '<p>Hello</p>').replace('<li><span><a href="Home_1.html">Home</a></span></li>', ''),
			'Item-locked_10.html': exported('Item locked', body, { above: below, attachments, comments: '<p>This worked for me.</p>' }),
			'Queue_20.html': exported('Queue', '<h1 id="Queue-Top">Top</h1>'),
			'attachments/10/31.png': gif,
			'attachments/10/32.xlsx': 'x',
		});
		expect([...(await articles()).keys()].sort()).toEqual(['home.mdx', 'queue.mdx', 'queue/item-locked.mdx']);
		expect(bodyOf('queue/item-locked.mdx')).toBe(`## <a id="Itemlocked-Check" />Check

See [the queue](../queue.mdx#Queue-Top), [above](#Itemlocked-Check), Sam and [gone](Gone_99.html). ✅ **LIVE**

**Find it**

\`\`\`sql
select 1
  from a < b
\`\`\`

<Aside type="danger" title="Stop">
  Not by hand.
</Aside>

<Aside type="note" title="Note">
  x
</Aside>

<details>
  <summary>More</summary>

  y
</details>

- [x] done
- [ ] open

| Code | Means |
| - | - |
| RQ-1 | \\{locked} |

![](../attachments/10/31.png)
`);
		expect(bodyOf('queue.mdx')).toBe('# <a id="Queue-Top" />Top\n');
		expect(written('queue/item-locked.mdx')).toMatch(/from: Item-locked_10\.html[\s\S]*space: Operations\n {4}changed: Jun 01, 2025/);
		expect(written('queue/item-locked.mdx')).not.toMatch(/Jane|John|jsmith|Attachments|generated|worked for me/);
		expect(report).toMatchObject({ found: 3, written: 3, images: 1 });
		expect(told(report)).toEqual([
			'Item-locked_10.html has files attached that its text does not show, and that stay behind: list.xlsx.',
			'Item-locked_10.html has comments, which were not imported.',
			`Item-locked_10.html refers to Gone_99.html, which is not in ${folder}; the address is kept as it was.`,
		]);
	});

	test('leaves out the list of attachments also where it stands within the page', async () => {
		const list =
			'<div class="pageSection group"><h2 id="attachments" class="pageSectionTitle">Attachments:</h2><div class="greybox"><a href="attachments/1/2.pdf">a.pdf</a></div></div>';
		await run({ 'A_1.html': exported('A', `<p>one</p>${list}`) });
		expect(bodyOf('a.mdx')).toBe('one\n');
	});

	test('names the line of the file where something does not read the same', async () => {
		const report = await run({ 'A_1.html': exported('A', '<p>one</p>\n<p><a href="javascript:x()">two</a></p>') });
		const line =
			exported('A', '<p>one</p>\n<p><a')
				.split('\n')
				.findIndex((text) => text.includes('<p><a')) + 1;
		expect(report.findings.find(({ message }) => message.includes('text,'))?.line).toBe(line);
	});

	test('passes over what is no page, and says so', async () => {
		const report = await run({ 'A_1.html': exported('A', ''), 'other.html': '<p>x</p>', 'bad_2.html': Buffer.from([0x3c, 0xe9]) });
		expect(report).toMatchObject({ found: 2, written: 1, refused: 1 });
		expect(report.findings.map(({ path, rule }) => [path, rule])).toEqual(
			[
				['bad_2.html', 'encoding'],
				['other.html', 'import'],
				['A_1.html', 'import'],
			].sort((a, b) => (a[0] === 'A_1.html' ? 1 : b[0] === 'A_1.html' ? -1 : 0)),
		);
	});
});

describe('importConfluence: what goes wrong', () => {
	test('no title or file name leads out of the corpus, and two of one name are two articles', async () => {
		const titles = ['../../etc/passwd', '../../etc/passwd', '', '🚨', 'CON', 'x'.repeat(500)];
		const storage = '<ac:image><ri:attachment ri:filename="../../../up.png" /></ac:image>';
		const report = await run({
			'a.json': answer(...titles.map((title, index) => page(index + 10, title, storage, { ancestors: [{ id: '9', title: '..' }] }))),
			'up.png': gif,
		});
		expect(report).toMatchObject({ found: 6, written: 6, images: 6 });
		const read = await articles();
		expect(read.size).toBe(6);
		for (const path of read.keys()) expect(path).toMatch(/^[^/.]+\.mdx$|^page\/[^/.]+\.mdx$/);
		expect(readFileSync(join(corpus, 'attachments/10/up.png')).equals(gif)).toBe(true);
	});

	test('code is text or left out, and thousands of macros in one another are shown as their source', async () => {
		const deep = `${'<ac:structured-macro ac:name="info"><ac:rich-text-body>'.repeat(5000)}deep`;
		const report = await run({
			'a.json': answer(
				page(
					10,
					'A',
					'<script>alert(1)</script><p onclick="a()">{b()}</p><ac:link><ri:url ri:value="javascript:c()" /><ac:link-body>d</ac:link-body></ac:link>',
				),
				page(11, 'B', deep),
				page(12, 'C', '<p>open <ac:link><b>never closed'),
			),
		});
		expect(report).toMatchObject({ written: 3, refused: 0 });
		const read = await articles();
		expect(bodyOf('a.mdx')).toBe('\\{b()}\n\nd (javascript:c())\n');
		expect(read.get('b.mdx')?.sections[0]?.text).toContain('deep');
		expect(bodyOf('c.mdx')).toBe('open **never closed**\n');
		expect(told(report).join('\n')).toMatch(/holds a script[\s\S]*shown as its source/);
	}, 60_000);

	test('what cannot be read is named, and the rest goes on', async () => {
		const report = await run({
			'1.json': '{"results": [}',
			'2.json': { articles: [] },
			'3.json': {
				...answer(
					page(10, 'A', '<p>a</p>'),
					page(11, 'B', null),
					{ title: 'no id' },
					page(10, 'A', '<p>older</p>', { version: { number: 3 } }),
					{ id: 'att1', type: 'attachment', title: 'x.png' },
				),
			},
		});
		expect(report).toMatchObject({ found: 3, written: 1, refused: 2 });
		expect(told(report).map((line) => line.slice(0, 60))).toEqual([
			expect.stringContaining('1.json is not JSON'),
			expect.stringContaining('2.json holds no pages'),
			expect.stringContaining('3.json page 3 was not read'),
			expect.stringContaining('3.json 1 of type attachment'),
			expect.stringContaining('3.json the page 10 stands twice'),
			expect.stringContaining('3.json the page 11 (B) has no body'),
		]);
		expect(bodyOf('a.mdx')).toBe('a\n');
	});

	test('says what to give it where there is nothing to import', async () => {
		await expect(run()).rejects.toThrow('no such file or folder');
		await expect(run({ 'notes.md': '# x' })).rejects.toThrow('holds no page of a Confluence space. Give it');
		await expect(run({ 'entities.xml': '<x/>' })).rejects.toThrow('is an XML export');
		writeFileSync(`${folder}/space.zip`, 'PK');
		await expect(importConfluence(join(folder, 'space.zip'), corpus, '2026-03-02', () => {})).rejects.toThrow('is packed. Unpack it');
	});
});

describe('importConfluence: a second time', () => {
	test('changes nothing on another day, and leaves what a person changed', async () => {
		expect(
			await run({ 'a.json': answer(page(10, 'A', '<p>a</p>'), page(11, 'A', '<p>b</p>')), 'B_3.html': exported('B', '<p>c</p>') }),
		).toMatchObject({ written: 3 });
		expect(await run({}, '2026-04-05')).toMatchObject({ written: 0, unchanged: 3, refused: 0, findings: [] });
		writeFileSync(join(corpus, 'operations-home/a-2.mdx'), 'mine');
		expect(await run({}, '2026-04-05')).toMatchObject({ unchanged: 2, refused: 1 });
		expect(written('operations-home/a-2.mdx')).toBe('mine');
	});
});

describe('storageToHtml, for any page', () => {
	const words = ['claim', 'RQ-4012', '{b}', '&lt;c&gt;', '*d*', '日本', '&nbsp;e', '| f'];
	const text = fc.constantFrom(...words).map((word) => `${word} `);
	const names = ['info', 'note', 'expand', 'panel', 'column', 'excerpt', 'tabs-of-somebody', 'status'];
	const storage: fc.Memo<string> = fc.memo((depth) => {
		if (depth <= 1) return text;
		const inside = fc.array(storage(depth - 1), { maxLength: 3 }).map((parts) => parts.join(''));
		return fc.oneof(
			text,
			fc
				.tuple(
					fc.constantFrom(
						'p',
						'ul',
						'li',
						'td',
						'table',
						'strong',
						'h2',
						'ac:inline-comment-marker',
						'ac:link',
						'ac:layout-cell',
						'ac:task-body',
					),
					inside,
				)
				.map(([name, content]) => `<${name}>${content}</${name}>`),
			fc.tuple(fc.constantFrom(...names), inside).map(([name, content]) => macro(name, {}, rich(content))),
			fc.constantFrom('x < y', 'z & {w}').map((code) => macro('code', {}, plain(code))),
		);
	});

	test('every word is in the article, or the report says that something is lost', () => {
		fc.assert(
			fc.property(storage(6), (source) => {
				const { html } = storageToHtml(source, '1', 'OPS');
				const tree = parseHtml(html);
				keepVisible(tree, new Set());
				const { body, losses } = htmlToMdx(tree, (address) => address);
				expect(losses.filter(({ what }) => what === 'syntax' || what === 'gate')).toEqual([]);
				const shown = renderMdx(body).text;
				const count = (where: string, word: string): number => where.split(word).length - 1;
				for (const word of ['claim', 'RQ-4012', '{b}', '日本', 'x < y', 'z & {w}'])
					expect(count(shown, word), source).toBe(count(source, word));
			}),
			{ numRuns: 500 },
		);
	});
});

describe('npm run import -- confluence', () => {
	test('reports as for Markdown, and ends with 0; with 1 where there is nothing', async () => {
		await run({ 'a.json': answer(page(10, 'A', '<p>a</p>')) });
		const done = await runScript('import', ['confluence', folder, '--to', join(folder, 'corpus')], {});
		expect(done).toMatchObject({ code: 0 });
		expect(done.stdout).toContain('1 pages found, 1 written, 0 unchanged, 0 refused, 0 images copied, 0 notes');
		const nothing = await runScript('import', ['confluence', corpus, '--to', join(folder, 'other')], {});
		expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining('holds no page of a Confluence space') });
	});
});
