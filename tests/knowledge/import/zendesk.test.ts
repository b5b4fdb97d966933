import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importZendesk } from '../../../src/knowledge/import/import-zendesk.node.ts';
import { runScript } from '../../setup/commands.ts';
import { exportFor, gif, told } from './exports.ts';

const { folder, corpus, run, written, bodyOf, articles } = exportFor(importZendesk);
const host = 'https://desk.zendesk.com';

/** An article as the Help Center API answers it. */
function article(id: number, title: string | null, body: string | null, fields: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		id,
		url: `${host}/api/v2/help_center/en-us/articles/${id}.json`,
		html_url: `${host}/hc/en-us/articles/${id}-x`,
		author_id: 900100200,
		comments_disabled: false,
		draft: false,
		promoted: false,
		position: 0,
		vote_sum: 3,
		section_id: 11,
		created_at: '2025-01-02T10:00:00Z',
		updated_at: '2025-02-03T11:00:00Z',
		edited_at: '2025-02-03T11:00:00Z',
		name: title,
		title,
		source_locale: 'en-us',
		locale: 'en-us',
		outdated: false,
		outdated_locales: [],
		user_segment_id: null,
		permission_group_id: 1,
		content_tag_ids: [],
		label_names: [],
		body,
		...fields,
	};
}

const places = {
	sections: [{ id: 11, name: 'Stuck items', category_id: 5, locale: 'en-us', parent_section_id: null }],
	categories: [{ id: 5, name: 'Review Queue', locale: 'en-us' }],
};
const lock = 'review-queue/stuck-items/item-stays-locked.mdx';

describe('importZendesk: what becomes of an article', () => {
	test('is a known issue in the folder of its category and section, with its labels and without its author', async () => {
		const body = '<h2>Check</h2><ol><li>Open <b>Claims</b>.</li><li>Run:<pre><code>select {id}</code></pre></li></ol>';
		const report = await run({
			'articles.json': {
				count: 1,
				next_page: null,
				articles: [article(77, 'Item stays locked', body, { label_names: ['lock', 'claims'] })],
				...places,
			},
		});
		expect(report).toEqual({ found: 1, written: 1, unchanged: 0, refused: 0, images: 0, refusedImages: 0, findings: [] });
		const read = (await articles()).get(lock);
		expect(read).toMatchObject({
			id: 'review-queue/stuck-items/item-stays-locked',
			title: 'Item stays locked',
			state: 'not-validated',
			kind: 'known-issue',
		});
		expect(read?.frontMatter).toMatchObject({
			version: '0.1.0',
			changelog: [{ date: '2026-03-02', note: `Imported from ${host}/hc/en-us/articles/77-x.` }],
			source: {
				from: `${host}/hc/en-us/articles/77-x`,
				imported: '2026-03-02',
				fields: { id: '77', locale: 'en-us', place: 'Review Queue / Stuck items', label_names: ['lock', 'claims'] },
			},
		});
		expect(written(lock)).not.toContain('900100200');
		expect(bodyOf(lock)).toBe('## Check\n\n1. Open **Claims**.\n2. Run:\n   ```\n   select {id}\n   ```\n');
	});

	test('is work in progress where it was a draft', async () => {
		await run({ 'a.json': { articles: [article(1, 'A', '<p>a</p>', { draft: true }), article(2, 'B', '<p>b</p>')], ...places } });
		expect([...(await articles()).values()].map(({ title, state }) => [title, state])).toEqual([
			['A', 'work-in-progress'],
			['B', 'not-validated'],
		]);
	});

	test('is found wherever its pages, sections and categories stand', async () => {
		await run({
			'pages/1.json': { articles: [article(1, 'One', '<p>a</p>')], page: 1, count: 3 },
			'pages/2.json': [article(2, 'Two', '<p>b</p>', { section_id: 12 })],
			'one.json': { article: article(3, 'Three', '<p>c</p>', { section_id: 99 }) },
			'sections.json': { sections: [...places.sections, { id: 12, name: 'Deep', parent_section_id: 11, category_id: 5 }] },
			'categories.json': { categories: places.categories },
		});
		expect([...(await articles()).keys()].sort()).toEqual([
			'review-queue/stuck-items/deep/two.mdx',
			'review-queue/stuck-items/one.mdx',
			'section-99/three.mdx',
		]);
	});

	test('is an article for each locale, and links lead to the one in the same language', async () => {
		const german = {
			locale: 'de',
			title: 'Eintrag bleibt gesperrt',
			body: `<p><a href="/hc/de/articles/2">b</a></p>`,
			draft: true,
			html_url: `${host}/hc/de/articles/1`,
		};
		await run({
			'a.json': {
				articles: [
					article(1, 'Item stays locked', '<p><a href="/hc/articles/2">b</a></p>', { translations: [german] }),
					article(2, 'B', '<p>b</p>'),
					article(2, 'B auf Deutsch', '<p>c</p>', { locale: 'de', html_url: `${host}/hc/de/articles/2` }),
				],
				...places,
			},
		});
		expect(bodyOf(lock)).toBe('[b](b.mdx)\n');
		expect(bodyOf('de/review-queue/stuck-items/eintrag-bleibt-gesperrt.mdx')).toBe('[b](b-auf-deutsch.mdx)\n');
		expect((await articles()).get('de/review-queue/stuck-items/eintrag-bleibt-gesperrt.mdx')?.state).toBe('work-in-progress');
	});
});

