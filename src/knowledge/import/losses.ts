import type { Nodes, Parents, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import { isMarkup } from './html-elements.ts';
import { cutHtml, type HtmlPiece } from './html-pieces.ts';
import { isPhrasingParent } from './html-to-mdx.ts';

/** Something that an imported page no longer has, or has otherwise. */
export interface Loss {
	what: 'text' | 'headings' | 'links' | 'images' | 'tables' | 'code' | 'syntax' | 'gate';
	detail: string;
	/** Line of the original, where one can be named. */
	line?: number;
}

/** Something that an imported page leaves out or shows otherwise, and that is no mistake. */
export interface PageNote {
	message: string;
	remedy: string;
}

export type Counts = Record<'headings' | 'links' | 'images' | 'tables' | 'code', number>;

/** What a reader has of a page, whichever language it is written in: its text, and how many there are of what is no text. */
export interface PageContent {
	counts: Counts;
	text: PageText;
}

/** What a reader has of a page of Markdown or MDX. */
export function contentOf(tree: Root): PageContent {
	return { counts: countParts(tree), text: readText(tree) };
}

/** Compares a page before and after: its letters in order, and how many headings, links, images, tables and code blocks it has. */
export function compareContents(before: PageContent, after: PageContent): Loss[] {
	const from = before.counts;
	const to = after.counts;
	const losses: Loss[] = (Object.keys(from) as (keyof Counts)[])
		// A bare address in raw HTML becomes a link, which is no loss.
		.filter((what) => (what === 'links' ? from[what] > to[what] : from[what] !== to[what]))
		.map((what) => ({ what, detail: `${from[what]} before, ${to[what]} after` }));
	const text = compareTexts(before.text, after.text);
	return text === null ? losses : [...losses, text];
}

function countParts(tree: Root): Counts {
	const counts: Counts = { headings: 0, links: 0, images: 0, tables: 0, code: 0 };
	// A link within a raw `<a>` is one link to the reader.
	let inAnchor = false;
	visit(tree, (node: Nodes, _, parent: Parents | undefined) => {
		if (node.type === 'heading') counts.headings++;
		else if (node.type === 'link' || node.type === 'linkReference') counts.links += inAnchor ? 0 : 1;
		else if (node.type === 'image' || node.type === 'imageReference') counts.images++;
		else if (node.type === 'table') counts.tables++;
		else if (node.type === 'code') counts.code++;
		else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
			const linked = node.attributes.some((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'href');
			countElement(node.name ?? '', linked, counts);
		} else if (node.type === 'html') {
			for (const piece of cutHtml(node.value)) {
				if (piece.kind === 'open') countElement(piece.name, piece.attributes.href !== undefined, counts);
				else if (piece.kind === 'raw' && parent !== undefined && !isPhrasingParent(parent)) counts.code++;
				if ((piece.kind === 'open' && piece.attributes.href !== undefined) || piece.kind === 'close') {
					inAnchor = piece.name === 'a' ? piece.kind === 'open' : inAnchor;
				}
			}
		}
	});
	return counts;
}

function countElement(name: string, linked: boolean, counts: Counts): void {
	if (/^h[1-6]$/.test(name)) counts.headings++;
	else if (name === 'a' && linked) counts.links++;
	else if (name === 'img') counts.images++;
	else if (name === 'table') counts.tables++;
	else if (name === 'pre') counts.code++;
}

/** The text that a reader of a page sees, and the line of the file that each stretch of it comes from. */
export interface PageText {
	text: string;
	places: { at: number; line: number }[];
}

function readText(tree: Root): PageText {
	const page: PageText = { text: '', places: [] };
	visit(tree, (node: Nodes) => {
		const line = node.position?.start.line;
		if (line !== undefined) page.places.push({ at: page.text.length, line });
		if (node.type === 'text' || node.type === 'inlineCode') page.text += node.value;
		else if (node.type === 'code') page.text += `\n${node.value}\n`;
		// What Starlight shows as it was written; directives that would do more are escaped.
		else if (node.type === 'textDirective') page.text += `:${node.name}`;
		else if (node.type === 'break') page.text += '\n';
		else if (node.type === 'html') page.text += cutHtml(node.value).map(visibleText).join('');
		else if (node.type === 'mdxJsxFlowElement' && node.name === 'Aside') page.text += asideTitle(node);
		else if (!['emphasis', 'strong', 'delete', 'link', 'linkReference', 'mdxJsxTextElement'].includes(node.type)) page.text += '\n';
	});
	return page;
}

/** The one attribute that a reader sees: what the frame says above its text. */
function asideTitle(aside: MdxJsxFlowElement): string {
	const title = aside.attributes.find((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'title');
	return `\n${typeof title?.value === 'string' ? title.value : ''}\n`;
}

/** Tags that are no HTML count as the text they were meant to be. */
function visibleText(piece: HtmlPiece): string {
	switch (piece.kind) {
		case 'text':
			return piece.value;
		case 'comment':
			return '';
		case 'raw':
			return piece.source;
		default:
			return isMarkup(piece.name) ? '' : piece.source;
	}
}

/** Letters are compared, in order: tags may stand within a word, and where a block begins is not what is lost. */
function compareTexts(before: PageText, after: PageText): Loss | null {
	const from = letterPlaces(before.text);
	const to = letterPlaces(after.text);
	const count = Math.max(from.length, to.length);
	for (let index = 0; index < count; index++) {
		const was = from[index] ?? before.text.length;
		const is = to[index] ?? after.text.length;
		if (before.text[was] === after.text[is]) continue;
		return {
			what: 'text',
			detail: `"${excerptAt(before.text, was)}" became "${excerptAt(after.text, is)}"`,
			line: before.places.findLast(({ at }) => at <= was)?.line,
		};
	}
	return null;
}

function letterPlaces(text: string): number[] {
	return Array.from(text.matchAll(/\S/g), ({ index }) => index);
}

/** Some words before a place and more after it, on one line. */
function excerptAt(text: string, at: number): string {
	const lead = text.slice(Math.max(0, at - 24), at).replace(at > 24 ? /^\S*\s/ : '', '');
	const rest = text.slice(at, at + 60).replace(at + 60 < text.length ? /\s\S*$/ : '', '');
	const words = `${lead}${rest}`.replace(/\s+/g, ' ').trim().toWellFormed();
	return `${at > 24 ? '…' : ''}${words}${at + 60 < text.length ? '…' : ''}`;
}
