import type { BlockContent, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { phrasing } from 'mdast-util-phrasing';
import { toString as textOf } from 'mdast-util-to-string';
import { addressAttributes, htmlElements, unsafeProtocol } from '../markup.ts';
import { cutHtml, type HtmlPiece } from './html-pieces.ts';

/** Elements that never have content. An anchor without an address is a mere place on the page and is treated as one. */
const voidElements = new Set(['br', 'col', 'hr', 'img', 'wbr']);
/** Elements whose white space between children means nothing. */
const structural = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'ul', 'ol', 'dl', 'details', 'colgroup', 'figure']);
/** Elements that stand as a block of their own. */
const blockElements = new Set([
	'blockquote',
	'center',
	'dd',
	'details',
	'div',
	'dl',
	'dt',
	'figcaption',
	'figure',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'hr',
	'li',
	'ol',
	'p',
	'pre',
	'summary',
	'table',
	'ul',
]);

interface OpenElement {
	piece: Extract<HtmlPiece, { kind: 'open' }> | null;
	children: Nodes[];
}

/**
 * Replaces the raw HTML of a Markdown tree, in place, by what MDX may contain: Markdown where it has the same, else
 * allowed elements with allowed attributes. A tag that is no HTML, such as `<namespace>`, or that may not stand in an
 * article, such as `<script>`, becomes the text that it was written as. Comments become MDX comments.
 */
export function replaceHtml(tree: Root): void {
	replaceIn(tree, true);
}

function replaceIn(parent: Parents, flow: boolean): void {
	for (const child of parent.children) {
		if ('children' in child) replaceIn(child, !isPhrasingParent(child));
	}
	if (!parent.children.some((child) => child.type === 'html')) return;
	const nodes = buildTree(parent.children);
	parent.children = (flow ? wrapPhrasing(nodes) : nodes) as typeof parent.children;
}

function isPhrasingParent(node: Nodes): boolean {
	return phrasing(node) || ['paragraph', 'heading', 'tableCell'].includes(node.type);
}

/** Pairs the tags of a run of siblings; what is never closed is closed at the end, what was never opened is dropped. */
function buildTree(children: readonly RootContent[]): Nodes[] {
	const open: OpenElement[] = [{ piece: null, children: [] }];
	const top = (): OpenElement => open.at(-1) as OpenElement;
	const close = (): void => {
		const element = open.pop();
		if (element?.piece) top().children.push(...convertElement(element.piece, element.children));
	};
	for (const child of children) {
		if (child.type !== 'html') {
			top().children.push(child);
			continue;
		}
		for (const piece of cutHtml(child.value)) {
			if (piece.kind === 'open' && isVoid(piece)) top().children.push(...convertElement(piece, []));
			else if (piece.kind === 'open' && isAllowed(piece.name)) open.push({ piece, children: [] });
			else if (piece.kind === 'close' && open.some((element) => element.piece?.name === piece.name)) {
				while (top().piece?.name !== piece.name) close();
				close();
			} else top().children.push(...convertLoose(piece, top().piece?.name));
		}
	}
	while (open.length > 1) close();
	return top().children;
}

function isAllowed(name: string): boolean {
	return Object.hasOwn(htmlElements, name) || /^h[1-6]$/.test(name);
}

function isVoid(piece: { name: string; closed: boolean; attributes: Record<string, string> }): boolean {
	return (
		isAllowed(piece.name) && (piece.closed || voidElements.has(piece.name) || (piece.name === 'a' && piece.attributes.href === undefined))
	);
}

/** Text, comments, and tags that are shown as they were written. Closing tags of nothing are dropped, as browsers do. */
function convertLoose(piece: HtmlPiece, inside: string | undefined): Nodes[] {
	switch (piece.kind) {
		case 'text': {
			if (inside === 'pre') return [{ type: 'text', value: piece.value }];
			const value = piece.value.replace(/\s+/g, ' ');
			return value === ' ' && structural.has(inside ?? '') ? [] : [{ type: 'text', value }];
		}
		case 'comment':
			return [{ type: 'mdxTextExpression', value: `/*${piece.value.replaceAll('*/', '* /')}*/` }];
		case 'open':
			return [{ type: 'text', value: piece.source }];
		case 'close':
			return isAllowed(piece.name) ? [] : [{ type: 'text', value: piece.source }];
	}
}

