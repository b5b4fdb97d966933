import type { Element, Parents, Root } from 'hast';
import { defaultHandlers, type Handle, type State, toMdast } from 'hast-util-to-mdast';
import type { BlockContent, Blockquote, ListItem, Root as MarkdownRoot, Nodes, PhrasingContent, RootContent, TableCell } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { phrasing } from 'mdast-util-phrasing';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { htmlElements } from '../markup.ts';
import { structural } from './html-elements.ts';
import { asideTitle, asideType, contentOfHtml, holdsBlock, isBlock, isSeen } from './html-page.ts';
import { lineBreak, partHeading, trimEnds, wrapPhrasing } from './html-tree.ts';
import { type ConvertedPage, writeMdx } from './markdown-to-mdx.ts';

/**
 * Turns a tree of HTML, of which `keepVisible` has left what a reader sees, into MDX that reads the same: Markdown where
 * it has the same, else the elements that an article may contain. `rewrite` gives the address to write for one found.
 */
export function htmlToMdx(tree: Root, rewrite: (address: string) => string): ConvertedPage {
	const markdown = toMdast(tree, { document: true, handlers, nodeHandlers: { comment: ignore } }) as MarkdownRoot;
	visit(markdown, ['root', 'blockquote', 'listItem'], (node) => {
		const parent = node as MarkdownRoot | Blockquote | ListItem;
		parent.children = wrapPhrasing(parent.children) as BlockContent[];
	});
	return writeMdx(markdown, contentOfHtml(tree), rewrite);
}

const elements =
	'abbr b caption cite col colgroup dd del dfn dl dt figcaption figure i ins kbd mark q s samp small strike sub summary sup tbody tfoot thead tr tt u var td th';
const unwrapped = 'canvas dialog map marquee menuitem object optgroup option select svg math';

const handlers: Record<string, Handle> = {
	...Object.fromEntries(unwrapped.split(' ').map((name): [string, Handle] => [name, (state, node) => state.all(node)])),
	...Object.fromEntries(elements.split(' ').map((name): [string, Handle] => [name, asElement])),
	a: asLink,
	area: ignore,
	aside: asAside,
	b: asFormat('strong'),
	base: ignore,
	br: (state) => (state.inTable ? lineBreak() : { type: 'break' }),
	code: asInlineCode,
	del: asFormat('delete'),
	details: asElement,
	em: asFormat('emphasis'),
	...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth): [string, Handle] => [`h${depth}`, asHeading])),
	i: asFormat('emphasis'),
	img: asImage,
	input: ignore,
	menu: asList,
	ol: asOrderedList,
	p: asParagraph,
	pre: asCode,
	s: asFormat('delete'),
	strike: asFormat('delete'),
	strong: asFormat('strong'),
	table: asTable,
	ul: asList,
	wbr: ignore,
};

function ignore(): undefined {}

/** The element itself, with the attributes that an article may carry. */
function asElement(state: State, node: Element): RootContent | RootContent[] {
	const children = state.all(node);
	const attributes = attributesOf(node);
	const isLine = children.every((child) => phrasing(child)) && !structural.has(node.tagName);
	if (isLine && (isBlock(node) || children.length > 0)) {
		return { type: 'mdxJsxTextElement', name: node.tagName, attributes, children: children as PhrasingContent[] };
	}
	// What is formatted within a line cannot hold blocks, and says nothing when it holds nothing.
	if (!isBlock(node)) return children;
	return { type: 'mdxJsxFlowElement', name: node.tagName, attributes, children: wrapPhrasing(children) as BlockContent[] };
}

/** Names that differ between HTML and its tree. */
const attributeNames: Record<string, string> = { colspan: 'colSpan', rowspan: 'rowSpan' };

function attributesOf(node: Element): MdxJsxAttribute[] {
	return (htmlElements[node.tagName] ?? []).flatMap((name): MdxJsxAttribute[] => {
		const value = node.properties[attributeNames[name] ?? name];
		if (value === undefined || value === null || value === false || Array.isArray(value)) return [];
		return [{ type: 'mdxJsxAttribute', name, value: value === true ? null : String(value).replace(/\s+/g, ' ') }];
	});
}

/** Markdown's own sign where it can be written around this text, else the element. */
function asFormat(type: 'strong' | 'emphasis' | 'delete'): Handle {
	return (state, node) => {
		const children = state.all(node);
		if (!children.every((child) => phrasing(child))) return children;
		const text = textOf(children);
		if (text.trim() === '') return children;
		const isPlain = children.every((child) => ['text', 'inlineCode', 'link'].includes(child.type));
		if (!isPlain) return asElement(state, node);
		// A sign that a space follows is no sign, so spaces at the edges stand outside.
		const [, before = '', after = ''] = /^(\s*)[\s\S]*?(\s*)$/.exec(text) ?? [];
		const inside = trimEnds(children as PhrasingContent[]);
		const around = (value: string): RootContent[] => (value === '' ? [] : [{ type: 'text', value: ' ' }]);
		return [...around(before), { type, children: inside }, ...around(after)];
	};
}

function asInlineCode(state: State, node: Element): RootContent | RootContent[] | undefined {
	const isPlain = node.children.every((child) => child.type === 'text');
	if (isPlain && isSeen(node)) return { type: 'inlineCode', value: textOf(state.all(node)).replace(/\s+/g, ' ').trim() };
	return asElement(state, node);
}

/** A block of code holds text alone, so pictures follow it. */
function asCode(state: State, node: Element): RootContent[] {
	const images: PhrasingContent[] = [];
	visit(node, 'element', (child: Element) => {
		const image = child.tagName === 'img' ? asImage(state, child) : undefined;
		if (image?.type === 'image') images.push(image);
	});
	const code = isSeen(node) ? [defaultHandlers.pre(state, node)] : [];
	return images.length === 0 ? code : [...code, { type: 'paragraph', children: images }];
}