describe('importZendesk: addresses', () => {
	test('of articles lead to the files they became; others stay whole, and are reported', async () => {
		const body = `<h2 id="h_1">One</h2><p><a href="${host}/hc/en-us/articles/2-B#h_9">1</a> <a href="/hc/en-us/articles/2">2</a> <a href="#h_1">3</a>
			<a href="/hc/en-us/articles/404">4</a> <a href="https://other.example/hc/en-us/articles/2">5</a> <a href="javascript:a()">6</a></p>`;
		const report = await run({
			'a.json': { articles: [article(1, 'A', body), article(2, 'B', '<h3 id="h_9">Nine</h3>', { section_id: 12 })], ...places },
			'b.json': { sections: [{ id: 12, name: 'Other', category_id: null }] },
		});
		expect(bodyOf('review-queue/stuck-items/a.mdx')).toBe(
			`## <a id="h_1" />One\n\n[1](../../other/b.mdx#h_9) [2](../../other/b.mdx) [3](#h_1) [4](${host}/hc/en-us/articles/404) [5](https://other.example/hc/en-us/articles/2) 6 (javascript:a())\n`,
		);
		expect(bodyOf('other/b.mdx')).toBe('### <a id="h_9" />Nine\n');
		expect(told(report)).toEqual([
			expect.stringContaining('does not read quite the same: links'),
			expect.stringContaining('6 (javascript:a())'),
			`${host}/hc/en-us/articles/1-x refers to ${host}/hc/en-us/articles/404, which is not in ${folder}; the address is kept as it was.`,
		]);
		await articles();
	});

	test('of attached images are copied with the images that the export holds', async () => {
		const image = (id: number, name = ''): string => `<img src="${host}/hc/article_attachments/${id}${name}" alt="${id}" width="600">`;
		const report = await run({
			'a.json': { articles: [article(1, 'A', image(31) + image(32, '/far.png') + image(33) + image(34, '/plan.pdf'))], ...places },
			'attachments.json': {
				article_attachments: [
					{
						id: 31,
						article_id: 1,
						file_name: '../../../near.png',
						content_url: `${host}/hc/article_attachments/31`,
						content_type: 'image/png',
						inline: true,
					},
					{ id: 33, article_id: 1, file_name: 'shot', content_url: '', content_type: 'image/gif', inline: true },
					{ id: 35, article_id: 1, file_name: 'list.xlsx', content_url: '', content_type: 'x', inline: false },
				],
			},
			'files/31-near.png': gif,
			'files/33/shot': gif,
		});
		expect(bodyOf('review-queue/stuck-items/a.mdx')).toBe(
			`![31](../../attachments/31-near.png)![32](${host}/hc/article_attachments/32/far.png)![33](../../attachments/33-shot.gif)![34](${host}/hc/article_attachments/34/plan.pdf)\n`,
		);
		expect(readFileSync(join(corpus, 'attachments/31-near.png')).equals(gif)).toBe(true);
		expect(report).toMatchObject({ images: 2, refused: 0 });
		expect(told(report).map((line) => line.replace(/^\S+ /, ''))).toEqual([
			'has files attached that its text does not show, and that stay behind: list.xlsx.',
			`refers to ${host}/hc/article_attachments/32/far.png, which is not in ${folder}; the address is kept as it was.`,
			`refers to ${host}/hc/article_attachments/34/plan.pdf, which is not in ${folder}; the address is kept as it was.`,
		]);
	});
});