function convertElement(piece: Extract<HtmlPiece, { kind: 'open' }>, children: Nodes[]): Nodes[] {
	const { name, attributes } = piece;
	const inline = children as PhrasingContent[];
	const allInline = children.every((child) => phrasing(child));
	const heading = /^h([1-6])$/.exec(name)?.[1];
	if (heading !== undefined) return [{ type: 'heading', depth: Number(heading) as 1 | 2 | 3 | 4 | 5 | 6, children: flatten(children) }];
	switch (name) {
		case 'a':
			if (attributes.href !== undefined && allInline && unsafeProtocol(attributes.href) === null)
				return [{ type: 'link', url: attributes.href, title: attributes.title ?? null, children: inline }];
			break;
		case 'img':
			if (unsafeProtocol(attributes.src ?? '') === null)
				return [{ type: 'image', url: attributes.src ?? '', alt: attributes.alt ?? '', title: attributes.title ?? null }];
			return [{ type: 'text', value: piece.source }];
		case 'b':
		case 'strong':
			if (allInline && textOf(inline).trim() !== '') return [{ type: 'strong', children: inline }];
			break;
		case 'i':
		case 'em':
			if (allInline && textOf(inline).trim() !== '') return [{ type: 'emphasis', children: inline }];
			break;
		case 'code':
			if (children.every((child) => child.type === 'text') && textOf(inline).trim() !== '')
				return [{ type: 'inlineCode', value: textOf(inline).replace(/\s+/g, ' ').trim() }];
			break;
		case 'hr':
			return [{ type: 'thematicBreak' }];
		case 'p':
			if (allInline) return inline.length === 0 ? [] : [{ type: 'paragraph', children: inline }];
			return children;
		case 'pre':
			return [{ type: 'code', lang: null, meta: null, value: textOf(children as RootContent[]).replace(/^\n|\n$/g, '') }];
	}
	return [makeElement(name, attributes, children, allInline)];
}

function makeElement(name: string, attributes: Record<string, string>, children: Nodes[], allInline: boolean): Nodes {
	const allowed = Object.entries(attributes).filter(
		([key, value]) => htmlElements[name]?.includes(key) && !(addressAttributes.has(key) && unsafeProtocol(value) !== null),
	);
	const jsx = allowed.map(([key, value]) => ({ type: 'mdxJsxAttribute' as const, name: key, value: value === '' ? null : value }));
	if (allInline) return { type: 'mdxJsxTextElement', name, attributes: jsx, children: children as PhrasingContent[] };
	return { type: 'mdxJsxFlowElement', name, attributes: jsx, children: wrapPhrasing(children) as BlockContent[] };
}

/** Only the inline content of what may have been parsed as blocks. */
function flatten(nodes: Nodes[]): PhrasingContent[] {
	return nodes.flatMap((node) => (phrasing(node) ? [node as PhrasingContent] : 'children' in node ? flatten(node.children) : []));
}

/** Among blocks, inline content must stand in a paragraph, and a block element by itself. */
function wrapPhrasing(nodes: Nodes[]): Nodes[] {
	const blocks: Nodes[] = [];
	let run: PhrasingContent[] = [];
	const closeRun = (): void => {
		const blank = run.every((node) => node.type === 'text' && node.value.trim() === '');
		const [only] = run;
		if (run.length === 1 && only?.type === 'mdxTextExpression') blocks.push({ type: 'mdxFlowExpression', value: only.value });
		else if (!blank) blocks.push({ type: 'paragraph', children: trimEnds(run) });
		run = [];
	};
	for (const node of nodes) {
		if (node.type === 'mdxJsxTextElement' && blockElements.has(node.name ?? '')) {
			closeRun();
			run.push(node);
			closeRun();
		} else if (phrasing(node)) {
			run.push(node as PhrasingContent);
		} else {
			closeRun();
			blocks.push(node);
		}
	}
	closeRun();
	return blocks;
}

function trimEnds(nodes: PhrasingContent[]): PhrasingContent[] {
	const copy = [...nodes];
	const [first] = copy;
	if (first?.type === 'text') copy[0] = { ...first, value: first.value.trimStart() };
	const last = copy.at(-1);
	if (last?.type === 'text') copy[copy.length - 1] = { ...last, value: last.value.trimEnd() };
	return copy.filter((node) => node.type !== 'text' || node.value !== '');
}
