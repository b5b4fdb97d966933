import type { Element, ElementContent, Nodes, Root } from 'hast';
import type { Root as Markdown } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { EXIT, SKIP, visit } from 'unist-util-visit';

/** What a reader has before the eyes, told from HTML alone: knows nothing of how the importer works. */
export interface Rendering {
	/** All text, white space collapsed; blocks are apart, inline elements are not. */
	text: string;
	/** Text of each heading, addresses of links and images, tables cell by cell; each in the page's order. */
	headings: string[];
	links: string[];
	images: string[];
	tables: string[];
	/** Each `pre`, line by line, without white space at the ends of lines. */
	codeBlocks: string[];
	/** Ids of all elements, and of the headings that stand in nothing else. */
	ids: string[];
	headingIds: string[];
	/** Scripts, by their address or what they hold. */
	scripts: string[];
}

/** Every element of HTML that a reader does not see as the text it was written as. */
const htmlNames = new Set(
	(
		'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details ' +
		'dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav nobr ol p pre q s samp ' +
		'section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
	).split(' '),
);
const blockNames = new Set(
	(
		'address article aside blockquote caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr ' +
		'li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
	).split(' '),
);

const original = unified()
	.use(remarkParse)
	.use(remarkGfm)
	.use(showStrangeTags)
	.use(remarkRehype, { allowDangerousHtml: true })
	.use(rehypeRaw)
	.freeze();
const article = unified()
	.use(remarkParse)
	.use(remarkGfm)
	.use(remarkMdx)
	.use(remarkRehype, { passThrough: ['mdxJsxFlowElement', 'mdxJsxTextElement', 'mdxFlowExpression', 'mdxTextExpression'] })
	.use(resolveJsx)
	.freeze();
const html = unified().use(rehypeRaw).freeze();

/**
 * The page as a browser shows plain Markdown, but that tags that are no HTML, such as `<namespace>`, show as text.
 * Without the first heading that says `title`, where one is given.
 */
export function renderMarkdown(markdown: string, title?: string): Rendering {
	const tree = original.runSync(original.parse(markdown)) as Root;
	if (title !== undefined) removeTitle(tree, title);
	return describeTree(tree);
}

function removeTitle(tree: Root, title: string): void {
	visit(tree, 'element', (element, index, parent) => {
		if (element.tagName !== 'h1' || collapse(textOf(element)) !== title || parent === undefined || index === undefined) return undefined;
		parent.children.splice(index, 1);
		return EXIT;
	});
}

/** The page as it shows an article's body. Throws where the body is not MDX. */
export function renderMdx(body: string): Rendering {
	return describeTree(article.runSync(article.parse(body)) as Root);
}

/** The article of a page that the site built, without what the site adds: the frames of code. */
export function readBuiltPage(page: string): { title: string; article: Rendering } {
	const tree = html.runSync({ type: 'root', children: [{ type: 'raw', value: page }] }) as Root;
	const content = find(tree, (element) => hasClass(element, 'article-body'));
	const heading = find(tree, (element) => element.properties.id === '_top');
	if (content === undefined || heading === undefined) throw new Error('the page has no article');
	visit(content, 'element', (element, index, parent) => {
		if (parent === undefined || index === undefined || !isChrome(element)) return;
		parent.children.splice(index, 1);
		return [SKIP, index];
	});
	return { title: collapse(textOf(heading)), article: describeTree({ type: 'root', children: content.children }) };
}

function isChrome(element: Element): boolean {
	return hasClass(element, 'copy') || (element.tagName === 'figcaption' && hasClass(element, 'header'));
}

function describeTree(tree: Root): Rendering {
	const rendering: Rendering = {
		text: collapse(textOf(tree)),
		headings: [],
		links: [],
		images: [],
		tables: [],
		codeBlocks: [],
		ids: [],
		headingIds: [],
		scripts: [],
	};
	visit(tree, 'element', (element, _, parent) => {
		const { tagName, properties } = element;
		if (properties.id !== undefined) rendering.ids.push(String(properties.id));
		if (/^h[1-6]$/.test(tagName)) {
			rendering.headings.push(collapse(textOf(element)));
			if (parent === tree && properties.id !== undefined) rendering.headingIds.push(String(properties.id));
		} else if (tagName === 'a' && properties.href !== undefined) rendering.links.push(String(properties.href));
		else if (tagName === 'img') rendering.images.push(String(properties.src));
		else if (tagName === 'table') rendering.tables.push(cellsOf(element).join(' | '));
		else if (tagName === 'script') rendering.scripts.push(String(properties.src ?? sourceOf(element)));
		else if (tagName === 'pre') rendering.codeBlocks.push(codeOf(element));
	});
	return rendering;
}

function cellsOf(table: Element): string[] {
	const cells: string[] = [];
	visit(table, 'element', (element) => {
		if (element.tagName === 'td' || element.tagName === 'th') cells.push(collapse(textOf(element)));
	});
	return cells;
}

/** Escapes tags that are no HTML, as their writer meant them to be read. */
function showStrangeTags() {
	return (tree: Markdown): void => {
		visit(tree, 'html', (node) => {
			node.value = node.value.replace(/<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9-]*)/gi, (source, slash?: string, name?: string) =>
				name === undefined || htmlNames.has(name.toLowerCase()) ? source : `&lt;${slash}${name}`,
			);
		});
	};
}

/** Elements written as JSX are the elements they name; comments are nothing. */
function resolveJsx() {
	return (tree: Root): void => {
		visit(tree, (node, index, parent) => {
			if (parent === undefined || index === undefined) return;
			if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
				parent.children.splice(index, 1);
				return index;
			}
			if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
			const properties = Object.fromEntries(
				node.attributes.flatMap((attribute) =>
					attribute.type === 'mdxJsxAttribute' ? [[attribute.name, String(attribute.value ?? '')]] : [],
				),
			);
			parent.children[index] = { type: 'element', tagName: node.name ?? '', properties, children: node.children as ElementContent[] };
			return index;
		});
	};
}

function textOf(node: Nodes): string {
	if (node.type === 'text') return node.value;
	if (node.type === 'element' && ['script', 'style', 'template'].includes(node.tagName)) return '';
	if (node.type === 'element' && node.tagName === 'br') return '\n';
	if (!('children' in node)) return '';
	const text = node.children.map(textOf).join('');
	return node.type === 'element' && blockNames.has(node.tagName) ? `\n${text}\n` : text;
}

/** The frame of a code block puts each line in an element of its own; Markdown puts all in one text. */
function codeOf(pre: Element): string {
	const lines: string[] = [];
	visit(pre, 'element', (element) => {
		if (hasClass(element, 'ec-line')) lines.push(textOf(element).replace(/^\n+|\n+$/g, ''));
	});
	const text = lines.length > 0 ? lines.join('\n') : textOf(pre);
	// Expressive Code shows a tab as two spaces.
	return text
		.replaceAll('\t', '  ')
		.replace(/[^\S\n]+$/gm, '')
		.replace(/^\n+|\n+$/g, '');
}

function sourceOf(script: Element): string {
	return script.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
}

function find(tree: Root, wanted: (element: Element) => boolean): Element | undefined {
	let found: Element | undefined;
	visit(tree, 'element', (element) => {
		if (found === undefined && wanted(element)) found = element;
	});
	return found;
}

function hasClass(element: Element, name: string): boolean {
	const { className } = element.properties;
	return Array.isArray(className) && className.includes(name);
}

export function collapse(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
