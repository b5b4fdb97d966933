import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/knowledge/article.ts';
import { readCorpus } from '../../../src/knowledge/corpus.node.ts';
import { importMarkdown } from '../../../src/knowledge/import/import-markdown.node.ts';
import type { ImportReport } from '../../../src/knowledge/import/import-pages.node.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
/** The smallest picture there is: one grey point. */
const gif = Buffer.from('R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

let folder: string;
let corpus: string;

beforeEach(() => {
	const place = mkdtempSync(join(tmpdir(), 'signpost-import-'));
	folder = join(place, 'pages');
	corpus = join(place, 'corpus');
});

afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));

async function writePages(pages: Record<string, string | Buffer>): Promise<void> {
	for (const [path, content] of Object.entries(pages)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), content);
	}
}

async function importPages(pages: Record<string, string | Buffer> = {}, day = '2026-03-02'): Promise<ImportReport> {
	await writePages(pages);
	return importMarkdown(folder, corpus, day, () => {});
}

function written(path: string): string {
	return readFileSync(join(corpus, path), 'utf8');
}

function bodyOf(path: string): string {
	return written(path).replace(/^---\n[\s\S]*?\n---\n\n/, '');
}

async function articles(): Promise<Map<string, Article>> {
	const { articles, findings } = await readCorpus(corpus);
	expect(findings).toEqual([]);
	return new Map(articles.map((article) => [article.path, article]));
}

describe('importMarkdown: what becomes of a page', () => {
	test('tells which pages it passed over, so that none is missed by accident', async () => {
		await writePages({ 'a.md': '# A\n', '.hidden/b.md': '# B\n', '.c.md': '# C\n', '.git/d.md': '# D\n' });
		symlinkSync(join(folder, 'a.md'), join(folder, 'link.md'));
		const { written, findings } = await importPages();
		expect(written).toBe(1);
		expect(findings.map(({ path }) => path)).toEqual(['.c.md', '.hidden/b.md', 'link.md']);
	});

	test('is a known issue, not validated, that says where it came from', async () => {
		const report = await importPages({ 'docs/Queue.md': '# Queue is empty\n\nRestart {it}.\n' });
		expect(report).toEqual({ found: 1, written: 1, unchanged: 0, refused: 0, images: 0, refusedImages: 0, findings: [] });
		const article = (await articles()).get('docs/Queue.mdx');
		expect(article).toMatchObject({ id: 'docs/Queue', kind: 'known-issue', state: 'not-validated', title: 'Queue is empty' });
		expect(article?.frontMatter).toMatchObject({
			version: '0.1.0',
			changelog: [{ version: '0.1.0', date: '2026-03-02', note: 'Imported from docs/Queue.md.' }],
			source: { from: 'docs/Queue.md', imported: '2026-03-02' },
		});
		expect(bodyOf('docs/Queue.mdx')).toBe('# Queue is empty\n\nRestart \\{it}.\n');
	});

	test.each([
		['its front matter', '---\ntitle: "A: \'b\' # \\"c\\""\n---\n# Other\n', 'A: \'b\' # "c"'],
		['front matter over two lines', '---\ntitle: |\n  A\n  b\n---\n', 'A b'],
		['a number', '---\ntitle: 2026\n---\n', '2026'],
		['its first heading', 'Text.\n\n# A: "b" `c` — *d* [e](f)\n', 'A: "b" c — d e'],
		['a heading that YAML would misread', '# - [a]: {b}, &c *d !e |f >g %h @i `j`\n', '- [a]: {b}, &c *d !e |f >g %h @i j'],
		['a heading that looks like a date', '# 2026-03-02\n', '2026-03-02'],
		['a heading that looks like nothing', '# null\n', 'null'],
		['emoji and other scripts', '# 🚨 مرحبا 日本語\n', '🚨 مرحبا 日本語'],
		['its path', 'Text.\n', 'Queue stays empty'],
		['its path, where the title is empty', '---\ntitle: "  "\n---\n#\n', 'Queue stays empty'],
	])('has its title from %s', async (_, text, title) => {
		await importPages({ 'queue-stays_empty.md': text });
		expect((await articles()).get('queue-stays_empty.mdx')?.title).toBe(title);
	});

	test('keeps the front matter that it had as fields of its source', async () => {
		const fields = 'title: A\ndate: 2020-02-30\ntags: [a, "b: c"]\nnested:\n  x: |\n    ---\n    y\n  n: 1e3\n';
		const report = await importPages({ 'a.md': `\uFEFF---\r\n${fields.replaceAll('\n', '\r\n')}---\r\n\r\nText.\r\n` });
		expect(report.findings).toEqual([]);
		expect((await articles()).get('a.mdx')?.frontMatter?.source?.fields).toEqual({
			title: 'A',
			date: '2020-02-30',
			tags: ['a', 'b: c'],
			nested: { x: '---\ny\n', n: 1000 },
		});
		expect(bodyOf('a.mdx')).toBe('Text.\n');
	});

	test.each([
		['YAML that is not valid', '---\ntitle: "a: b\n---\n\nText.\n', 'title: "a: b'],
		['YAML that is no list of fields', '---\njust words\n---\n\nText.\n', 'just words'],
		['YAML that is never closed', '---\ntitle: a\n\nText.\n', 'title: a'],
		['TOML', '+++\ntitle = "a {b}"\n+++\n\nText.\n', 'title = "a {b}"'],
		['JSON', '{\n  "title": "a"\n}\n\nText.\n', '"title": "a"'],
		['JavaScript', '---js\n{ title: process.exit(3) }\n---\n\nText.\n', 'process.exit(3)'],
	])('shows front matter that cannot be read as part of the page, and says so: %s', async (_, text, shown) => {
		const report = await importPages({ 'a.md': text });
		expect(report).toMatchObject({ written: 1, findings: [{ path: 'a.md', rule: 'import' }] });
		expect(report.findings[0]?.message).toContain('shown as part of the page');
		const sections = (await articles()).get('a.mdx')?.sections.map(({ heading, text }) => `${heading}\n${text}`);
		expect(sections?.join('\n')).toContain(shown);
		expect(sections?.join('\n')).toContain('Text.');
	});

	test('is shown as its source where it cannot be kept as formatted text', async () => {
		const text = `# Deep\n\n${'> '.repeat(150)}a\n`;
		const report = await importPages({ 'a.md': text });
		expect(report).toMatchObject({ written: 1, refused: 0, findings: [{ path: 'a.md', rule: 'import' }] });
		expect(report.findings[0]?.message).toContain('could not be kept as formatted text (stands more than 100 levels deep)');
		expect((await articles()).get('a.mdx')?.sections[0]?.text).toContain(text.trim());
	});

	test('is reported, with its line and readable words, where it does not read quite the same', async () => {
		const report = await importPages({ 'a.md': '---\nx: y\n---\n# A\n\nSee [the flags](chrome://flags) there.\n' });
		expect(report.findings.at(-1)).toEqual({
			path: 'a.md',
			line: 6,
			rule: 'import',
			message: 'does not read quite the same: text, "A See the flags there." became "A See the flags (chrome://flags) there.".',
			remedy: 'Compare it with a.mdx.',
		});
	});
});

