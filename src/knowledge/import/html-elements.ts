import { htmlElements } from '../markup.ts';
import type { HtmlPiece } from './html-pieces.ts';

export type OpenTag = Extract<HtmlPiece, { kind: 'open' }>;

/** Elements that never have content. An anchor without an address is a mere place on the page and is treated as one. */
const voidElements = new Set(['br', 'col', 'hr', 'img', 'source', 'wbr']);
/** Elements that an article may not carry and of which nobody sees more than the content. */
export const unwrapped = new Set('acronym big data font label nobr picture source time'.split(' '));
/** Elements that an article may not carry, and what it carries in their place. */
export const replacements = new Map([
	...'address article aside body fieldset footer form header hgroup html legend main menu nav section'
		.split(' ')
		.map((name): [string, string] => [name, 'div']),
	['bdi', 'span'],
	['bdo', 'span'],
]);
/** Elements that are written with a line for each part, where blocks may stand. */
export const structural = new Set('table thead tbody tfoot tr ul ol dl details colgroup figure'.split(' '));
/** Elements that stand as a block of their own. */
export const blockElements = new Set([
	...structural,
	...'blockquote caption center dd div dt figcaption h1 h2 h3 h4 h5 h6 hr li p pre summary td th'.split(' '),
	...[...replacements].flatMap(([name, replacement]) => (replacement === 'div' ? [name] : [])),
]);
/** Which open elements a tag closes, and which elements it does not look beyond: HTML lets these be left open. */
export const impliedEnds: Record<string, { closes: string[]; within: string[] }> = {
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
export const paragraphLimits = ['td', 'th', 'caption', 'table', 'button'];

/** Whether a browser takes the tag for markup and so does the article: neither shows it. */
export function isMarkup(name: string): boolean {
	return isAllowed(name) || replacements.has(name) || unwrapped.has(name);
}

function isAllowed(name: string): boolean {
	return Object.hasOwn(htmlElements, name) || /^h[1-6]$/.test(name);
}

export function isVoid(piece: OpenTag): boolean {
	return piece.closed || voidElements.has(piece.name) || (piece.name === 'a' && piece.attributes.href === undefined);
}
