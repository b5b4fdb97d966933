import type { Comparable } from './align.ts';

/** How a stretch of a block's text is set apart in it. */
export interface Mark {
	tag: 'code' | 'strong' | 'em' | 'a';
	/** UTF-16 offsets into the text; `to` is behind the last character. */
	from: number;
	to: number;
}

/** The smallest part of an article that is shown by itself. */
export interface Block extends Comparable {
	kind: 'heading' | 'paragraph' | 'item' | 'code' | 'row';
	/** Level of a heading, else how deep it stands in lists. */
	depth: number;
	/** Cells of a row stand behind each other with a tab between them. */
	text: string;
	marks: Mark[];
	/** Where its links lead, and which pictures it shows. */
	addresses: string[];
}

const blockTags =
	'address,article,aside,blockquote,caption,dd,details,div,dl,dt,figcaption,figure,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,section,summary,table,tbody,td,tfoot,th,thead,tr,ul';
const isBlock = new Set(blockTags.toUpperCase().split(','));
/** Tools of the page, and anchors that repeat a heading. */
const passedOver = 'script, style, template, button, svg, .copy, .sl-anchor-link, .decide-tools, .decide-path, [data-tool]';
const markTags: Record<string, Mark['tag']> = {
	CODE: 'code',
	KBD: 'code',
	SAMP: 'code',
	STRONG: 'strong',
	B: 'strong',
	EM: 'em',
	I: 'em',
	A: 'a',
};

/** Takes the body of an article apart, as its page shows it. */
export function readBlocks(body: Element): Block[] {
	const blocks: Block[] = [];
	walk(body, { kind: 'paragraph', depth: 0 }, blocks);
	return blocks;
}

function walk(parent: Element, place: Pick<Block, 'kind' | 'depth'>, blocks: Block[]): void {
	// The first text of an item carries its bullet; what stands below it in the item does not.
	let kind = place.kind;
	let inline: Node[] = [];
	const flush = (): void => {
		const read = readInline(inline);
		inline = [];
		if (read.text === '') return;
		blocks.push({ ...place, kind, ...read });
		kind = 'paragraph';
	};
	for (const node of parent.childNodes) {
		if (!(node instanceof Element)) {
			inline.push(node);
			continue;
		}
		if (node.matches(passedOver)) continue;
		const { tagName } = node;
		if (!isBlock.has(tagName) && node.querySelector(blockTags) === null) {
			inline.push(node);
			continue;
		}
		flush();
		if (tagName === 'PRE') blocks.push({ kind: 'code', depth: place.depth, text: codeOf(node), marks: [], addresses: [] });
		else if (tagName === 'TR') blocks.push(readRow(node, place.depth));
		else if (/^H[1-6]$/.test(tagName)) blocks.push({ kind: 'heading', depth: Number(tagName[1]), ...readInline([...node.childNodes]) });
		else if (tagName === 'LI') walk(node, { kind: 'item', depth: place.depth + 1 }, blocks);
		else {
			const before = blocks.length;
			walk(node, { ...place, kind }, blocks);
			if (blocks.length > before) kind = 'paragraph';
		}
	}
	flush();
}

/** Expressive Code has an element for each line. */
function codeOf(pre: Element): string {
	const lines = [...pre.querySelectorAll('.ec-line')].map((line) => (line.textContent ?? '').replace(/\n$/, ''));
	return lines.length > 0 ? lines.join('\n') : (pre.textContent ?? '').replace(/\n$/, '');
}

function readRow(row: Element, depth: number): Block {
	const whole: Block = { kind: 'row', depth, text: '', marks: [], addresses: [] };
	for (const [position, cell] of [...row.children].entries()) {
		const { text, marks, addresses } = readInline([...cell.childNodes]);
		if (position > 0) whole.text += '\t';
		const start = whole.text.length;
		whole.text += text;
		whole.marks.push(...marks.map((mark) => ({ ...mark, from: mark.from + start, to: mark.to + start })));
		whole.addresses.push(...addresses);
	}
	return whole;
}

/** The text of nodes with every run of white space as one blank, and what is set apart in it. */
function readInline(nodes: readonly Node[]): Pick<Block, 'text' | 'marks' | 'addresses'> {
	let text = '';
	const marks: Mark[] = [];
	const addresses: string[] = [];
	const add = (words: string): void => {
		const plain = words.replace(/\s+/g, ' ');
		text += text === '' || text.endsWith(' ') ? plain.trimStart() : plain;
	};
	const read = (node: Node): void => {
		if (node instanceof Text) add(node.data);
		if (!(node instanceof Element) || node.matches(passedOver)) return;
		if (node.tagName === 'BR') add(' ');
		if (node.tagName === 'IMG') {
			addresses.push(node.getAttribute('src') ?? '');
			add(`[picture: ${node.getAttribute('alt') ?? ''}]`);
		}
		const from = text.length;
		for (const child of node.childNodes) read(child);
		const tag = markTags[node.tagName];
		if (tag !== undefined && text.length > from) marks.push({ tag, from, to: text.length });
		if (tag === 'a') addresses.push(node.getAttribute('href') ?? '');
	};
	for (const node of nodes) read(node);
	return { text: text.trimEnd(), marks, addresses };
}
