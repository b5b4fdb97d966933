const blocks = new Set([
	'P',
	'UL',
	'OL',
	'PRE',
	'TABLE',
	'BLOCKQUOTE',
	'FIGURE',
	'DIV',
	'ASIDE',
	'SECTION',
	'DETAILS',
	'DL',
	'H1',
	'H2',
	'H3',
	'H4',
	'H5',
	'H6',
]);
/** What pages add to the text for their own sake. */
const addedByPages = 'button, input, select, textarea, script, style, .copy, .sr-only, [hidden], [data-pagefind-ignore]';

/** What an element says, for a plain text field: a paragraph, list item or line of code a line, lists with their marks. */
export function plainText(element: Element): string {
	return blockLines(element).join('\n').trim();
}

function blockLines(element: Element): string[] {
	if (element.matches(addedByPages)) return [];
	switch (element.tagName) {
		case 'PRE':
			return codeLines(element);
		case 'UL':
		case 'OL':
			return [...element.children].flatMap((item, position) => {
				const mark = element.tagName === 'UL' ? '- ' : `${position + Number(element.getAttribute('start') ?? 1)}. `;
				return blockLines(item).map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line);
			});
		case 'TR':
			return [[...element.children].map((cell) => inlineText(cell)).join(' | ')];
	}
	const lines: string[] = [];
	let running = '';
	const endLine = (): void => {
		const line = running.replace(/\s+/g, ' ').trim();
		if (line !== '') lines.push(line);
		running = '';
	};
	for (const node of element.childNodes) {
		if (node instanceof Element && holdsBlocks(node)) {
			endLine();
			lines.push(...blockLines(node));
		} else if (node instanceof Element) running += inlineText(node);
		else if (node.nodeType === Node.TEXT_NODE) running += node.textContent;
	}
	endLine();
	return lines;
}

function holdsBlocks(element: Element): boolean {
	return blocks.has(element.tagName) || ['TBODY', 'THEAD', 'TR', 'LI'].includes(element.tagName) || [...element.children].some(holdsBlocks);
}

function inlineText(element: Element): string {
	if (element.matches(addedByPages)) return '';
	if (element.tagName === 'BR') return ' ';
	return [...element.childNodes]
		.map((node) => (node instanceof Element ? inlineText(node) : node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
		.join('');
}

/** Expressive Code puts each line into a block of its own, without a line feed. */
function codeLines(pre: Element): string[] {
	const lines = [...pre.querySelectorAll('.ec-line')];
	return lines.length > 0
		? lines.map((line) => (line.textContent ?? '').replace(/\n$/, ''))
		: (pre.textContent ?? '').replace(/\n$/, '').split('\n');
}
