import type { Element, ElementContent, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import { blockElements } from './html-elements.ts';
import type { Counts, PageContent, PageNote } from './losses.ts';

/** The frames that an article can have, in the order of what they warn of. */
const asideTypes = ['note', 'tip', 'caution', 'danger'] as const;
export type AsideType = (typeof asideTypes)[number];

/** Elements of which no reader sees anything. */
const unseen = new Set(['script', 'style', 'template', 'head', 'title', 'meta', 'link', 'base', 'noframes', 'noembed', 'datalist']);
/** Elements that show something from elsewhere, and the attribute that says where it is. */
const embedded: Record<string, string> = { iframe: 'src', embed: 'src', video: 'src', audio: 'src', object: 'data', frame: 'src' };
/** Elements within a line that people's editors put around blocks. */
const inlineFormats = new Set(
	'b big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup tt u var'.split(' '),
);

/** Reads HTML as a browser does, which never fails; throws a RangeError where it is nested too deeply. */
export function parseHtml(html: string): Root {
	return fromHtml(html.toWellFormed(), { fragment: true });
}

/**
 * Leaves of a tree, in place, what a reader sees: without scripts and styles, with a link to what is embedded from
 * elsewhere. Places that `fragments` names keep their name. Says what a reader of the article will miss.
 */
export function keepVisible(tree: Root, fragments: ReadonlySet<string>): PageNote[] {
	const notes = new Map<string, PageNote>();
	visit(tree, (node, index, parent) => {
		if (parent === undefined || index === undefined) return undefined;
		if (node.type === 'comment' || node.type === 'doctype' || (node.type === 'element' && unseen.has(node.tagName))) {
			if (node.type === 'element' && node.tagName === 'script') {
				notes.set('script', { message: 'holds a script, which was left out.', remedy: 'Write down what it did, where that matters.' });
			}
			parent.children.splice(index, 1);
			return [SKIP, index];
		}
		if (node.type !== 'element') return undefined;
		const source = embedded[node.tagName];
		if (source !== undefined) {
			const replaced = linkToEmbedded(node, source);
			for (const { message, remedy } of replaced.notes) notes.set(message, { message, remedy });
			parent.children.splice(index, 1, ...replaced.content);
			return [SKIP, index + replaced.content.length];
		}
		keepPlace(node, fragments);
		return undefined;
	});
	unwrapFormats(tree);
	return [...notes.values()];
}

/** A film, a frame or a sound becomes a link to it; what stands in it for browsers that do not know it is kept. */
function linkToEmbedded(node: Element, attribute: string): { content: ElementContent[]; notes: PageNote[] } {
	const sources = [node, ...node.children.filter((child) => child.type === 'element' && child.tagName === 'source')];
	const address = sources
		.map((element) => String(('properties' in element && element.properties[element === node ? attribute : 'src']) || ''))
		.find((found) => found !== '');
	const fallback = node.tagName === 'iframe' ? [] : node.children.filter((child) => child.type !== 'element' || child.tagName !== 'source');
	if (address === undefined) return { content: fallback, notes: [] };
	const title = String(node.properties.title ?? '').trim() || address;
	const link: Element = { type: 'element', tagName: 'a', properties: { href: address }, children: [{ type: 'text', value: title }] };
	const message = `shows ${address} in a <${node.tagName}>, which an article cannot; there is a link to it instead.`;
	return {
		content: [{ type: 'element', tagName: 'p', properties: {}, children: [link] }, ...fallback],
		notes: [{ message, remedy: 'Nothing needs to be done, unless it is to be seen on the page.' }],
	};
}

/** Of ids and names only those stay that something leads to; they are the names of places, and of no use otherwise. */
function keepPlace(node: Element, fragments: ReadonlySet<string>): void {
	const names = [node.properties.id, node.tagName === 'a' ? node.properties.name : undefined].map((name) => String(name ?? ''));
	const name = names.find((candidate) => fragments.has(candidate) && /^[^\s"]+$/.test(candidate));
	delete node.properties.id;
	delete node.properties.name;
	if (name === undefined) return;
	const place: Element = { type: 'element', tagName: 'a', properties: { id: name }, children: [] };
	if (node.tagName === 'a' && node.properties.href === undefined) node.properties.id = name;
	else node.children.unshift(place);
}

/** Bold or coloured around whole paragraphs, lists or tables is dropped: Markdown has no way of writing it. */
function unwrapFormats(tree: Root): void {
	visit(tree, 'element', (node, index, parent) => {
		if (parent === undefined || index === undefined || !inlineFormats.has(node.tagName) || !holdsBlock(node)) return undefined;
		parent.children.splice(index, 1, ...node.children);
		return index;
	});
}

export function holdsBlock(node: Element): boolean {
	return node.children.some((child) => child.type === 'element' && (isBlock(child) || holdsBlock(child)));
}

export function isBlock(node: Nodes): boolean {
	return node.type === 'element' && blockElements.has(node.tagName);
}

/** What a reader has of a page of HTML, from which `keepVisible` has taken what nobody sees. */
export function contentOfHtml(tree: Root): PageContent {
	const counts: Counts = { headings: 0, links: 0, images: 0, tables: 0, code: 0 };
	const content: PageContent = { counts, text: { text: '', places: [] } };
	addContent(tree, content);
	return content;
}

function addContent(node: Nodes, content: PageContent): void {
	if (node.type === 'text') {
		const line = node.position?.start.line;
		if (line !== undefined) content.text.places.push({ at: content.text.text.length, line });
		content.text.text += node.value;
	}
	if (!('children' in node)) return;
	const apart = isBlock(node) || (node.type === 'element' && node.tagName === 'br') ? '\n' : '';
	content.text.text += apart;
	if (node.type === 'element') {
		countElement(node, content.counts);
		if (node.tagName === 'aside') content.text.text += `${asideTitle(node)}\n`;
	}
	for (const child of node.children) addContent(child, content);
	content.text.text += apart;
}

function countElement(node: Element, counts: Counts): void {
	// What shows nothing is nothing to a reader, and no Markdown can say it.
	if (/^h[1-6]$/.test(node.tagName)) counts.headings += isSeen(node) ? 1 : 0;
	else if (node.tagName === 'a' && node.properties.href !== undefined) counts.links += isSeen(node) ? 1 : 0;
	else if (node.tagName === 'img') counts.images += node.properties.src === undefined ? 0 : 1;
	else if (node.tagName === 'table') counts.tables += isSeen(node) ? 1 : 0;
	else if (node.tagName === 'pre') counts.code += isSeen(node) ? 1 : 0;
}

/** Whether an element shows any text or image. */
export function isSeen(node: Nodes): boolean {
	if (node.type === 'text') return /\S/.test(node.value);
	if (node.type === 'element' && node.tagName === 'img') return node.properties.src !== undefined;
	return 'children' in node && node.children.some(isSeen);
}

/** The element that becomes an `<Aside>`. */
export function makeAside(type: AsideType, title: string, children: ElementContent[]): Element {
	return { type: 'element', tagName: 'aside', properties: { dataAside: type, dataTitle: title }, children };
}

/** The kind of frame that an element stands for, or null. */
export function asideType(node: Element): AsideType | null {
	return asideTypes.find((type) => type === node.properties.dataAside) ?? null;
}

export function asideTitle(node: Element): string {
	return asideType(node) === null ? '' : String(node.properties.dataTitle ?? '').trim();
}
