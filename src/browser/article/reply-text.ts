/** A reply as programs take it that know no markup: paragraphs a blank line apart, lists with their marks, addresses written out. */
export function replyAsText(reply: Element): string {
	return blocksOf(reply)
		.join('\n\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

const blockNames = 'p, ul, ol, blockquote, pre, table, div, h1, h2, h3, h4, h5, h6';

function blocksOf(parent: Element): string[] {
	if (!parent.matches('ul, ol') && parent.querySelector(blockNames) === null) return [inlineText(parent)];
	const blocks: string[] = [];
	let line = '';
	const endLine = (): void => {
		if (line.trim() !== '') blocks.push(line.trim());
		line = '';
	};
	for (const child of parent.childNodes) {
		if (!(child instanceof Element) || !child.matches(blockNames)) {
			line += inlineText(child);
			continue;
		}
		endLine();
		if (child.matches('ul, ol')) blocks.push(listText(child));
		else blocks.push(...blocksOf(child));
	}
	endLine();
	return blocks;
}

function listText(list: Element): string {
	return [...list.children]
		.map((item, position) => {
			const mark = list.matches('ol') ? `${position + 1}. ` : '- ';
			return mark + blocksOf(item).join('\n').replaceAll('\n', '\n  ');
		})
		.join('\n');
}

function inlineText(node: Node): string {
	if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
	if (node instanceof HTMLBRElement) return '\n';
	const text = [...node.childNodes].map(inlineText).join('');
	const address = node instanceof HTMLAnchorElement ? node.href : '';
	return address === '' || address === text ? text : `${text} (${address})`;
}

const kept = new Set(['p', 'ul', 'ol', 'li', 'strong', 'em', 'b', 'i', 'code', 'pre', 'br', 'blockquote']);

/** A reply as HTML for a mail, made anew of plain elements and text, below its subject. */
export function replyAsHtml(reply: Element, subject: string): string {
	const made = document.implementation.createHTMLDocument('').body;
	made.append(Object.assign(made.ownerDocument.createElement('p'), { textContent: subject }));
	copyPlain(reply, made);
	return made.innerHTML;
}

function copyPlain(from: Node, to: Element): void {
	for (const child of from.childNodes) {
		if (child instanceof Text) to.append(child.data);
		if (!(child instanceof Element)) continue;
		const name = child.localName;
		let target = to;
		if (kept.has(name) || (child instanceof HTMLAnchorElement && /^(https?|mailto):/.test(child.href))) {
			target = to.ownerDocument.createElement(name);
			if (child instanceof HTMLAnchorElement) target.setAttribute('href', child.href);
			to.append(target);
		}
		copyPlain(child, target);
	}
}
