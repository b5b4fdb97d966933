import type { Question } from './walk.ts';

/** A question as it stands in the page. */
export interface Branch extends Question {
	element: HTMLElement;
	heading: HTMLElement;
	answers: Leaf[];
}

/** An answer as it stands in the page. */
export interface Leaf {
	is: string;
	next: Branch | null;
	item: HTMLElement;
	label: HTMLElement;
	content: HTMLElement;
}

/** Reads the tree that `Decide.astro` and `Answer.astro` have written. Throws where a part of it is missing. */
export function readBranch(element: HTMLElement): Branch {
	const heading = childOf(element, '.decide-question');
	const items = [...childOf(element, '.decide-answers').children].filter((item) => item instanceof HTMLElement);
	return { element, heading, question: textOf(heading), answers: items.map(readLeaf) };
}

function readLeaf(item: HTMLElement): Leaf {
	const label = childOf(item, '.decide-label');
	const content = childOf(item, '.decide-content');
	const nested = content.querySelector<HTMLElement>(':scope > [data-decide]');
	return { is: textOf(label), next: nested === null ? null : readBranch(nested), item, label, content };
}

function childOf(element: HTMLElement, selector: string): HTMLElement {
	const child = element.querySelector<HTMLElement>(`:scope > ${selector}`);
	if (child === null) throw new Error(`a decision tree has no ${selector}`);
	return child;
}

function textOf(element: HTMLElement): string {
	return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
