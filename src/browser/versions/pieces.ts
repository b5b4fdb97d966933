import { element } from '../elements.ts';
import type { Pair } from './align.ts';
import type { Block, Mark } from './blocks.ts';
import { diffWords } from './words.ts';

/** Whether a block is the same in both versions, and leads where it led. */
export function isSame({ from, to }: Pair<Block>): boolean {
	return from !== null && to !== null && from.text === to.text && movedAddresses(from, to).length === 0;
}

/** A pair of blocks as elements, with what was removed and added in them: mostly one. */
export function showPair(pair: Pair<Block>): HTMLElement[] {
	const { from, to } = pair;
	const [oldCells, newCells] = [cellsOf(from), cellsOf(to)];
	// A row that has gained or lost a cell is another row.
	if (from !== null && to !== null && oldCells.length !== newCells.length) {
		return [...showPair({ from, to: null }), ...showPair({ from: null, to })];
	}
	const shown = holderOf(to ?? from);
	let [fromStart, toStart] = [0, 0];
	for (let cell = 0; cell < Math.max(oldCells.length, newCells.length); cell++) {
		const [before = '', after = ''] = [oldCells[cell], newCells[cell]];
		const place = shown.tagName === 'TR' ? shown.appendChild(element('td')) : shown;
		let [fromAt, toAt] = [fromStart, toStart];
		for (const { kind, text } of diffWords(before, after)) {
			const words = kind === 'removed' ? setApart(text, fromAt, from?.marks ?? []) : setApart(text, toAt, to?.marks ?? []);
			if (kind === 'same') place.append(...words);
			else place.append(changed(kind, words));
			if (kind !== 'added') fromAt += text.length;
			if (kind !== 'removed') toAt += text.length;
		}
		fromStart += before.length + 1;
		toStart += after.length + 1;
	}
	if (from === null || to === null) return [shown];
	const moved = movedAddresses(from, to);
	if (moved.length > 0) {
		const place = shown.tagName === 'TR' ? (shown.lastElementChild ?? shown) : shown;
		const line = element('span', 'addresses', 'Leads to: ');
		for (const { kind, address } of moved) line.append(changed(kind, [address]), ' ');
		place.append(line);
	}
	return [shown];
}

/** What stands in `<ins>` and `<del>` says so to a screen reader, too: few read the elements out. */
export function changed(kind: 'added' | 'removed', content: readonly (Node | string)[]): HTMLElement {
	const made = element(kind === 'added' ? 'ins' : 'del');
	made.append(element('span', 'sr-only', `[${kind}: `), ...content, element('span', 'sr-only', ']'));
	return made;
}

function cellsOf(block: Block | null): string[] {
	if (block === null) return [];
	return block.kind === 'row' ? block.text.split('\t') : [block.text];
}

function holderOf(block: Block | null): HTMLElement {
	const { kind, depth } = block ?? { kind: 'paragraph', depth: 0 };
	const indent = depth > 0 ? `depth-${Math.min(depth, 4)}` : '';
	switch (kind) {
		case 'heading':
			// The title of the page and that of the comparison stand above the article's own second level.
			return element(depth <= 2 ? 'h3' : depth === 3 ? 'h4' : 'h5');
		case 'item':
			return element('li', indent);
		case 'code':
			return element('pre', indent);
		case 'row':
			return element('tr');
		case 'paragraph':
			return element('p', indent);
	}
}

/** A text that begins at `start` of its block, with code and emphasis as the article has them. Links lead nowhere here. */
function setApart(text: string, start: number, marks: readonly Mark[]): Node[] {
	const within = marks.filter(({ from, to }) => from < start + text.length && to > start);
	const cuts = within.flatMap(({ from, to }) => [from - start, to - start]).filter((cut) => cut > 0 && cut < text.length);
	const edges = [...new Set([0, ...cuts, text.length])].sort((a, b) => a - b);
	return edges.slice(0, -1).map((edge, position) => {
		let node: Node = document.createTextNode(text.slice(edge, edges[position + 1]));
		for (const { tag, from, to } of within) {
			if (from > start + edge || to <= start + edge) continue;
			const around = tag === 'a' ? element('span', 'link') : element(tag);
			around.append(node);
			node = around;
		}
		return node;
	});
}

function movedAddresses(from: Block, to: Block): { kind: 'removed' | 'added'; address: string }[] {
	return [
		...from.addresses.filter((one) => !to.addresses.includes(one)).map((address) => ({ kind: 'removed' as const, address })),
		...to.addresses.filter((one) => !from.addresses.includes(one)).map((address) => ({ kind: 'added' as const, address })),
	];
}
