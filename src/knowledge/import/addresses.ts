import type { Definition, Nodes, Parents, PhrasingContent, Root, Text } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { addressAttributes, isSafeImageAddress, unsafeProtocol } from '../markup.ts';

/**
 * Gives every link and image of a tree, in place, the address that `rewrite` makes of the one it has. What an article
 * may not point at, such as `javascript:`, is no link afterwards but its text with the address behind it. What is shown
 * as an image but is no image file, such as a video, becomes a link to it.
 */
export function rewriteAddresses(tree: Root, rewrite: (address: string) => string): void {
	const definitions = new Map<string, string>();
	visit(tree, 'definition', (node: Definition, position, parent) => {
		node.url = rewrite(node.url);
		// Of two definitions of one name the first counts, and the other does nothing.
		const isSecond = definitions.has(node.identifier);
		if (!isSecond) definitions.set(node.identifier, node.url);
		if (parent === undefined || position === undefined || (!isSecond && unsafeProtocol(node.url) === null)) return undefined;
		parent.children.splice(position, 1);
		return [SKIP, position];
	});
	visit(tree, (node: Nodes, position, parent: Parents | undefined) => {
		const address =
			node.type === 'linkReference' || node.type === 'imageReference' ? definitions.get(node.identifier) : rewriteNode(node, rewrite);
		if (parent === undefined || position === undefined || address === undefined) return undefined;
		if (unsafeProtocol(address) !== null) {
			parent.children.splice(position, 1, ...(withoutLink(node, address) as never[]));
			return position;
		}
		if ((node.type === 'image' || node.type === 'imageReference') && !isSafeImageAddress(address)) {
			const children: PhrasingContent[] = [{ type: 'text', value: node.alt || address }];
			parent.children[position] =
				node.type === 'image' ? { type: 'link', url: address, title: node.title, children } : { ...node, type: 'linkReference', children };
		}
		return undefined;
	});
}

/** The address that the node has afterwards, where it has one. */
function rewriteNode(node: Nodes, rewrite: (address: string) => string): string | undefined {
	if (node.type === 'link' || node.type === 'image') {
		node.url = rewrite(node.url);
		return node.url;
	}
	const attribute = attributesOf(node).find(({ name }) => addressAttributes.has(name));
	if (typeof attribute?.value !== 'string') return undefined;
	attribute.value = rewrite(attribute.value);
	return attribute.value;
}

function attributesOf(node: Nodes): MdxJsxAttribute[] {
	if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return [];
	return node.attributes.filter((attribute) => attribute.type === 'mdxJsxAttribute');
}

function withoutLink(node: Nodes, address: string): Nodes[] {
	const alt = 'alt' in node ? node.alt : attributesOf(node).find(({ name }) => name === 'alt')?.value;
	const text: Text[] = typeof alt === 'string' ? [{ type: 'text', value: alt }] : [];
	const content: Nodes[] = 'children' in node && node.children.length > 0 ? node.children : text;
	const label = content.map((part) => textOf(part)).join('');
	if (label.trim() === address) return content;
	if (node.type === 'mdxJsxFlowElement') return [...content, { type: 'paragraph', children: [{ type: 'text', value: `(${address})` }] }];
	return [...content, { type: 'text', value: label.trim() === '' ? address : ` (${address})` }];
}
