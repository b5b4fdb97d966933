import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { htmlElements } from '../markup.ts';
import { cutHtml } from './html-pieces.ts';

/** Something that an imported page no longer has, or has otherwise. */
export interface Loss {
	what: 'text' | 'headings' | 'links' | 'images' | 'tables' | 'code' | 'syntax' | 'gate';
	detail: string;
}

type Counts = Record<'headings' | 'links' | 'images' | 'tables' | 'code', number>;

/** Compares a page before and after: its words in order, and how many headings, links, images, tables and code blocks it has. */
export function compareTrees(before: Root, after: Root): Loss[] {
	const losses: Loss[] = [];
	const from = countParts(before);
	const to = countParts(after);
	for (const what of Object.keys(from) as (keyof Counts)[]) {
		if (from[what] !== to[what]) losses.push({ what, detail: `${from[what]} before, ${to[what]} after` });
	}
	const words = readWords(before);
	const kept = readWords(after);
	const at = words.findIndex((word, position) => word !== kept[position]);
	if (at !== -1 || words.length !== kept.length) {
		const place = at === -1 ? words.length : at;
		losses.push({
			what: 'text',
			detail: `"${words.slice(place, place + 6).join(' ')}" became "${kept.slice(place, place + 6).join(' ')}"`,
		});
	}
	return losses;
}

function countParts(tree: Root): Counts {
	const counts: Counts = { headings: 0, links: 0, images: 0, tables: 0, code: 0 };
	visit(tree, (node: Nodes) => {
		if (node.type === 'heading') counts.headings++;
		else if (node.type === 'link' || node.type === 'linkReference') counts.links++;
		else if (node.type === 'image' || node.type === 'imageReference') counts.images++;
		else if (node.type === 'table') counts.tables++;
		else if (node.type === 'code') counts.code++;
		else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') countElement(node.name ?? '', counts);
		else if (node.type === 'html') {
			for (const piece of cutHtml(node.value)) {
				if (piece.kind === 'open' && !(piece.name === 'a' && piece.attributes.href === undefined)) countElement(piece.name, counts);
			}
		}
	});
	return counts;
}

function countElement(name: string, counts: Counts): void {
	if (/^h[1-6]$/.test(name)) counts.headings++;
	else if (name === 'a') counts.links++;
	else if (name === 'img') counts.images++;
	else if (name === 'table') counts.tables++;
	else if (name === 'pre') counts.code++;
}

/** The words that a reader of the page sees, in order. Tags that are no HTML count as the text they were meant to be. */
function readWords(tree: Root): string[] {
	let text = '';
	visit(tree, (node: Nodes) => {
		if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
		else if (node.type === 'code') text += `\n${node.value}\n`;
		else if (node.type === 'break') text += '\n';
		else if (node.type === 'html') text += visibleHtml(node.value);
		else if (!['emphasis', 'strong', 'delete', 'link', 'linkReference', 'mdxJsxTextElement'].includes(node.type)) text += '\n';
	});
	// Tags may stand within a word, and where a block begins is not what is compared: letters are, in order.
	return text.replace(/\s+/g, '') === '' ? [] : (text.replace(/\s+/g, '').match(/.{1,12}/gsu) ?? []);
}

function visibleHtml(html: string): string {
	return cutHtml(html)
		.map((piece) => {
			switch (piece.kind) {
				case 'text':
					return piece.value;
				case 'comment':
					return '';
				default:
					return Object.hasOwn(htmlElements, piece.name) || /^h[1-6]$/.test(piece.name) ? '' : piece.source;
			}
		})
		.join('');
}
