import { Parser } from 'htmlparser2';
import type { AsideType } from './html-page.ts';

/** A piece of a page in Confluence's storage format: an element or a text. */
export type StorageNode = StorageElement | string;

export interface StorageElement {
	name: string;
	attributes: Record<string, string>;
	children: StorageNode[];
}

/**
 * Reads the storage format: XML with the entities of HTML, CDATA, and elements of its own
 * (https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html). Never fails; what is left open ends
 * with the page.
 */
export function parseStorage(storage: string): StorageElement {
	const root: StorageElement = { name: '', attributes: {}, children: [] };
	const open = [root];
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				const element: StorageElement = { name, attributes, children: [] };
				open.at(-1)?.children.push(element);
				open.push(element);
			},
			ontext(text) {
				open.at(-1)?.children.push(text);
			},
			onclosetag() {
				if (open.length > 1) open.pop();
			},
		},
		{ recognizeCDATA: true, recognizeSelfClosing: true },
	);
	parser.write(storage);
	parser.end();
	return root;
}

/** All text within, tags apart. */
export function textWithin(node: StorageNode | undefined): string {
	if (node === undefined) return '';
	return typeof node === 'string' ? node : node.children.map(textWithin).join('');
}

export function childNamed(parent: StorageElement, name: string): StorageElement | undefined {
	return parent.children.find((child): child is StorageElement => typeof child !== 'string' && child.name === name);
}

export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function asideHtml(type: AsideType, title: string, content: string): string {
	return `<aside data-aside="${type}" data-title="${escapeHtml(title)}">${content}</aside>`;
}
