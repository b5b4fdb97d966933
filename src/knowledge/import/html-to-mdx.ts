import type { BlockContent, Heading, Html, InlineCode, Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxTextElement } from 'mdast-util-mdx';
import { phrasing } from 'mdast-util-phrasing';
import { toString as textOf } from 'mdast-util-to-string';
import { EXIT, visit } from 'unist-util-visit';
import { htmlElements } from '../markup.ts';
import { cutHtml, type HtmlPiece } from './html-pieces.ts';

type OpenTag = Extract<HtmlPiece, { kind: 'open' }>;

/** Elements that never have content. An anchor without an address is a mere place on the page and is treated as one. */
const voidElements = new Set(['br', 'col', 'hr', 'img', 'source', 'wbr']);
/** Elements that an article may not carry and of which nobody sees more than the content. */
const unwrapped = new Set('acronym big data font label nobr picture source time'.split(' '));
/** Elements that an article may not carry, and what it carries in their place. */
const replacements = new Map([
	...'address article aside body fieldset footer form header hgroup html legend main menu nav section'
		.split(' ')
		.map((name): [string, string] => [name, 'div']),
	['bdi', 'span'],
	['bdo', 'span'],
]);
/** Elements that are written with a line for each part, where blocks may stand. */
const structural = new Set('table thead tbody tfoot tr ul ol dl details colgroup figure'.split(' '));
/** Elements that stand as a block of their own. */
const blockElements = new Set([
	...structural,
	...'blockquote caption center dd div dt figcaption h1 h2 h3 h4 h5 h6 hr li p pre summary td th'.split(' '),
	...[...replacements].flatMap(([name, replacement]) => (replacement === 'div' ? [name] : [])),
]);
/** Which open elements a tag closes, and which elements it does not look beyond: HTML lets these be left open. */
const impliedEnds: Record<string, { closes: string[]; within: string[] }> = {
	li: { closes: ['li'], within: ['ul', 'ol', 'menu'] },
	dt: { closes: ['dt', 'dd'], within: ['dl'] },
	dd: { closes: ['dt', 'dd'], within: ['dl'] },
	td: { closes: ['td', 'th'], within: ['tr', 'table'] },
	th: { closes: ['td', 'th'], within: ['tr', 'table'] },
	tr: { closes: ['tr'], within: ['table'] },
	thead: { closes: ['caption', 'colgroup', 'thead', 'tbody', 'tfoot'], within: ['table'] },
	tbody: { closes: ['caption', 'colgroup', 'thead', 'tbody', 'tfoot'], within: ['table'] },
	tfoot: { closes: ['caption', 'colgroup', 'thead', 'tbody', 'tfoot'], within: ['table'] },
};
/** What a block that starts does not look beyond for a paragraph to close. */
const paragraphLimits = ['td', 'th', 'caption', 'table', 'button'];

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

/** Whether a browser takes the tag for markup and so does the article: neither shows it. */
export function isMarkup(name: string): boolean {
	return isAllowed(name) || replacements.has(name) || unwrapped.has(name);
}

function isAllowed(name: string): boolean {
	return Object.hasOwn(htmlElements, name) || /^h[1-6]$/.test(name);
}

