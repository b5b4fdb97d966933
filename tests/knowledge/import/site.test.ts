import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readArticle } from '../../../src/knowledge/article.ts';
import { listFiles } from '../../../src/knowledge/files.node.ts';
import { importMarkdown } from '../../../src/knowledge/import/import-markdown.node.ts';
import { articleRoute } from '../../../src/knowledge/links.ts';
import { buildMeasured } from '../../setup/measured.ts';
import { temporaryFolder } from '../../setup/temporary.ts';
import { passages } from './passages.ts';
import { type Rendering, readBuiltPage, renderMarkdown } from './rendering.ts';

const temporary = temporaryFolder();
const folder = join(temporary, 'pages');
const corpus = join(temporary, 'corpus');

/** Paths that are hard on a file system, a bundler or an address, with what their page holds. */
const oddPaths: Record<string, string> = {
	'a b/日本語.md':
		"[1](../c%23d.md) [2](../50%25.md#top) [3](<../it's (e)/README.md>) [4](../it%27s%20(e)/) ![5](../../outside.png) [6](../../f.md)\n",
	'c#d.md': '# One\n',
	'50%.md': '# Two\n',
	'q?r.md': '# Three\n',
	"it's (e)/README.md": '# Four\n',
	'[...slug].md': '# Five\n',
	'$HOME/{x}/@y&z.md': '# Six\n',
	'index.html.md': '# Seven\n',
	'_under.md': '# Eight\n',
	'images.md':
		'![1](pictures/b%20c.svg) ![2](pictures/d%23e.svg) <img src="pictures/b c.svg" width="2"> [3](pictures/b%20c.svg) ![4][i]\n\n[i]: pictures/b%20c.svg\n',
	'headings.md': '# [A](https://a.example)\n\n## Check\n\n> ## Check\n\n- ### Check\n\n## Check\n',
};

let report: Awaited<ReturnType<typeof importMarkdown>>;
const pages = new Map<string, { title: string; article: Rendering; anchors: string[] }>();

beforeAll(async () => {
	for (const [number, [, passage]] of passages.entries()) writePage(`passages/${number}.md`, passage);
	for (const [path, text] of Object.entries(oddPaths)) writePage(path, text);
	for (const path of ['pictures/b c.svg', 'pictures/d#e.svg']) writePage(path, '<svg xmlns="http://www.w3.org/2000/svg"/>');
	report = await importMarkdown(folder, corpus, '2026-03-02', () => {});
	const built = await buildMeasured(corpus, temporary);
	if (built.code !== 0) throw new Error(`the site is not built: ${built.stderr}`);
	for (const path of await listFiles(corpus, (name) => name.endsWith('.mdx'))) {
		const read = readArticle(readFileSync(join(corpus, path), 'utf8'), path);
		if ('findings' in read) throw new Error(`${path} is no article`);
		const page = readFileSync(join(temporary, 'site', articleRoute(read.article.id), 'index.html'), 'utf8');
		pages.set(path, { ...readBuiltPage(page), anchors: read.article.sections.map(({ anchor }) => anchor) });
	}
}, 300_000);

function writePage(path: string, text: string): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

function pageOf(path: string): { title: string; article: Rendering; anchors: string[] } {
	const page = pages.get(path);
	if (page === undefined) throw new Error(`${path} is not built`);
	return page;
}

describe('the site of an imported corpus', () => {
	test('has every page', () => {
		expect(report).toMatchObject({ refused: 0, images: 2 });
		expect(pages.size).toBe(passages.length + Object.keys(oddPaths).length);
	});

	test.each(passages.map(([name, passage], number) => [name, passage, number] as const))('shows it the same: %s', (_, passage, number) => {
		const { title, article } = pageOf(`passages/${number}.mdx`);
		const before = renderMarkdown(passage, article.headings.includes(title) ? undefined : title);
		expect(article.text).toBe(before.text);
		expect(article.headings).toEqual(before.headings);
		expect(article.tables).toEqual(before.tables);
		expect(article.codeBlocks).toEqual(before.codeBlocks);
		expect(article.links.length).toBe(before.links.length);
		expect(article.images.length).toBe(before.images.length);
		expect(article.scripts.filter((script) => !script.startsWith('/_astro/ec.'))).toEqual([]);
	});

	test('leads to pages with odd names, and marks what is not there', () => {
		expect(pageOf('a b/日本語.mdx').article.links).toEqual([
			'/articles/c-d/',
			'/articles/50-/#top',
			'/articles/it-s-e-/readme/',
			'/articles/it-s-e-/readme/',
			'../../f.md',
		]);
		expect(pageOf('a b/日本語.mdx').article.images).toEqual(['/images/outside.png']);
	});

	test('serves images with odd names', () => {
		const { article } = pageOf('images.mdx');
		expect(article.images).toEqual([
			'/images/pictures/b%20c.svg',
			'/images/pictures/d-e.svg',
			'/images/pictures/b%20c.svg',
			'/images/pictures/b%20c.svg',
		]);
		expect(article.links).toEqual(['/images/pictures/b%20c.svg']);
		for (const image of article.images) {
			expect(readFileSync(join(temporary, 'site', decodeURIComponent(image)), 'utf8')).toContain('<svg');
		}
	});

	test('keeps a title that is a link, and gives every heading an anchor of its own', () => {
		const { article, anchors } = pageOf('headings.mdx');
		expect(article.links).toEqual(['https://a.example']);
		expect(anchors).toEqual(['a', 'check', 'check-1']);
		expect(article.headingIds).toEqual(anchors);
		expect(article.ids).toEqual(['a', 'check', 'check-2', 'check-3', 'check-1']);
	});
});
