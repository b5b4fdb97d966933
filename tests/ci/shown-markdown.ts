import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/**
 * What of a Markdown text is not code, as GitHub reads it: its plain text, and the types of its nodes. In code nothing
 * is markup, and `@name` names nobody.
 */
export function outsideCode(markdown: string): { text: string; types: Set<string> } {
	const types = new Set<string>();
	const read = (node: Nodes): string => {
		if (node.type === 'inlineCode' || node.type === 'code') return '';
		types.add(node.type);
		if ('children' in node) return node.children.map(read).join('');
		return 'value' in node && node.type !== 'html' ? node.value : '';
	};
	return { text: read(unified().use(remarkParse).use(remarkGfm).parse(markdown)), types };
}