describe('importZendesk: what goes wrong', () => {
	test('no title, body, folder or name leads out of the corpus or to another article', async () => {
		const titles = [
			'../../../etc/passwd',
			'../../../etc/passwd',
			null,
			'  ',
			'🚨',
			'a'.repeat(400),
			'C:\\x\u0000y',
			'READ ME',
			'read me',
			'日本語のタイトル',
		];
		const report = await run({
			'a.json': {
				articles: titles.map((title, index) => article(index + 1, title, `<p>text ${index}</p>`)),
				sections: [{ id: 11, name: '../..', category_id: 5 }],
				categories: [{ id: 5, name: '/' }],
			},
		});
		expect(report).toMatchObject({ found: 10, written: 10, refused: 0 });
		const read = await articles();
		expect(read.size).toBe(10);
		for (const path of read.keys()) expect(path).toMatch(/^section-5\/section-11\/[^/]+\.mdx$/);
		expect(existsSync(join(corpus, 'section-5/section-11/article-3.mdx'))).toBe(true);
		expect([...read.values()].find(({ path }) => path.endsWith('article-3.mdx'))?.title).toBe('Article 3');
	});

	test('code in a body is text or left out, and the gate lets the article pass', async () => {
		const body =
			'<script>alert(1)</script><p onclick="a()">{process.exit(3)}</p><p>import x from "y"</p><img src="z.png" onerror="b()"><iframe src="https://v.example/1"></iframe>';
		const report = await run({ 'a.json': { articles: [article(1, 'A', body)], ...places } });
		const text = bodyOf('review-queue/stuck-items/a.mdx');
		expect(text).toContain('\\{process.exit(3)}');
		expect(text).not.toMatch(/alert|onclick|onerror|^import/m);
		expect(told(report).join('\n')).toMatch(/holds a script, which was left out\.[\s\S]*shows https:\/\/v\.example\/1 in a <iframe>/);
		await articles();
	});

	test('thousands of elements in one another are shown as their source', async () => {
		const report = await run({
			'a.json': {
				articles: [article(1, 'A', `${'<div>'.repeat(30_000)}deep`), article(2, 'B', `${'<ul><li>'.repeat(200)}deep`)],
				...places,
			},
		});
		expect(report).toMatchObject({ written: 2 });
		expect(told(report)).toHaveLength(2);
		for (const { sections } of (await articles()).values()) expect(sections.map(({ text }) => text).join()).toContain('deep');
	}, 60_000);

	test('a file that cannot be read is named with its line, and the rest goes on', async () => {
		const report = await run({
			'1.json': '{\n  "articles": [\n    {"id": 1,}\n  ]\n}',
			'2.json': Buffer.from([0x7b, 0x0a, 0xe9, 0x7d]),
			'3.json': { tickets: [] },
			'4.json': { articles: [article(4, 'D', ''), { title: 'no id' }, 'x'], count: 7 },
			'5.json': '',
		});
		expect(report).toMatchObject({ found: 3, written: 1, refused: 2 });
		expect(report.findings.map(({ path, line, rule }) => [path, line, rule])).toEqual([
			['1.json', 3, 'json'],
			['2.json', 2, 'encoding'],
			['5.json', 1, 'json'],
			['3.json', undefined, 'import'],
			['4.json', undefined, 'import'],
			['4.json', undefined, 'import'],
			['export', undefined, 'import'],
			[`${host}/hc/en-us/articles/4-x`, undefined, 'import'],
		]);
		expect(told(report).at(-2)).toBe('export holds 3 articles, and the help center says that it has 7.');
		expect(told(report).at(-1)).toContain('is empty');
		await articles();
	});

	test('an article that stands twice is taken once, the newer one, and said where they differ', async () => {
		const report = await run({
			'1.json': {
				articles: [article(1, 'A', '<p>new</p>', { updated_at: '2026-01-01T00:00:00Z' }), article(2, 'B', '<p>b</p>')],
				...places,
			},
			'2.json': { articles: [article(1, 'A', '<p>old</p>'), article(2, 'B', '<p>b</p>')] },
		});
		expect(report).toMatchObject({ found: 2, written: 2 });
		expect(bodyOf('review-queue/stuck-items/a.mdx')).toBe('new\n');
		expect(told(report)).toEqual([expect.stringContaining('stands twice in the export and differs (1.json, 2.json)')]);
	});

	test('says what to give it where there is nothing to import', async () => {
		await expect(run()).rejects.toThrow('no such file or folder');
		await expect(run({ 'readme.txt': 'x' })).rejects.toThrow('holds no article of a help center. Give it');
		await expect(run({ 'a.json': '[1,' })).rejects.toThrow('a.json:1 is not JSON');
		await expect(importZendesk(folder, folder, '2026-03-02', () => {})).rejects.toThrow('is the folder that is imported');
		await expect(importZendesk(join(folder, 'readme.txt'), corpus, '2026-03-02', () => {})).rejects.toThrow('is no .json file');
	});
});

