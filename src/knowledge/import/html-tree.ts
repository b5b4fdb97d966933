import type { BlockContent, Nodes, PhrasingContent, RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxTextElement } from 'mdast-util-mdx';
import { phrasing } from 'mdast-util-phrasing';
import { toString as textOf } from 'mdast-util-to-string';
import { htmlElements } from '../markup.ts';
import {
	blockElements,
	impliedEnds,
	isMarkup,
	isVoid,
	type OpenTag,
	paragraphLimits,
	replacements,
	structural,
	unwrapped,
} from './html-elements.ts';
import { cutHtml, type HtmlPiece } from './html-pieces.ts';

/** The attributes for which Markdown has a way of writing; an element that carries others stays an element. */
const written: Record<string, readonly string[]> = { a: ['href', 'title'], img: ['src', 'alt', 'title'] };

interface OpenElement {
	piece: OpenTag | null;
	children: Nodes[];
}

/** Pairs the tags of a run of siblings; what is never closed is closed at the end, what was never opened is dropped. */
export class HtmlTree {
	/** Whether blocks may stand here, and whether this is a cell of a Markdown table, where `|` ends it. */
	private readonly flow: boolean;
	private readonly inCell: boolean;
	private readonly open: OpenElement[] = [{ piece: null, children: [] }];
	/** What `<code class="language-…">` in the `<pre>` that is open names. */
	private language: string | null = null;

	constructor(flow: boolean, inCell: boolean) {
		this.flow = flow;
		this.inCell = inCell;
	}

	build(children: readonly RootContent[]): Nodes[] {
		for (const child of children) {
			if (child.type !== 'html') {
				this.top().children.push(child);
				continue;
			}
			const pieces = cutHtml(child.value);
			const [only] = pieces;
			// Between two blocks there was a line break, whatever their tags are.
			if (this.flow) this.add({ kind: 'text', value: '\n' });
			if (this.flow && only?.kind === 'comment' && pieces.length === 1) {
				this.top().children.push({ type: 'mdxFlowExpression', value: commentOf(only.value) });
			} else for (const piece of pieces) this.add(piece);
		}
		while (this.open.length > 1) this.close();
		return this.top().children;
	}

	private top(): OpenElement {
		return this.open.at(-1) as OpenElement;
	}

	private inside(): string | undefined {
		return this.top().piece?.name;
	}

	private isOpen(name: string): boolean {
		return this.open.some((element) => element.piece?.name === name);
	}

	private close(): void {
		const element = this.open.pop();
		if (element?.piece) this.top().children.push(...this.convert(element.piece, element.children));
	}

	private add(piece: HtmlPiece): void {
		switch (piece.kind) {
			case 'text': {
				const value = this.isOpen('pre') ? piece.value : piece.value.replace(/[^\S\u00a0]+/g, ' ');
				this.top().children.push({ type: 'text', value });
				break;
			}
			case 'comment': {
				const value = commentOf(piece.value).replace(/\s+/g, ' ');
				this.top().children.push({ type: 'mdxTextExpression', value: this.inCell ? value.replace(/\\*\|/g, '\\|') : value });
				break;
			}
			case 'raw':
				this.top().children.push(
					this.flow
						? { type: 'code', lang: 'html', meta: null, value: piece.source }
						: { type: 'text', value: piece.source.replace(/\s+/g, ' ') },
				);
				break;
			case 'open':
				if (!isMarkup(piece.name)) {
					this.top().children.push({ type: 'text', value: piece.source });
					break;
				}
				this.closeImplied(piece.name);
				if (isVoid(piece)) this.top().children.push(...this.convert(piece, []));
				else this.open.push({ piece, children: [] });
				break;
			case 'close':
				if (this.isOpen(piece.name)) {
					while (this.inside() !== piece.name) this.close();
					this.close();
				} else if (!isMarkup(piece.name)) this.top().children.push({ type: 'text', value: piece.source });
				break;
		}
	}

	private closeImplied(name: string): void {
		if (blockElements.has(name)) this.closeUpTo(['p'], paragraphLimits);
		const implied = impliedEnds[name];
		if (implied !== undefined) this.closeUpTo(implied.closes, implied.within);
	}