describe('importMarkdown: addresses', () => {
	test('of pages that are imported become those of the articles', async () => {
		const report = await importPages({
			'a/b.md':
				'[1](../c.md#d) [2](<e f.md>) [3](e%20f.md?x=1) [4](../g.markdown) [5](/c.md) [6][r] [7](../c) [8](../h/) <a href="../c.md"><div>9</div></a>\n\n[r]: ./b.md "t"\n',
			'a/e f.md': '',
			'c.md': '',
			'g.markdown': '',
			'h/README.md': '',
		});
		expect(report.findings.filter(({ message }) => !message.includes('empty'))).toEqual([]);
		expect(bodyOf('a/b.mdx')).toBe(
			'[1](../c.mdx#d) [2](<e f.mdx>) [3](e%20f.mdx?x=1) [4](../g.mdx) [5](/c.mdx) [6][r] [7](../c) [8](../h/) [<div>9</div>](../c.mdx)\n\n[r]: ./b.mdx "t"\n',
		);
	});

	test('of pages that got another name lead to that name', async () => {
		await importPages({
			'README.md': 'x',
			'readme.md': 'x',
			'README.markdown': 'x',
			'a#b.md': 'x',
			'50%.md': 'x',
			'é.md': 'x',
			'sub/readme.md': 'x',
			'links.md': '[1](README.md) [2](readme.md#x) [3](README.markdown) [4](a%23b.md) [5](50%25.md) [6](%C3%A9.md) [7](sub/)',
		});
		expect(bodyOf('links.mdx')).toBe(
			'[1](README-2.mdx) [2](readme-3.mdx#x) [3](README.mdx) [4](a-b.mdx) [5](50-.mdx) [6](%C3%A9.mdx) [7](sub/readme.mdx)\n',
		);
		for (const path of ['README.mdx', 'README-2.mdx', 'readme-3.mdx', 'a-b.mdx', '50-.mdx', 'é.mdx']) {
			expect(existsSync(join(corpus, path))).toBe(true);
		}
	});

	test('that lead nowhere are kept and reported, each with why', async () => {
		const report = await importPages({
			'a/b.md':
				'[1](c.md) ![2](d.png) [3](../../e.md) [4](run.sh) <img src="f.png" width="1"> [5][r] [6](#x) [7](https://x.example/c.md) [8](//x.example/y)\n\n[r]: g.md\n',
			'a/run.sh': 'true\n',
		});
		expect(report.findings.map(({ message }) => message)).toEqual([
			`refers to g.md, which is not in ${folder}; the address is kept as it was.`,
			`refers to c.md, which is not in ${folder}; the address is kept as it was.`,
			`refers to d.png, which is not in ${folder}; the address is kept as it was.`,
			`refers to ../../e.md, which lies outside ${folder}; the address is kept as it was.`,
			'refers to run.sh, which is neither a page nor an image, and stays behind; the address is kept as it was.',
			`refers to f.png, which is not in ${folder}; the address is kept as it was.`,
		]);
		expect(report).toMatchObject({ written: 1, refused: 0 });
		expect(bodyOf('a/b.mdx')).toContain('[1](c.md) ![2](d.png) [3](../../e.md)');
	});

	test('of images are copied with the images', async () => {
		const report = await importPages({
			'a/b.md':
				'![1](../img/c%20d.png) ![2](<../img/c d.png>) ![3](e.svg?raw=true) <img src="../img/f.JPG" width="9"> [4](../img/g.webp) ![5][i]\n\n[i]: ../img/h.gif\n',
			'img/c d.png': gif,
			'a/e.svg': '<svg/>',
			'img/f.JPG': gif,
			'img/g.webp': gif,
			'img/h.gif': gif,
			'img/unused.png': gif,
		});
		expect(report).toMatchObject({ images: 5, findings: [] });
		expect(bodyOf('a/b.mdx')).toBe(
			'![1](../img/c%20d.png) ![2](<../img/c d.png>) ![3](e.svg) <img src="../img/f.JPG" width="9" /> [4](../img/g.webp) ![5][i]\n\n[i]: ../img/h.gif\n',
		);
		expect(readdirSync(join(corpus, 'img')).sort()).toEqual(['c d.png', 'f.JPG', 'g.webp', 'h.gif']);
		expect(readFileSync(join(corpus, 'img/c d.png')).equals(gif)).toBe(true);
	});

	test('of images that the site could not serve are changed with the name of the copy', async () => {
		const report = await importPages({
			'a/b.md': '![1](c%23d%25.png) ![2](../.assets/e.png)\n',
			'a/c#d%.png': gif,
			'.assets/e.png': gif,
		});
		expect(report).toMatchObject({ images: 2, findings: [] });
		expect(bodyOf('a/b.mdx')).toBe('![1](c-d-.png) ![2](../assets/e.png)\n');
		expect(existsSync(join(corpus, 'a/c-d-.png')) && existsSync(join(corpus, 'assets/e.png'))).toBe(true);
	});

	test('that hold an image within themselves become a file beside the page', async () => {
		const address = `data:image/gif;base64,${gif.toString('base64')}`;
		const report = await importPages({ 'a b/c.md': `![1](${address}) ![2][image2]\n\n[image2]: <${address}>\n` });
		expect(report).toMatchObject({ written: 1, images: 1, findings: [] });
		expect(bodyOf('a b/c.mdx')).toBe('![1](c-image-1.gif) ![2][image2]\n\n[image2]: c-image-1.gif\n');
		expect(readFileSync(join(corpus, 'a b/c-image-1.gif')).equals(gif)).toBe(true);
	});

	test('behind a protocol that nothing knows are freed of it', async () => {
		const report = await importPages({ 'a.md': '[b](link:https://c.example/d)\n' });
		expect(report.findings).toEqual([]);
		expect(bodyOf('a.mdx')).toBe('[b](https://c.example/d)\n');
	});
});

