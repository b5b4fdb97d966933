export interface Range {
	/** UTF-16 offsets into the text; `to` is behind the last character. */
	from: number;
	to: number;
}

/** The text below an element, and a way to put parts of it in elements of their own. */
export interface ReadText {
	text: string;
	/**
	 * Puts the text of each range in elements that `make` makes, one for every text node that it reaches into; gives them
	 * by range, in order. Ranges must not overlap. Good for once: it changes the nodes that were read.
	 */
	wrap(ranges: readonly Range[], make: () => HTMLElement): HTMLElement[][];
}

/** What is no text of the page: tools, and what a browser does not show. */
const passedOver = 'script, style, template, textarea, select, button, svg, [data-tool]';

/** Reads the text below an element, with a separator between text nodes. */
export function readText(root: HTMLElement, separator = ''): ReadText {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
		node instanceof Element ? (node.matches(passedOver) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT,
	);
	const nodes: { node: Text; from: number }[] = [];
	let text = '';
	while (walker.nextNode()) {
		const node = walker.currentNode;
		if (!(node instanceof Text)) continue;
		nodes.push({ node, from: text.length });
		text += node.data + separator;
	}
	return { text, wrap: (ranges, make) => wrapRanges(nodes, ranges, make) };
}

function wrapRanges(nodes: readonly { node: Text; from: number }[], ranges: readonly Range[], make: () => HTMLElement): HTMLElement[][] {
	const pieces: HTMLElement[][] = ranges.map(() => []);
	for (const { node, from } of nodes) {
		const parts = ranges
			.map((range, position) => ({ position, start: Math.max(0, range.from - from), end: Math.min(node.length, range.to - from) }))
			.filter(({ start, end }) => start < end)
			.sort((a, b) => b.start - a.start);
		// From the end, so that the offsets before stay true.
		for (const { position, start, end } of parts) {
			// White space between rows or items may not stand in an element there.
			if (node.data.slice(start, end).trim() === '') continue;
			node.splitText(end);
			const part = node.splitText(start);
			const piece = make();
			part.replaceWith(piece);
			piece.append(part);
			pieces[position]?.push(piece);
		}
	}
	return pieces;
}
