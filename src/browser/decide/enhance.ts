// First, for it must come before the first schema.
import '../without-eval.ts';
import * as z from 'zod/mini';
import type { About } from '../article/about.ts';
import { copyText } from '../copy.ts';
import { button, element } from '../elements.ts';
import { inTab } from '../kept.ts';
import { isTyping } from '../typing.ts';
import { plainText } from './plain-text.ts';
import { type Branch, type Leaf, readBranch } from './tree.ts';
import { keptName, stepsOf, ticketNote } from './walk.ts';

/** How far a reader is. */
const walkSchema = z.object({
	/** Positions of the answers chosen so far, from 0. */
	chosen: z.array(z.number()),
	/** Whether the whole tree is shown as a list. */
	whole: z.boolean(),
	/** Height of the tree as it stood, in pixels: reserved at the next load before any script runs. */
	height: z.number(),
});

/**
 * Makes the decision trees below `root`, the page or the body of an article, walkable one step at a time. What has been
 * made so already is left alone. A tree that cannot be read stays a list.
 */
export function enhanceDecisions(root: HTMLElement, about: About): void {
	const trees = [...root.querySelectorAll<HTMLElement>('[data-decide]')].filter(
		(tree) => tree.parentElement?.closest('[data-decide]') === null,
	);
	for (const [position, tree] of trees.entries()) {
		if (tree.dataset.live !== undefined) continue;
		tree.dataset.live = '';
		try {
			startWalk(tree, about, keptName(about, position));
		} catch {
			delete tree.dataset.steps;
		}
		tree.style.height = '';
	}
}

function startWalk(tree: HTMLElement, about: About, name: string): void {
	const root = readBranch(tree);
	const kept = inTab.read(name, walkSchema);
	// The article may have lost an answer without a new version: what leads nowhere any more is forgotten.
	let chosen = (kept?.chosen ?? []).slice(0, stepsOf(root, kept?.chosen ?? []).length);
	let whole = kept?.whole ?? false;

	/** Shows where the reader is; the focus goes to what is new, so that a screen reader hears it. */
	const show = (focused: boolean): void => {
		const { branch, last } = markWay(root, chosen, whole);
		tree.toggleAttribute('data-steps', !whole);
		showPath(tree, root, whole ? [] : chosen, goTo);
		const isUnderWay = !whole && chosen.length > 0;
		showTools(tree, { copy: isUnderWay && branch === null, back: isUnderWay, restart: isUnderWay, whole });
		const target = branch?.heading ?? last?.content;
		if (focused && target !== undefined) target.focus();
		inTab.write(name, { chosen, whole, height: tree.getBoundingClientRect().height });
	};
	const goTo = (way: readonly number[]): void => {
		chosen = [...way];
		show(true);
	};

	prepare(root, (way) => goTo(way));
	tree.addEventListener('click', ({ target }) => {
		const action = target instanceof Element ? target.closest<HTMLElement>('.decide-tools [data-do]')?.dataset.do : undefined;
		if (action === 'back') goTo(chosen.slice(0, -1));
		else if (action === 'restart') goTo([]);
		else if (action === 'whole') {
			whole = !whole;
			show(false);
		} else if (action === 'copy') {
			const { last } = markWay(root, chosen, whole);
			if (last !== null) void copyText(ticketNote(about, stepsOf(root, chosen), plainText(last.content)));
		}
	});
	tree.addEventListener('keydown', (event) => {
		if (whole || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target))
			return;
		const { branch } = markWay(root, chosen, whole);
		const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
		if (number > 0 && branch?.answers[number - 1] !== undefined) goTo([...chosen, number - 1]);
		else if (event.key === 'Backspace' && chosen.length > 0) goTo(chosen.slice(0, -1));
		else if (branch === null || !moveAmong(branch, event)) return;
		event.preventDefault();
	});
	show(false);
}

/** Gives every question a place for the focus and every answer its button. */
function prepare(branch: Branch, choose: (way: number[]) => void, way: readonly number[] = []): void {
	branch.heading.tabIndex = -1;
	for (const [position, leaf] of branch.answers.entries()) {
		const own = [...way, position];
		leaf.label.append(button('decide-choice', leaf.is, () => choose(own)));
		leaf.content.tabIndex = -1;
		if (leaf.next === null) {
			leaf.content.setAttribute('role', 'group');
			leaf.content.setAttribute('aria-label', leaf.is);
		} else prepare(leaf.next, choose, own);
	}
}

/** Marks in the page which answers are chosen and which questions are behind. Gives the open question, null at the end, and the last answer. */
function markWay(root: Branch, chosen: readonly number[], whole: boolean): { branch: Branch | null; last: Leaf | null } {
	const clear = (branch: Branch): void => {
		delete branch.element.dataset.passed;
		for (const { item, label, next } of branch.answers) {
			delete item.dataset.chosen;
			label.querySelector('strong')?.toggleAttribute('hidden', !whole);
			label.querySelector('button')?.toggleAttribute('hidden', whole);
			if (next !== null) clear(next);
		}
	};
	clear(root);
	let branch: Branch | null = root;
	let last: Leaf | null = null;
	for (const position of chosen) {
		const leaf: Leaf | undefined = branch?.answers[position];
		if (branch === null || leaf === undefined) break;
		branch.element.dataset.passed = '';
		leaf.item.dataset.chosen = '';
		last = leaf;
		branch = leaf.next;
	}
	return { branch, last };
}

/** The answers so far, each a way back to its question. */
function showPath(tree: HTMLElement, root: Branch, chosen: readonly number[], goTo: (way: readonly number[]) => void): void {
	const place = tree.querySelector<HTMLElement>(':scope > .decide-path');
	const list = element('ol');
	list.setAttribute('aria-label', 'Your answers so far');
	for (const [position, { question, answer }] of stepsOf(root, chosen).entries()) {
		const item = element('li');
		const back = button('', `${question} `, () => goTo(chosen.slice(0, position)));
		back.title = 'Answer this question anew';
		back.append(element('strong', '', answer));
		item.append(back);
		list.append(item);
	}
	place?.replaceChildren(...(chosen.length > 0 ? [list] : []));
}

function showTools(tree: HTMLElement, shown: { copy: boolean; back: boolean; restart: boolean; whole: boolean }): void {
	for (const tool of tree.querySelectorAll<HTMLElement>(':scope > .decide-tools [data-do]')) {
		const action = tool.dataset.do;
		if (action === 'whole') tool.textContent = shown.whole ? 'One step at a time' : 'Show the whole tree';
		else if (action === 'copy' || action === 'back' || action === 'restart') tool.hidden = !shown[action];
	}
}

/** Moves the focus from the question or an answer to the answer beside it. Gives whether the key was one for that. */
function moveAmong(branch: Branch, event: KeyboardEvent): boolean {
	const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
	const buttons = branch.answers.flatMap(({ label }) => label.querySelector('button') ?? []);
	const at = event.target instanceof HTMLButtonElement ? buttons.indexOf(event.target) : -1;
	if (by === undefined || (at === -1 && event.target !== branch.heading)) return false;
	const from = at === -1 && by === -1 ? 0 : at;
	buttons[(from + by + buttons.length) % buttons.length]?.focus();
	return true;
}