describe('importMarkdown: what goes wrong', () => {
	test('is reported, and the rest goes on', async () => {
		const report = await importPages({
			'1-empty.md': '',
			'2-blank.md': '\uFEFF \n\n',
			'3-latin.md': Buffer.from([0x23, 0x20, 0x41, 0x0a, 0x0a, 0xe9, 0x0a]),
			'4-large.md': 'words and words \n'.repeat(300_000),
			'5-good.md': '# Good\n',
		});
		expect(report).toMatchObject({ found: 5, written: 3, refused: 2 });
		expect(report.findings.map(({ path, line, rule }) => ({ path, line, rule }))).toEqual([
			{ path: '3-latin.md', line: 3, rule: 'encoding' },
			{ path: '4-large.md', line: undefined, rule: 'size' },
			{ path: '1-empty.md', line: undefined, rule: 'import' },
			{ path: '2-blank.md', line: undefined, rule: 'import' },
		]);
		expect([...(await articles()).keys()]).toEqual(['1-empty.mdx', '2-blank.mdx', '5-good.mdx']);
		expect((await articles()).get('1-empty.mdx')?.title).toBe('1 empty');
	});

	test('refuses a page that would be too large as an article', async () => {
		const report = await importPages({ 'a.md': `---\ntags: [${'a,'.repeat(150_000)}]\n---\n\nText.\n` });
		expect(report).toMatchObject({ written: 0, refused: 1, findings: [{ path: 'a.md', rule: 'size' }] });
		expect(existsSync(corpus)).toBe(false);
	});

	test('says so where there is nothing to import', async () => {
		await expect(importPages()).rejects.toThrow(`${folder}: no such folder.`);
		await expect(importPages({ 'a.txt': 'x' })).rejects.toThrow(`${folder}: holds no Markdown file`);
		await expect(importMarkdown(join(folder, 'a.txt'), corpus, '2026-03-02', () => {})).rejects.toThrow('no such folder');
		await expect(importMarkdown(folder, `${folder}/`, '2026-03-02', () => {})).rejects.toThrow('is the folder that is imported');
	});
});

