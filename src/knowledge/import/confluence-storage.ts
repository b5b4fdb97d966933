import { elementHtml, type StorageContext } from './confluence-macros.ts';
import type { PageNote } from './losses.ts';
import { escapeHtml, parseStorage, type StorageNode } from './storage-nodes.ts';

/** Elements that HTML writes without an end. */
const voidElements = new Set('br hr img col wbr input area'.split(' '));

/** Writes a page of the storage format as the HTML that says the same, and what of it an article cannot show. */
export function storageToHtml(storage: string, pageId: string, space: string): { html: string; notes: PageNote[] } {
	const context: StorageContext = { pageId, space, notes: [], write: (nodes) => nodes.map((node) => writeNode(node, context)).join('') };
	return { html: context.write(parseStorage(storage).children), notes: context.notes };
}

function writeNode(node: StorageNode, context: StorageContext): string {
	if (typeof node === 'string') return escapeHtml(node);
	if (node.name.includes(':') || node.name === 'time') return elementHtml(node, context);
	const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
	const start = `<${node.name}${attributes.join('')}>`;
	return voidElements.has(node.name) ? start : `${start}${context.write(node.children)}</${node.name}>`;
}