function asLink(state: State, node: Element): RootContent | RootContent[] | undefined {
	const children = state.all(node);
	const { href, id, title } = node.properties;
	if (href === undefined) {
		if (id === undefined) return children;
		return [
			{ type: 'mdxJsxTextElement', name: 'a', attributes: [{ type: 'mdxJsxAttribute', name: 'id', value: String(id) }], children: [] },
			...children,
		];
	}
	if (!isSeen(node)) return children;
	if (children.every((child) => phrasing(child))) {
		return { type: 'link', url: String(href), title: title === undefined ? null : String(title), children: children as PhrasingContent[] };
	}
	return { type: 'mdxJsxFlowElement', name: 'a', attributes: attributesOf(node), children: wrapPhrasing(children) as BlockContent[] };
}

function asAside(state: State, node: Element): RootContent | RootContent[] {
	const children = wrapPhrasing(state.all(node)) as BlockContent[];
	const type = asideType(node);
	if (type === null) return children;
	const title = asideTitle(node);
	const attributes: MdxJsxAttribute[] = [{ type: 'mdxJsxAttribute', name: 'type', value: type }];
	if (title !== '') attributes.push({ type: 'mdxJsxAttribute', name: 'title', value: title });
	return { type: 'mdxJsxFlowElement', name: 'Aside', attributes, children };
}

function asHeading(state: State, node: Element): RootContent | RootContent[] | undefined {
	const { content, rest } = partHeading(state.all(node));
	if (content.length === 0 || !isSeen(node)) return rest as RootContent[];
	return [{ type: 'heading', depth: Number(node.tagName[1]) as 1 | 2 | 3 | 4 | 5 | 6, children: content }, ...(rest as RootContent[])];
}

function asImage(_: State, node: Element): RootContent | undefined {
	const { src, alt, title } = node.properties;
	if (src === undefined) return typeof alt === 'string' && alt !== '' ? { type: 'text', value: alt } : undefined;
	return { type: 'image', url: String(src), alt: String(alt ?? ''), title: title === undefined ? null : String(title) };
}

function asList(state: State, node: Element): RootContent | RootContent[] | undefined {
	return isSeen(node) ? defaultHandlers.ul(state, node) : state.all(node);
}

/** Markdown numbers with figures only, and steps are spoken of by their letters. */
function asOrderedList(state: State, node: Element): RootContent | RootContent[] | undefined {
	if (!isSeen(node)) return state.all(node);
	const { type, reversed } = node.properties;
	if ((type === undefined || type === '1') && reversed === undefined) return defaultHandlers.ol(state, node);
	const items = node.children.map((child): Nodes[] => {
		const children = 'children' in child ? wrapPhrasing(state.all(child as Parents)) : [];
		return children.length === 0 ? [] : [{ type: 'mdxJsxFlowElement', name: 'li', attributes: [], children: children as BlockContent[] }];
	});
	return { type: 'mdxJsxFlowElement', name: 'ol', attributes: attributesOf(node), children: items.flat() as BlockContent[] };
}

function asParagraph(state: State, node: Element): RootContent | RootContent[] | undefined {
	const children = state.all(node);
	if (!children.every((child) => phrasing(child))) return wrapPhrasing(children) as RootContent[];
	const inside = trimEnds(children as PhrasingContent[]);
	return inside.length === 0 ? undefined : { type: 'paragraph', children: inside };
}

/** Markdown has one row of heads and then lines of text; any other table keeps its elements. */
function asTable(state: State, node: Element): RootContent | RootContent[] | undefined {
	if (!isSeen(node)) return undefined;
	if (!isSimpleTable(node)) return asElement(state, node);
	const cell: Handle = (inner, element): TableCell => {
		const content = inner.all(onlyParagraph(element) ?? element) as PhrasingContent[];
		return { type: 'tableCell', children: trimEnds(content) };
	};
	const { tr, tbody, thead, tfoot } = defaultHandlers;
	const inner: State = {
		...state,
		handlers: { ...state.handlers, td: cell, th: cell, colgroup: ignore, tr, tbody, thead, tfoot } as Record<string, Handle>,
	};
	return defaultHandlers.table(inner, node);
}

function isSimpleTable(table: Element): boolean {
	const parts = [table, ...partsOf(table, ['thead', 'tbody'])];
	const known = ['thead', 'tbody', 'tr', 'colgroup'];
	if (parts.some((part) => part.children.some((child) => child.type === 'element' && !known.includes(child.tagName)))) return false;
	const [heads = [], ...rows] = parts.flatMap((part) => partsOf(part, ['tr'])).map((row) => partsOf(row, ['td', 'th']));
	return (
		heads.every(({ tagName }) => tagName === 'th') &&
		rows.every((row) => row.length === heads.length && row.every(({ tagName }) => tagName === 'td')) &&
		[heads, ...rows].flat().every(isPlainCell)
	);
}

function isPlainCell(cell: Element): boolean {
	const { colSpan = 1, rowSpan = 1 } = cell.properties;
	const paragraph = onlyParagraph(cell) ?? cell;
	return Number(colSpan) === 1 && Number(rowSpan) === 1 && !holdsBlock(paragraph);
}

/** The one paragraph that a cell holds and nothing beside it, as editors write cells. */
function onlyParagraph(cell: Element): Element | null {
	const [only, ...others] = cell.children.filter((child) => isSeen(child) || isBlock(child));
	return only?.type === 'element' && only.tagName === 'p' && others.length === 0 ? only : null;
}

function partsOf(node: Element, names: readonly string[]): Element[] {
	return node.children.filter((child): child is Element => child.type === 'element' && names.includes(child.tagName));
}
