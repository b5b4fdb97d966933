import type { Heading, Html, InlineCode, Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { phrasing } from 'mdast-util-phrasing';
import { EXIT, visit } from 'unist-util-visit';
import { isMarkup, isVoid } from './html-elements.ts';
import { cutHtml } from './html-pieces.ts';
import { HtmlTree, lineBreak, trimEnds, wrapPhrasing } from './html-tree.ts';

/**
 * Replaces the raw HTML of a Markdown tree, in place, by what MDX may contain: Markdown where it has the same, else
 * allowed elements with allowed attributes. A tag that is no HTML, such as `<namespace>`, or that may not stand in an
 * article, such as `<script>`, becomes the text that it was written as. Comments become MDX comments. Addresses are
 * taken as they are.
 */
export function replaceHtml(tree: Root): void {
	replaceIn(tree, true, false);
	visit(tree, 'inlineCode', partCode);
	visit(tree, ['paragraph', 'heading'], (node) => joinLines(node as Paragraph | Heading));
}

function replaceIn(parent: Parents, flow: boolean, inCell: boolean): void {
	if (flow) parent.children = splitAtEnds(parent.children) as typeof parent.children;
	for (const child of parent.children) {
		if ('children' in child) replaceIn(child, !isPhrasingParent(child), inCell || child.type === 'tableCell');
	}
	parent.children = parent.children.filter((child) => child.type !== 'paragraph' || child.children.length > 0) as typeof parent.children;
	if (!parent.children.some((child) => child.type === 'html')) return;
	const nodes = new HtmlTree(flow, inCell).build(parent.children);
	parent.children = (
		flow ? wrapPhrasing(nodes) : phrasing(parent) ? nodes : trimEnds(nodes as PhrasingContent[])
	) as typeof parent.children;
}

/** Parts each paragraph at a tag that closes an element opened before it, as in `<div>`, an empty line, `text</div>`. */
function splitAtEnds(children: readonly RootContent[]): RootContent[] {
	const open: string[] = [];
	return children.flatMap((child): RootContent[] => {
		if (child.type === 'html') followTags(child.value, open);
		if (child.type !== 'paragraph' || open.length === 0) return [child];
		const parts: RootContent[] = [];
		const openWithin: string[] = [];
		let rest: PhrasingContent[] = [];
		for (const node of child.children) {
			const [piece] = node.type === 'html' ? cutHtml(node.value) : [];
			if (piece?.kind === 'close' && !openWithin.includes(piece.name) && open.includes(piece.name)) {
				parts.push({ type: 'paragraph', children: trimEnds(rest) }, node as Html);
				followTags(piece.source, open);
				rest = [];
			} else {
				if (node.type === 'html') followTags(node.value, openWithin);
				rest.push(node);
			}
		}
		return parts.length === 0 ? [child] : [...parts, { type: 'paragraph', children: trimEnds(rest) }];
	});
}

/** Keeps the names of the elements that are open. */
function followTags(html: string, open: string[]): void {
	for (const piece of cutHtml(html)) {
		if (piece.kind === 'open' && isMarkup(piece.name) && !isVoid(piece)) open.push(piece.name);
		else if (piece.kind === 'close' && open.includes(piece.name)) open.length = open.lastIndexOf(piece.name);
	}
}

/** Markdown would read two runs of code without anything between them as one. */
function partCode(node: InlineCode, position: number | undefined, parent: Parents | undefined): void {
	if (parent === undefined || position === undefined || parent.children[position - 1]?.type !== 'inlineCode') return;
	parent.children[position] = { type: 'mdxJsxTextElement', name: 'code', attributes: [], children: [{ type: 'text', value: node.value }] };
}

/**
 * In MDX a line that holds nothing but a tag is a block and ends the paragraph, so what has tags stands on one line.
 * A line break at the end, where only a tag followed it, would be read as a backslash.
 */
function joinLines(block: Paragraph | Heading): void {
	while (block.children.at(-1)?.type === 'break') block.children.pop();
	let hasTags = false;
	visit(block, ['mdxJsxTextElement', 'mdxTextExpression'], () => {
		hasTags = true;
		return EXIT;
	});
	if (!hasTags) return;
	visit(block, (node: Nodes, position, parent: Parents | undefined) => {
		if (node.type === 'text') node.value = node.value.replace(/[ \t]*\n[ \t]*/g, ' ');
		else if (node.type === 'break' && parent !== undefined && position !== undefined) parent.children[position] = lineBreak();
	});
}

export function isPhrasingParent(node: Nodes): boolean {
	return phrasing(node) || ['paragraph', 'heading', 'tableCell'].includes(node.type);
}
