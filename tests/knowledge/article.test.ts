import { describe, expect, test } from 'vitest';
import { type Article, plainArticle, readArticle } from '../../src/knowledge/article.ts';
import type { Finding } from '../../src/knowledge/finding.ts';
import { articleText, frontMatter } from './article-text.ts';

function read(text: string): Article {
	const result = readArticle(text, 'known-issues/a.mdx');
	if ('findings' in result) throw new Error(result.findings.map(({ message }) => message).join(' '));
	return result.article;
}

function findingsOf(text: string): Finding[] {
	const result = readArticle(text, 'a.mdx');
	return 'findings' in result ? result.findings : [];
}

describe('readArticle', () => {
	test('gives what the rest of Signpost needs to know', () => {
		const article = read(
			articleText(
				'Lead.\n\n## Workaround\n\nSign in again.',
				'systems: [Review queue]',
				'phrases: ["queue is empty"]',
				'tests: ["no work since nine"]',
				'signatures: ["RQ-409"]',
				'related: [KI-0002]',
				'escalation: ESC-review',
				'cause: The lease is not renewed.',
				'environment: Chrome, mornings',
			),
		);
		expect(article).toMatchObject({
			id: 'KI-0001',
			path: 'known-issues/a.mdx',
			kind: 'known-issue',
			state: 'not-validated',
			systems: ['Review queue'],
			phrases: ['queue is empty'],
			tests: ['no work since nine'],
			signatures: ['RQ-409'],
			related: ['KI-0002'],
			escalation: 'ESC-review',
			summary: 'Review queue. The lease is not renewed. Chrome, mornings',
		});
		expect(article.sections.map(({ heading, anchor }) => [heading, anchor])).toEqual([
			['Title', ''],
			['Workaround', 'workaround'],
		]);
	});

	test('counts lines from the top of the file, on Windows too', () => {
		expect(findingsOf(articleText('Text.\n\n{x}'))).toMatchObject([{ rule: 'gate', line: 11 }]);
		expect(findingsOf(articleText('Text.\n\n{x}').replaceAll('\n', '\r\n'))).toMatchObject([{ rule: 'gate', line: 11 }]);
	});

	test('gives the findings of front matter and body at once', () => {
		const findings = findingsOf(articleText('{x}\n\n<script />', 'ownr: x'));
		expect(findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['schema 7', 'gate 10', 'gate 12']);
	});

	test.each([
		['a tag that is never closed', 'Text.\n\n<b>bold', 11],
		['an expression that is never closed, which only shows at the end', 'Text.\n\n{ never closed', 12],
		['a block tag that is never closed', 'Text.\n\n<div>\n\nText.', 11],
		['a lone angle', 'Text.\n\na < b and <3', 11],
		['HTML comments', '<!-- note -->', 9],
	])('names the line of %s', (_, body, line) => {
		expect(findingsOf(articleText(body))).toMatchObject([{ rule: 'mdx', line, remedy: expect.stringContaining('backticks') }]);
	});

	test('says it once where a page could be read in two ways', () => {
		expect(findingsOf(articleText(':::note\n{x}\n:::'))).toHaveLength(1);
	});

	test('reports nesting that would exhaust the stack instead of falling over', () => {
		for (const body of ['>'.repeat(3_000), `${'<b>'.repeat(3_000)}a${'</b>'.repeat(3_000)}`, '*a '.repeat(500) + 'b* '.repeat(500)]) {
			expect(findingsOf(articleText(body))).toMatchObject([{ path: 'a.mdx' }]);
		}
	});

	test('takes an escalation article as its own escalation and tells whom it is for', () => {
		const article = read(
			'---\nid: ESC-review\nkind: escalation\ntitle: Review desk\nversion: 1.0.0\nstate: archived\nteam: Review desk\nsystems: [Review queue]\n' +
				'tiers:\n  - { tier: 1, contact: "#review", responds: 30, when: The queue is empty for all. }\n---\n',
		);
		expect(article).toMatchObject({
			escalation: 'ESC-review',
			summary: 'Whom to contact: Review desk. Review queue. The queue is empty for all',
		});
	});

	test('tells what a procedure is for', () => {
		const text = frontMatter('purpose: Gives access back.').replace('known-issue', 'sop').replace('KI-0001', 'SOP-1');
		expect(read(text)).toMatchObject({ kind: 'sop', summary: 'Gives access back', signatures: [] });
	});
});

describe('plainArticle', () => {
	test('takes Markdown as it is, code and HTML too, since nothing compiles it', () => {
		const article = plainArticle({ id: 'A', title: 'T', body: 'import x\n\n<script>y</script>\n\n## Do {this}\n\nz' });
		expect(article).toMatchObject({ id: 'A', path: 'A', state: 'not-validated', phrases: [] });
		expect(article.frontMatter).toBeUndefined();
		expect(article.sections.map(({ heading, text }) => [heading, text])).toEqual([
			['T', 'import x'],
			['Do {this}', 'z'],
		]);
	});
});