describe('importMarkdown: a second time', () => {
	const pages = { 'a.md': '---\ndate: 2020-01-01\n---\n# A\n\n![b](b.png)\n', 'b.png': gif, 'c.md': '# C\n' };

	test('changes nothing, also on another day and where git gave the files Windows line ends', async () => {
		await importPages(pages, '2026-03-02');
		writeFileSync(join(corpus, 'c.mdx'), written('c.mdx').replaceAll('\n', '\r\n'));
		const before = written('a.mdx');
		expect(await importPages({}, '2026-04-05')).toEqual({
			found: 2,
			written: 0,
			unchanged: 2,
			refused: 0,
			images: 0,
			refusedImages: 0,
			findings: [],
		});
		expect(written('a.mdx')).toBe(before);
	});

	test('leaves what a person changed as it is, reports it, and imports the rest', async () => {
		await importPages(pages);
		const mended = written('a.mdx').replace('# A', '# A, mended\n\ndate: 2026-01-01');
		writeFileSync(join(corpus, 'a.mdx'), mended);
		writeFileSync(join(corpus, 'b.png'), 'a better picture');
		const report = await importPages({ 'd.md': '# D\n' }, '2026-04-05');
		expect(report).toMatchObject({ found: 3, written: 1, unchanged: 1, refused: 1, images: 0, refusedImages: 1 });
		expect(report.findings.map(({ path, message }) => `${path} ${message}`)).toEqual([
			`a.md was not imported: ${join(corpus, 'a.mdx')} exists and differs, and is left as it is.`,
			`b.png was not imported: ${join(corpus, 'b.png')} exists and differs, and is left as it is.`,
		]);
		expect(written('a.mdx')).toBe(mended);
		expect(written('b.png')).toBe('a better picture');
	});

	test('does not take what it wrote for pages, where the corpus lies in the folder', async () => {
		corpus = join(folder, 'kb');
		await importPages(pages);
		expect(await importPages()).toMatchObject({ found: 2, written: 0, unchanged: 2, refused: 0 });
	});
});

describe('npm run import', () => {
	function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
		const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/import.ts', ...args], { cwd: project, encoding: 'utf8' });
		return { status, stdout, stderr };
	}

	test('ends with 0, or with 1 where a file was left out', async () => {
		await writePages({ 'a.md': '# A\n\n[b](c.md)\n' });
		const first = run('markdown', folder, '--to', corpus);
		expect(first).toMatchObject({ status: 0 });
		expect(first.stdout).toContain('refers to c.md');
		expect(first.stdout).toContain('1 pages found, 1 written, 0 unchanged, 0 refused, 0 images copied, 1 notes');
		writeFileSync(join(corpus, 'a.mdx'), 'mine');
		expect(run('markdown', folder, '--to', corpus)).toMatchObject({ status: 1 });
		expect(written('a.mdx')).toBe('mine');
	});

	test('ends with 1 where the folder is no folder, and with 2 where it is called in another way', () => {
		expect(run('markdown', folder, '--to', corpus)).toMatchObject({ status: 1 });
		for (const args of [[], ['markdown', folder], ['wiki', folder, '--to', corpus], ['markdown', folder, '--into', corpus]]) {
			expect(run(...args)).toMatchObject({ status: 2 });
		}
	});
});