	private closeUpTo(names: readonly string[], within: readonly string[]): void {
		const at = this.open.findLastIndex(({ piece }) => piece !== null && (names.includes(piece.name) || within.includes(piece.name)));
		if (at === -1 || !names.includes(this.open[at]?.piece?.name ?? '')) return;
		while (this.open.length > at) this.close();
	}

	private convert(piece: OpenTag, children: Nodes[]): Nodes[] {
		if (unwrapped.has(piece.name)) return children;
		if (piece.name === 'code' && this.isOpen('pre')) {
			this.language = /(?:^|\s)lang(?:uage)?-(\S+)/.exec(piece.attributes.class ?? '')?.[1] ?? null;
			return children;
		}
		const heading = /^h[1-6]$/.test(piece.name);
		const name = heading ? 'strong' : (replacements.get(piece.name) ?? piece.name);
		const attributes = allowedAttributes(name, piece.attributes);
		const markdown = (this.flow ? this.asBlock(piece, children, attributes) : null) ?? asInline(piece, children, attributes);
		if (markdown !== null) return markdown;
		if (name === 'pre') children = children.flatMap(breakLines);
		if (children.every((child) => phrasing(child)) && !(this.flow && structural.has(name))) {
			return [{ type: 'mdxJsxTextElement', name, attributes, children: children as PhrasingContent[] }];
		}
		return [{ type: 'mdxJsxFlowElement', name, attributes, children: wrapPhrasing(children) as BlockContent[] }];
	}

	/** The Markdown block that says the same, or null. */
	private asBlock(piece: OpenTag, children: Nodes[], attributes: MdxJsxAttribute[]): Nodes[] | null {
		const depth = /^h([1-6])$/.exec(piece.name)?.[1];
		if (depth !== undefined) {
			const place: PhrasingContent[] = attributes.some(({ name }) => name === 'id')
				? [{ type: 'mdxJsxTextElement', name: 'a', attributes: attributes.filter(({ name }) => name === 'id'), children: [] }]
				: [];
			const { content, rest } = partHeading(children);
			if (place.length + content.length === 0) return rest;
			return [{ type: 'heading', depth: Number(depth) as 1 | 2 | 3 | 4 | 5 | 6, children: [...place, ...content] }, ...rest];
		}
		switch (piece.name) {
			case 'hr':
				return [{ type: 'thematicBreak' }];
			case 'pre': {
				const lang = this.language;
				this.language = null;
				return [{ type: 'code', lang, meta: null, value: linesOf(children).replace(/^\n|\n$/g, '') }];
			}
			case 'p':
				if (!children.every((child) => phrasing(child))) return children;
				if (children.length === 0) return [];
				return attributes.length === 0 ? [{ type: 'paragraph', children: trimEnds(children as PhrasingContent[]) }] : null;
			default:
				return null;
		}
	}
}

function commentOf(text: string): string {
	return `/*${text.replaceAll('*/', '* /')}*/`;
}

function allowedAttributes(element: string, attributes: Record<string, string>): MdxJsxAttribute[] {
	return Object.entries(attributes)
		.filter(([name]) => htmlElements[element]?.includes(name))
		.map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value: value === '' ? null : value.replace(/\s+/g, ' ') }));
}

export function lineBreak(): MdxJsxTextElement {
	return { type: 'mdxJsxTextElement', name: 'br', attributes: [], children: [] };
}

/** Line by line, for a `<pre>` within a line of Markdown. */
function breakLines(node: Nodes, position: number, siblings: readonly Nodes[]): Nodes[] {
	if (node.type !== 'text') return [node];
	const start = position === 0 ? /^\n/ : '';
	const end = position === siblings.length - 1 ? /\n$/ : '';
	const lines = node.value
		.replace(start, '')
		.replace(end, '')
		.split('\n')
		.map((value): Nodes => ({ type: 'text', value }));
	return lines.flatMap((line, number) => (number === 0 ? [line] : [lineBreak(), line]));
}

