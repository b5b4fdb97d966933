import { mkdirSync } from 'node:fs';
import type { Heading } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { parseMdx } from '../../src/knowledge/mdx.ts';
import { remarkArticle } from '../../src/layouts/remark-article.node.ts';
import { article } from '../setup/articles.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
mkdirSync(`${folder}/versions`);

function prepare(body: string) {
	const one = article({ id: 'KI-1', title: 'A title', version: '1.4.0' }, body);
	const tree = parseMdx(body);
	remarkArticle({ articles: [one], base: '/', contentFolder: folder, versionsFolder: `${folder}/versions`, training: [] })(
		tree,
		new VFile({ path: `${folder}/${one.path}` }),
	);
	return { one, tree };
}

describe('remarkArticle', () => {
	test('gives headings of an internal part the anchors that the index knows', () => {
		const { one, tree } = prepare('## Check\n\na\n\n<Internal>\n\n## Check\n\nb\n\n# A title\n\nc\n\n</Internal>\n\n## Check\n\nd\n');
		const ids: unknown[] = [];
		visit(tree, 'heading', (heading: Heading) => void ids.push(heading.data?.hProperties?.id));
		expect(ids).toEqual(one.sections.map(({ anchor }) => anchor));
		expect(ids).toEqual(['check', 'check-1', 'a-title', 'check-2']);
	});

	test('tells the outermost decision trees alone whose they are', () => {
		const nested = '<Decide question="b">\n<Answer is="x">\n\nx\n\n</Answer>\n<Answer is="y">\n\ny\n\n</Answer>\n</Decide>';
		const tree = (inner: string): string =>
			`<Decide question="a">\n<Answer is="x">\n\n${inner}\n\n</Answer>\n<Answer is="y">\n\ny\n\n</Answer>\n</Decide>`;
		const found: Record<string, unknown>[] = [];
		visit(prepare(`${tree(nested)}\n\n${tree('x')}`).tree, 'mdxJsxFlowElement', (node: MdxJsxFlowElement) => {
			const attributes = node.attributes.filter((attribute) => attribute.type === 'mdxJsxAttribute');
			if (node.name === 'Decide') found.push(Object.fromEntries(attributes.map(({ name, value }) => [name, value])));
		});
		const about = { article: 'KI-1', version: '1.4.0', title: 'A title' };
		expect(found).toEqual([{ question: 'a', ...about, position: '0' }, { question: 'b' }, { question: 'a', ...about, position: '1' }]);
	});

	test('points the links of a version by where its file lay then, and says in words what picture is not kept', () => {
		const one = article({ id: 'KI-1' }, 'x');
		const tree = parseMdx('[now](../KI-1.mdx) [gone](other.mdx) ![The old tray](tray.png)\n\n# Old title\n');
		const file = new VFile({ path: `${folder}/versions/ki-1/1.0.0/old/a.mdx` });
		file.data.astro = { frontmatter: { title: 'Old title' } };
		remarkArticle({ articles: [one], base: '/', contentFolder: folder, versionsFolder: `${folder}/versions`, training: [] })(tree, file);
		const links: unknown[] = [];
		visit(tree, 'link', ({ url, data }) => void links.push([url, data?.hProperties?.title]));
		expect(links).toEqual([
			['/articles/ki-1/', undefined],
			['other.mdx', 'Not in this knowledge base: old/other.mdx'],
		]);
		expect(textOf(tree)).toContain('[picture that is not kept: The old tray]');
		expect(textOf(tree)).not.toContain('Old title');
	});
});
