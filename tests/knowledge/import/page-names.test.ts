import { describe, expect, test } from 'vitest';
import { namePages, titleFromPath } from '../../../src/knowledge/import/page-names.ts';
import { articleId } from '../../../src/knowledge/schemas/article.ts';

describe('namePages', () => {
	test('keeps path and stem', () => {
		expect(namePages(['a/b c.md', 'd.MARKDOWN', 'e.f.mdx'])).toEqual([
			{ from: 'a/b c.md', to: 'a/b c.mdx', id: 'a/b-c' },
			{ from: 'd.MARKDOWN', to: 'd.mdx', id: 'd' },
			{ from: 'e.f.mdx', to: 'e.f.mdx', id: 'e.f' },
		]);
	});

	test('tells pages apart that would be one file or one address', () => {
		expect(namePages(['README.markdown', 'README.md', 'readme.md']).map(({ to }) => to)).toEqual([
			'README.mdx',
			'README-2.mdx',
			'readme-3.mdx',
		]);
		expect(namePages(['a b.md', 'a-b.md'])).toEqual([
			{ from: 'a b.md', to: 'a b.mdx', id: 'a-b' },
			{ from: 'a-b.md', to: 'a-b.mdx', id: 'a-b-2' },
		]);
		expect(new Set(namePages(['a.md', 'a.mdx', 'a-2.md']).map(({ to }) => to)).size).toBe(3);
	});

	test('leaves out of paths what Astro cannot load', () => {
		expect(namePages(['a#b/50%.md', 'c?d\te.md']).map(({ to }) => to)).toEqual(['a-b/50-.mdx', 'c-d-e.mdx']);
	});

	test('gives ids that an article may have, whatever the path', () => {
		const ids = namePages(['ünï/日本.md', '_a/-b/(c).md', '😀.md', 'é.md', '..a.md']).map(({ id }) => id);
		expect(ids).toEqual(['uni/page', 'a/b/c-', 'page', 'e', 'a']);
		for (const id of ids) expect(articleId.safeParse(id).success).toBe(true);
	});
});

describe('titleFromPath', () => {
	test.each([
		['docs/queue-stays_empty.md', 'Queue stays empty'],
		['docs/patroni/README.md', 'Patroni'],
		['README.md', 'README'],
		['index.md', 'Index'],
		['-.md', '-.md'],
	])('makes of %s the title %s', (path, title) => {
		expect(titleFromPath(path)).toBe(title);
	});
});
