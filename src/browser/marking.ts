import { element } from './elements.ts';
import { searchIn } from './find-text.ts';
import { type Range, readText } from './text-nodes.ts';

/**
 * Puts `<mark class="passage">` around the first occurrence of each text below the root, over white space, inline elements
 * and table cells. A text that is not there as a whole is looked for line by line. Gives the marks in the order of the
 * page, several for one text where it reaches over elements. Texts stay texts: nothing in them becomes markup.
 */
export function markTexts(root: HTMLElement, texts: readonly string[]): HTMLElement[] {
	const read = readText(root, '\n');
	const find = searchIn(read.text);
	const ranges = texts.flatMap((text) => {
		const whole = find(text);
		return whole === null ? text.split('\n').flatMap((line) => find(line) ?? []) : [whole];
	});
	return read.wrap(unite(ranges), () => element('mark', 'passage')).flat();
}

/** Takes the marks away again and leaves the text. */
export function removeMarks(marks: readonly HTMLElement[]): void {
	for (const mark of marks) {
		const parent = mark.parentNode;
		mark.replaceWith(...mark.childNodes);
		parent?.normalize();
	}
}

/** In order, those that overlap as one. */
function unite(ranges: readonly Range[]): Range[] {
	const united: Range[] = [];
	for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
		const last = united.at(-1);
		if (last === undefined || range.from > last.to) united.push({ ...range });
		else last.to = Math.max(last.to, range.to);
	}
	return united;
}
