import { fieldName, findParameters, type Values } from '../../knowledge/filling/fill-in.ts';
import { announce } from '../announce.ts';
import { copyText } from '../copy.ts';
import { button } from '../elements.ts';
import { type FillableText, fillableText, type Line } from './fillable-text.ts';

/** A code block of the page; its copy button is put there at once. */
export interface CodeBlock extends FillableText {
	element: HTMLElement;
}

/** The code blocks below an element, each with its own copy button. */
export function openCodeBlocks(root: HTMLElement, values: () => Values): CodeBlock[] {
	return [...root.querySelectorAll<HTMLElement>('.expressive-code')].map((block) => {
		const { text, lines } = readCode(block);
		const language = block.querySelector<HTMLElement>('pre')?.dataset.language ?? '';
		const fillable = fillableText(text, lines, findParameters(text, language));
		const copy = button('copy-code', 'Copy', async () => {
			const { text: filled, open } = fillable.fill(values());
			if ((await copyText(filled)) && open.length > 0) announce(`Copied. Still open: ${listNames(open)}.`);
		});
		copy.dataset.tool = '';
		copy.setAttribute('aria-label', `Copy ${language} code`);
		block.querySelector('figure')?.append(copy);
		return { ...fillable, element: block };
	});
}

/** The very text of a block, as the article has it. */
export function readCode(block: HTMLElement): { text: string; lines: Line[] } {
	const lines: Line[] = [];
	let text = '';
	for (const element of block.querySelectorAll<HTMLElement>('.ec-line .code')) {
		if (lines.length > 0) text += '\n';
		lines.push({ element, from: text.length });
		// An empty line holds a line feed, so that it has a height.
		text += (element.textContent ?? '').replace(/^\n$/, '');
	}
	return { text, lines };
}

function listNames(open: readonly string[]): string {
	return [...new Set(open.map((name) => fieldName(name).replaceAll('_', ' ')))].join(', ');
}
