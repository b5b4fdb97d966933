import type { Element, ElementContent, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as wordsOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { emoticonText, expandTitle, frames } from './confluence-macros.ts';
import { isSeen, makeAside } from './html-page.ts';

/** What a page of an HTML export says of itself. */
export interface ExportedPage {
	title: string;
	/** The page's own HTML, without head, breadcrumbs, names, attachments and comments. */
	body: string;
	/** Line of the file where that begins. */
	line: number;
	/** From the outermost on; the first is the space. */
	breadcrumbs: { title: string; address: string }[];
	/** When it was last changed, as the export writes it. */
	changed: string;
	/** Names of attached files by their address. */
	attachments: Map<string, string>;
	hasComments: boolean;
}

/** Reads a page of a space's HTML export. Null where it is something else. Throws a RangeError where it is nested too deeply. */
export function readExportedPage(html: string): ExportedPage | null {
	const tree = fromHtml(html.toWellFormed());
	const content = findById(tree, 'main-content');
	const heading = findById(tree, 'title-text');
	if (content === undefined || heading === undefined) return null;
	const breadcrumbs = linksIn(findById(tree, 'breadcrumbs'));
	const [space] = breadcrumbs;
	const whole = textOf(heading);
	const prefix = space === undefined ? '' : `${space.title} : `;
	const start = content.children.at(0)?.position?.start;
	const end = (content.children.at(-1)?.position ?? content.position)?.end;
	const attachments = elementsIn(tree, (element) => hasClass(element, 'greybox')).flatMap(linksIn);
	return {
		title: whole.startsWith(prefix) ? whole.slice(prefix.length).trim() : whole,
		body: start === undefined ? '' : html.slice(start.offset, end?.offset),
		line: start?.line ?? 1,
		breadcrumbs,
		changed:
			/ on (\w+ \d+, \d+|\d+ \w+\.? \d+|[\d./-]+)\s*$/.exec(
				textOf(elementsIn(tree, (element) => hasClass(element, 'page-metadata'))[0]),
			)?.[1] ?? '',
		attachments: new Map(attachments.map(({ title, address }) => [address, title])),
		hasComments: findById(tree, 'comments') !== undefined,
	};
}

/** Classes of what Confluence makes itself: contents, lists of pages, buttons and icons. */
const made = 'toc-macro childpages-macro plugin_pagetree expand-control-icon confluence-information-macro-icon aui-icon'.split(' ');

/** Puts plain HTML, in place, where Confluence shows its macros: the same that their storage format would become. */
export function replaceRenderedMacros(tree: Root): void {
	tree.children = tree.children.flatMap((child): Root['children'] => (child.type === 'element' ? replaceMacro(child) : [child]));
}

function replaceMacro(node: Element): ElementContent[] {
	if (made.some((name) => hasClass(node, name)) || isPageEnd(node)) return [];
	node.children = node.children.flatMap((child): ElementContent[] => (child.type === 'element' ? replaceMacro(child) : [child]));
	const { tagName, properties } = node;
	if (hasClass(node, 'confluence-information-macro')) return [frameOf(node)];
	if (tagName === 'div' && hasClass(node, 'expand-container')) {
		const [content] = elementsIn(node, (element) => hasClass(element, 'expand-content'));
		const title = textOf(elementsIn(node, (element) => hasClass(element, 'expand-control-text'))[0]) || expandTitle;
		return [makeElement('details', {}, [makeElement('summary', {}, [{ type: 'text', value: title }]), ...(content?.children ?? [])])];
	}
	if (tagName === 'div' && hasClass(node, 'panel') && !elementsIn(node, ({ tagName: name }) => name === 'pre').length) {
		const [content] = elementsIn(node, (element) => hasClass(element, 'panelContent'));
		const title = textOf(elementsIn(node, (element) => hasClass(element, 'panelHeader'))[0]);
		return [makeAside('note', title, content?.children ?? [])];
	}
	if (tagName === 'pre') return [withLanguage(node)];
	if (tagName === 'li' && properties.dataInlineTaskId !== undefined) {
		const box = makeElement('input', { type: 'checkbox', checked: hasClass(node, 'checked') }, []);
		return [{ ...node, children: [box, ...node.children] }];
	}
	if (hasClass(node, 'status-macro')) return [makeElement('strong', {}, node.children)];
	// The address of a mention names the person; what is written there is text of the page.
	if (tagName === 'a' && hasClass(node, 'confluence-userlink')) return node.children;
	if (tagName === 'time' && !isSeen(node)) return [{ type: 'text', value: String(properties.dateTime ?? '') }];
	return tagName === 'img' ? imageOf(node) : [node];
}

/** What follows a page in an export: its attachments and comments. */
function isPageEnd(node: Element): boolean {
	return (
		hasClass(node, 'pageSection') && elementsIn(node, ({ properties: { id } }) => id === 'attachments' || id === 'comments').length > 0
	);
}

function frameOf(node: Element): Element {
	const name = ['tip', 'note', 'warning'].find((kind) => hasClass(node, `confluence-information-macro-${kind}`)) ?? 'info';
	const [content] = elementsIn(node, (element) => hasClass(element, 'confluence-information-macro-body'));
	const title = node.children.find((child) => child.type === 'element' && hasClass(child, 'title'));
	return makeAside(frames[name] ?? 'note', textOf(title), content?.children ?? []);
}

/** Confluence's highlighter notes the language as `brush: java; gutter: false`. */
function withLanguage(pre: Element): Element {
	const brush = /brush:\s*([\w+#.-]+)/.exec(String(pre.properties.dataSyntaxhighlighterParams ?? ''))?.[1];
	if (brush === undefined || /^(none|text|plain)$/i.test(brush)) return pre;
	return makeElement('pre', {}, [makeElement('code', { className: [`language-${brush}`] }, pre.children)]);
}

function imageOf(image: Element): ElementContent[] {
	const { alt, dataEmoticonName, dataEmojiFallback, dataImageSrc } = image.properties;
	if (hasClass(image, 'emoticon') || dataEmoticonName !== undefined) {
		const attributes = { 'ac:name': String(dataEmoticonName ?? ''), 'ac:emoji-fallback': String(dataEmojiFallback ?? '') };
		const isNamed = dataEmoticonName !== undefined || dataEmojiFallback !== undefined;
		return [{ type: 'text', value: isNamed ? emoticonText(attributes) : String(alt ?? '') }];
	}
	if (hasClass(image, 'icon')) return [];
	// What is shown small is kept whole.
	if (typeof dataImageSrc === 'string') image.properties.src = dataImageSrc;
	return [image];
}

function makeElement(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
	return { type: 'element', tagName, properties, children };
}

function hasClass(element: Element, name: string): boolean {
	const { className } = element.properties;
	return Array.isArray(className) && className.includes(name);
}

function elementsIn(node: Nodes, wanted: (element: Element) => boolean): Element[] {
	const found: Element[] = [];
	visit(node, 'element', (element: Element) => {
		if (wanted(element)) found.push(element);
	});
	return found;
}

function findById(tree: Root, id: string): Element | undefined {
	return elementsIn(tree, (element) => element.properties.id === id)[0];
}

function linksIn(node: Nodes | undefined): { title: string; address: string }[] {
	const links = node === undefined ? [] : elementsIn(node, ({ tagName, properties }) => tagName === 'a' && properties.href !== undefined);
	return links.map((link) => ({ title: textOf(link), address: String(link.properties.href) }));
}

function textOf(node: Nodes | undefined): string {
	return node === undefined ? '' : wordsOf(node).replace(/\s+/g, ' ').trim();
}