/** The text of what stands in `<pre>`, where Markdown may have made blocks of it after an empty line. */
function linesOf(nodes: readonly Nodes[]): string {
	let text = '';
	for (const node of nodes) {
		if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') continue;
		if (node.type === 'break' || ('name' in node && node.name === 'br')) text += '\n';
		else if (phrasing(node)) text += 'children' in node ? linesOf(node.children) : textOf(node);
		else text += `${text === '' ? '' : '\n\n'}${'children' in node ? linesOf(node.children) : textOf(node)}`;
	}
	return text;
}

/** The Markdown that says the same within a line, or null. */
function asInline(piece: OpenTag, children: Nodes[], allowed: readonly MdxJsxAttribute[]): Nodes[] | null {
	const { name, attributes } = piece;
	if (allowed.some((attribute) => !written[name]?.includes(attribute.name))) return null;
	const inline = children as PhrasingContent[];
	const text = textOf(inline);
	const isPlain = children.every((child) => child.type === 'text' || child.type === 'inlineCode');
	switch (name) {
		case 'a':
			if (attributes.href === undefined || !children.every((child) => phrasing(child))) return null;
			return [{ type: 'link', url: attributes.href, title: attributes.title ?? null, children: unlink(inline) }];
		case 'img':
			if (attributes.src === undefined) return null;
			return [{ type: 'image', url: attributes.src, alt: attributes.alt ?? '', title: attributes.title ?? null }];
		case 'b':
		case 'strong':
			return isPlain && text !== '' && text === text.trim() ? [{ type: 'strong', children: inline }] : null;
		case 'i':
		case 'em':
			return isPlain && text !== '' && text === text.trim() ? [{ type: 'emphasis', children: inline }] : null;
		case 'code':
			if (!children.every((child) => child.type === 'text') || text.trim() === '') return null;
			return [{ type: 'inlineCode', value: text.replace(/\s+/g, ' ').trim() }];
		default:
			return null;
	}
}

/** A link holds no other link: the outer one is what its writer meant. */
function unlink(nodes: PhrasingContent[]): PhrasingContent[] {
	return nodes.flatMap((node) => {
		if (node.type === 'link' || node.type === 'linkReference') return unlink(node.children);
		return 'children' in node ? [{ ...node, children: unlink(node.children as PhrasingContent[]) } as PhrasingContent] : [node];
	});
}

/** What of the children of a heading can be its text: all that stands before the first block, or in it where nothing does. */
export function partHeading(children: Nodes[]): { content: PhrasingContent[]; rest: Nodes[] } {
	const end = children.findIndex((child) => !phrasing(child));
	const content = trimEnds((end === -1 ? children : children.slice(0, end)) as PhrasingContent[]);
	const rest = end === -1 ? [] : children.slice(end);
	const [first] = rest;
	return content.length === 0 && first?.type === 'paragraph' ? { content: first.children, rest: rest.slice(1) } : { content, rest };
}

/** Among blocks, inline content must stand in a paragraph, and a block element by itself. */
export function wrapPhrasing(nodes: readonly Nodes[]): Nodes[] {
	const blocks: Nodes[] = [];
	let run: PhrasingContent[] = [];
	const closeRun = (): void => {
		const children = trimEnds(run);
		const [only] = children;
		if (children.length === 1 && only?.type === 'mdxTextExpression') blocks.push({ type: 'mdxFlowExpression', value: only.value });
		else if (children.length > 0) blocks.push({ type: 'paragraph', children });
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

export function trimEnds(nodes: readonly PhrasingContent[]): PhrasingContent[] {
	const isBlank = (node: PhrasingContent | undefined): boolean => node?.type === 'text' && /^[^\S\u00a0]*$/.test(node.value);
	const from = nodes.findIndex((node) => !isBlank(node));
	const copy = from === -1 ? [] : nodes.slice(from, nodes.findLastIndex((node) => !isBlank(node)) + 1);
	const [first] = copy;
	if (first?.type === 'text') copy[0] = { ...first, value: first.value.trimStart() };
	const last = copy.at(-1);
	if (last?.type === 'text') copy[copy.length - 1] = { ...last, value: last.value.trimEnd() };
	return copy;
}