function replaceIn(parent: Parents, flow: boolean, inCell: boolean): void {
	if (flow) parent.children = splitAtEnds(parent.children) as typeof parent.children;
	for (const child of parent.children) {
		if ('children' in child) replaceIn(child, !isPhrasingParent(child), inCell || child.type === 'tableCell');
	}
	parent.children = parent.children.filter((child) => child.type !== 'paragraph' || child.children.length > 0) as typeof parent.children;
	if (!parent.children.some((child) => child.type === 'html')) return;
	const nodes = new TreeBuilder(flow, inCell).build(parent.children);
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

function lineBreak(): MdxJsxTextElement {
	return { type: 'mdxJsxTextElement', name: 'br', attributes: [], children: [] };
}

export function isPhrasingParent(node: Nodes): boolean {
	return phrasing(node) || ['paragraph', 'heading', 'tableCell'].includes(node.type);
}

interface OpenElement {
	piece: OpenTag | null;
	children: Nodes[];
}

/** Pairs the tags of a run of siblings; what is never closed is closed at the end, what was never opened is dropped. */
class TreeBuilder {
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
		const markdown = (this.flow ? this.asBlock(piece, children, attributes) : null) ?? asInline(piece, children);
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
			const place = attributes.filter(({ name }) => name === 'id');
			const content = trimEnds(flatten(children));
			return [
				{
					type: 'heading',
					depth: Number(depth) as 1 | 2 | 3 | 4 | 5 | 6,
					children: place.length === 0 ? content : [{ type: 'mdxJsxTextElement', name: 'a', attributes: place, children: [] }, ...content],
				},
			];
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

function isVoid(piece: OpenTag): boolean {
	return piece.closed || voidElements.has(piece.name) || (piece.name === 'a' && piece.attributes.href === undefined);
}

function commentOf(text: string): string {
	return `/*${text.replaceAll('*/', '* /')}*/`;
}

function allowedAttributes(element: string, attributes: Record<string, string>): MdxJsxAttribute[] {
	return Object.entries(attributes)
		.filter(([name]) => htmlElements[element]?.includes(name))
		.map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value: value === '' ? null : value.replace(/\s+/g, ' ') }));
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
		if (node.type === 'break' || ('name' in node && node.name === 'br')) text += '\n';
		else if (phrasing(node)) text += 'children' in node ? linesOf(node.children) : textOf(node);
		else text += `${text === '' ? '' : '\n\n'}${'children' in node ? linesOf(node.children) : textOf(node)}`;
	}
	return text;
}

/** The Markdown that says the same within a line, or null. */
function asInline(piece: OpenTag, children: Nodes[]): Nodes[] | null {
	const { name, attributes } = piece;
	const inline = children as PhrasingContent[];
	const text = textOf(inline);
	const isPlain = children.every((child) => child.type === 'text' || child.type === 'inlineCode');
	switch (name) {
		case 'a':
			if (attributes.href === undefined || !children.every((child) => phrasing(child))) return null;
			return [{ type: 'link', url: attributes.href, title: attributes.title ?? null, children: unlink(inline) }];
		case 'img':
			if (attributes.src === undefined || attributes.width !== undefined || attributes.height !== undefined) return null;
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

/** Only the inline content of what may have been parsed as blocks, a space between blocks. */
function flatten(nodes: readonly Nodes[]): PhrasingContent[] {
	return nodes.flatMap((node, position): PhrasingContent[] => {
		if (phrasing(node)) return [node as PhrasingContent];
		const content: PhrasingContent[] =
			'children' in node ? flatten(node.children) : node.type === 'code' ? [{ type: 'inlineCode', value: node.value }] : [];
		return position === 0 ? content : [{ type: 'text', value: ' ' }, ...content];
	});
}

/** Among blocks, inline content must stand in a paragraph, and a block element by itself. */
function wrapPhrasing(nodes: readonly Nodes[]): Nodes[] {
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

function trimEnds(nodes: readonly PhrasingContent[]): PhrasingContent[] {
	const isBlank = (node: PhrasingContent | undefined): boolean => node?.type === 'text' && /^[^\S\u00a0]*$/.test(node.value);
	const from = nodes.findIndex((node) => !isBlank(node));
	const copy = from === -1 ? [] : nodes.slice(from, nodes.findLastIndex((node) => !isBlank(node)) + 1);
	const [first] = copy;
	if (first?.type === 'text') copy[0] = { ...first, value: first.value.trimStart() };
	const last = copy.at(-1);
	if (last?.type === 'text') copy[copy.length - 1] = { ...last, value: last.value.trimEnd() };
	return copy;
}
