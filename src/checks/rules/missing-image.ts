import type { Definition, Image, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { resolveRelative } from '../../knowledge/links.ts';
import { quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Looks for `![](screen.png)` without such a file, and for images without a text for those who cannot see them. */
export const missingImage: Rule = {
	id: 'SP030',
	name: 'missing-image',
	description: 'Looks for images whose file is not there, and for images without an alternative text.',
	expects: 'An image file below the folder of the articles, and a text that says what is to be seen.',
	severity: 'error',
	of: 'own',
	check({ tree, path }, { files }) {
		const problems: Problem[] = [];
		const pictured = new Set<string>();
		const definitions: Definition[] = [];
		const report = (node: Nodes, url: string): void => {
			const target = resolveRelative(path, url);
			if (target === null || files.has(target.path)) return;
			problems.push({
				line: node.position?.start.line,
				found: `shows ${quote(url)}, which is no file here.`,
				remedy: 'Put the image there, or correct the path, relative to this file.',
			});
		};
		visit(tree, (node: Nodes) => {
			if (node.type === 'definition') definitions.push(node);
			if (node.type === 'imageReference') pictured.add(node.identifier.toUpperCase());
			if (node.type === 'image') report(node, (node as Image).url);
			if ((node.type === 'image' || node.type === 'imageReference') && !node.alt?.trim())
				problems.push({
					line: node.position?.start.line,
					found: 'has an image without a text.',
					remedy: 'Say between the brackets what is to be seen: ![the padlock beside the item](…).',
				});
			if ((node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') || node.name !== 'img') return;
			const source = node.attributes.find((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'src');
			if (typeof source?.value === 'string') report(node, source.value);
		});
		for (const node of definitions) if (pictured.has(node.identifier.toUpperCase())) report(node, node.url);
		return problems;
	},
};
