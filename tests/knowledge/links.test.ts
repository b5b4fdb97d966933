import { describe, expect, test } from 'vitest';
import { articleRoute, findLinkedFile, resolveRelative } from '../../src/knowledge/links.ts';

describe('resolveRelative', () => {
	test.each([
		['b.mdx', 'a/b.mdx', ''],
		['./b.mdx#do-it', 'a/b.mdx', 'do-it'],
		['../c/b', 'c/b', ''],
		['/c/b.mdx', 'c/b.mdx', ''],
		['#do%20it', '', 'do it'],
		['b%20c.mdx?raw=true#d', 'a/b c.mdx', 'd'],
		['100%.mdx', 'a/100%.mdx', ''],
		['b.mdx#a#b', 'a/b.mdx', 'a#b'],
	])('resolves %s from a/a.mdx', (address, path, fragment) => {
		expect(resolveRelative('a/a.mdx', address)).toEqual({ path, fragment });
	});

	test.each([
		'https://x.example/a',
		'mailto:a@x.example',
		'//x.example/a',
		'../../secret.mdx',
		'%2e%2e/%2e%2e/secret.mdx',
		'/../secret.mdx',
	])('has no path within the corpus for %s', (address) => {
		expect(resolveRelative('a/a.mdx', address)).toBeNull();
	});
});

describe('findLinkedFile', () => {
	const files = new Set(['a.mdx', 'b/README.mdx', 'c/index.mdx', 'c.png']);
	const find = (path: string): string | null => findLinkedFile(path, (candidate) => files.has(candidate));

	test.each([
		['a.mdx', 'a.mdx'],
		['a.md', 'a.mdx'],
		['a', 'a.mdx'],
		['b', 'b/README.mdx'],
		['c', 'c/index.mdx'],
	])('finds the article that %s means', (path, file) => {
		expect(find(path)).toBe(file);
	});

	test.each(['c.png', 'd', 'A.mdx', ''])('finds none for %j', (path) => {
		expect(find(path)).toBeNull();
	});
});

describe('articleRoute', () => {
	test('is in lower case, so that one address leads to one page', () => {
		expect(articleRoute('docs/KI-0042')).toBe('articles/docs/ki-0042/');
	});
});
