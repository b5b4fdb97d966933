import { describe, expect, test } from 'vitest';
import { type Article, plainArticle, readArticle } from '../../src/knowledge/article.ts';
import { checkReferences } from '../../src/knowledge/references.ts';
import { articleText } from './article-text.ts';

function article(path: string, id: string, body = 'Text.', ...fields: string[]): Article {
	const read = readArticle(articleText(body, ...fields).replace('KI-0001', id), path);
	if ('findings' in read) throw new Error(read.findings[0]?.message);
	return read.article;
}

function team(id: string, ...systems: string[]): Article {
	const read = readArticle(
		`---\nid: ${id}\nkind: escalation\ntitle: Team\nversion: 1.0.0\nstate: not-validated\nteam: Team\nsystems: [${systems.join(', ')}]\n` +
			'tiers:\n  - { tier: 1, contact: "#team", responds: 30, when: Always. }\n---\n',
		`${id}.mdx`,
	);
	if ('findings' in read) throw new Error(read.findings[0]?.message);
	return read.article;
}

function messages(...articles: Article[]): string[] {
	return checkReferences(articles).map(({ path, line, message }) => `${path}${line === undefined ? '' : `:${line}`} ${message}`);
}

describe('checkReferences', () => {
	test('is content with a corpus whose references hold', () => {
		const a = article(
			'a/a.mdx',
			'KI-1',
			'[b](../b.mdx#do-it) [self](#see) [web](https://x.example/c.mdx)\n\n## See\n\n[b]: ../b',
			'related: [KI-2]',
			'escalation: ESC-1',
		);
		const b = article('b.mdx', 'KI-2', '## Do it\n\nText.');
		expect(messages(a, b, team('ESC-1', 'Queue'))).toEqual([]);
	});

	test('takes an id for another where only the case differs', () => {
		expect(messages(article('a.mdx', 'KI-1', 'x', 'related: [ki-2]'), article('b.mdx', 'KI-2'))).toEqual([
			'a.mdx related names ki-2, which is no article here.',
		]);
	});

	test('refuses an escalation that leads to no team', () => {
		expect(messages(article('a.mdx', 'KI-1', 'x', 'escalation: KI-2'), article('b.mdx', 'KI-2'))).toEqual([
			'a.mdx escalation names KI-2, which is a known-issue.',
		]);
	});

	test('names the line of a link, a definition and an anchor that lead nowhere', () => {
		const body = '[a](gone.mdx)\n\n[b]: ./gone.md\n\n[c](#gone)\n\n[d](b.mdx#gone)\n\n## Here';
		expect(messages(article('a.mdx', 'KI-1', body), article('b.mdx', 'KI-2'))).toEqual([
			'a.mdx:9 links to gone.mdx, which is no article here.',
			'a.mdx:11 links to ./gone.md, which is no article here.',
			'a.mdx:13 links to #gone, which is no heading of a.mdx.',
			'a.mdx:15 links to #gone, which is no heading of b.mdx.',
		]);
	});

	test('leaves imported pages and plain corpora as they were', () => {
		const imported = article('a.mdx', 'KI-1', '[a](gone.mdx)', 'source: { from: a.md, imported: 2026-03-01 }');
		expect(messages(imported, plainArticle({ id: 'A', title: 'T', body: '[a](gone.mdx)' }))).toEqual([]);
	});

	test('finds a system that no team owns, once there are teams', () => {
		const fields = ['systems: [Review queue, Quuee]', 'owner: x', 'cause: x', 'escalation: ESC-1', 'fix: { state: planned }'];
		const validated = readArticle(
			articleText('x', ...fields, 'verification: { by: x, on: 2026-03-01, every: 9 }').replace('not-validated', 'validated'),
			'a.mdx',
		);
		if ('findings' in validated) throw new Error(validated.findings[0]?.message);
		expect(messages(validated.article, team('ESC-1', 'Review queue'))).toEqual([
			'a.mdx the system "Quuee" is owned by no escalation article.',
		]);
		expect(messages(article('b.mdx', 'KI-2', 'x', 'systems: [Quuee]'), team('ESC-1', 'Review queue'))).toEqual([]);
	});

	test('takes one fallback for each audience, no more', () => {
		const fallback = (id: string, audience: 'internal' | 'partner'): Article => {
			const one = team(id, 'Queue');
			if (one.frontMatter?.kind === 'escalation') Object.assign(one.frontMatter, { fallback: true, audience });
			return one;
		};
		expect(messages(fallback('ESC-1', 'internal'), fallback('ESC-2', 'partner'))).toEqual([]);
		expect(messages(fallback('ESC-1', 'partner'), fallback('ESC-2', 'partner'))).toEqual([
			'ESC-2.mdx is a second fallback for the audience "partner"; ESC-1.mdx is one.',
		]);
	});
});
