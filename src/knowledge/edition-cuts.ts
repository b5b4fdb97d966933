import type { Definition, Node, Nodes, Parents, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { isComment } from './markup.ts';

/** A stretch of a text that goes, as offsets into it: from the first character to the one behind the last. */
export type Cut = readonly [from: number, to: number];

/** The text without the stretches; each leaves its line breaks, so that the lines behind it keep their numbers. */
export function cutText(text: string, cuts: readonly Cut[]): string {
	let kept = '';
	let at = 0;
	for (const [from, to] of [...cuts].sort((a, b) => a[0] - b[0])) {
		if (from > at) kept += text.slice(at, from);
		if (to <= at) continue;
		kept += text.slice(Math.max(from, at), to).replace(/[^\n]/g, '');
		at = to;
	}
	return kept + text.slice(at);
}

/** What partners must not read of a body: `<Internal>` with all that it holds, and comments, which are notes among authors. */
export function hiddenParts(tree: Root): Cut[] {
	const cuts: Cut[] = [];
	visit(tree, (node) => {
		const isInternal = (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === 'Internal';
		const isNote = (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') && isComment(node);
		if (isInternal || isNote) cuts.push(whole(node));
	});
	return cuts;
}

/** What goes so that every link whose address `leads` does not take becomes its text: all but what stands in the link. */
export function deadLinks(tree: Root, leads: (address: string) => boolean): Cut[] {
	const cuts: Cut[] = [];
	const dead = new Set<string>();
	visit(tree, 'definition', (node: Definition) => {
		if (leads(node.url)) return;
		dead.add(node.identifier);
		cuts.push(whole(node));
	});
	visit(tree, (node) => {
		if (node.type === 'link' && !leads(node.url)) cuts.push(...shell(node));
		else if (node.type === 'linkReference' && dead.has(node.identifier)) cuts.push(...shell(node));
		else if ((node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === 'a') {
			const address = attributeOf(node, 'href');
			if (address !== undefined && !leads(address)) cuts.push(...shell(node));
		}
	});
	return cuts;
}

/** Every address that a body names: of links, images and their definitions, in Markdown and in HTML. */
export function addressesIn(tree: Root): string[] {
	const addresses: string[] = [];
	visit(tree, (node) => {
		if (node.type === 'link' || node.type === 'image' || node.type === 'definition') addresses.push(node.url);
		for (const name of ['href', 'src']) {
			const address = attributeOf(node, name);
			if (address !== undefined) addresses.push(address);
		}
	});
	return addresses;
}

function attributeOf(node: Nodes, name: string): string | undefined {
	if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return undefined;
	const attribute = node.attributes.find((candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name);
	return typeof attribute?.value === 'string' ? attribute.value : undefined;
}

function whole(node: Node): Cut {
	return [startOf(node), endOf(node)];
}

/** What of a node is none of its children: its marks before the first and behind the last. */
function shell(node: Parents): Cut[] {
	const first = node.children[0];
	const last = node.children.at(-1);
	if (first === undefined || last === undefined) return [whole(node)];
	return [
		[startOf(node), startOf(first)],
		[endOf(last), endOf(node)],
	];
}

function startOf(node: Node): number {
	return node.position?.start.offset ?? 0;
}

/** A node without a position is not from the text: then all of the text goes, rather than too little. */
function endOf(node: Node): number {
	return node.position?.end.offset ?? Number.POSITIVE_INFINITY;
}