describe('importZendesk: a second time', () => {
	const files = {
		'a.json': {
			articles: [article(1, 'A', '<p>a <img src="/hc/article_attachments/31/b.gif"></p>'), article(2, 'B', '<p>b</p>')],
			...places,
		},
		'31.gif': gif,
	};

	test('changes nothing on another day, and leaves what a person changed', async () => {
		expect(await run(files)).toMatchObject({ written: 2, images: 1 });
		expect(await run({}, '2026-04-05')).toMatchObject({ written: 0, unchanged: 2, refused: 0, images: 0, findings: [] });
		writeFileSync(join(corpus, 'review-queue/stuck-items/b.mdx'), 'mine');
		expect(await run({}, '2026-04-05')).toMatchObject({ written: 0, unchanged: 1, refused: 1 });
		expect(written('review-queue/stuck-items/b.mdx')).toBe('mine');
	});
});

describe('npm run import -- zendesk', () => {
	test('takes one file, reports as for Markdown, and ends with 0; with 1 where there is nothing, with 2 where no corpus is named', async () => {
		await run({ 'a.json': { articles: [article(1, 'A', '<p>a</p>')], ...places } });
		const done = await runScript('import', ['zendesk', join(folder, 'a.json'), '--to', join(folder, 'corpus')], {});
		expect(done).toMatchObject({ code: 0 });
		expect(done.stdout).toContain('1 pages found, 1 written, 0 unchanged, 0 refused, 0 images copied, 0 notes');
		const nothing = await runScript('import', ['zendesk', join(folder, 'none'), '--to', corpus], {});
		expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining('no such file or folder') });
		expect(await runScript('import', ['zendesk', folder], {})).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('zendesk|confluence EXPORT'),
		});
	});
});
