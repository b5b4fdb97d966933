import * as z from 'zod/mini';
import { stepSections } from '../../layouts/article-sections.ts';
import { element } from '../elements.ts';
import { inTab } from '../kept.ts';
import type { About } from './about.ts';

const keptSchema = z.object({ version: z.string(), done: z.array(z.string()), at: z.string() });

export interface Steps {
	count: number;
	/** What was done, in the order of the article: section, number and the text of the step as it is shown. */
	done(): { section: string; number: number; text: string }[];
	/** When the last step was ticked; null where none is. */
	at(): Date | null;
	clear(): void;
	onChange(listener: () => void): void;
}

interface Step {
	key: string;
	section: string;
	number: number;
	item: HTMLElement;
	box: HTMLInputElement;
}

/**
 * Gives each item of a top-level numbered list in a section of steps a checkbox. Ticks live in the tab, as what is
 * filled in does: they are of one ticket, and of this version of the article alone.
 */
export function openSteps(root: HTMLElement, { id, version }: About): Steps {
	const store = `steps.${id}`;
	const kept = inTab.read(store, keptSchema);
	const isCurrent = kept?.version === version;
	let at = isCurrent ? kept.at : '';
	const listeners: (() => void)[] = [];
	const steps = findSteps(root);
	const save = (): void => {
		at = new Date().toISOString();
		inTab.write(store, { version, done: steps.filter(({ box }) => box.checked).map(({ key }) => key), at });
		for (const listener of listeners) listener();
	};
	for (const { key, box, item } of steps) {
		box.checked = isCurrent && kept.done.includes(key);
		item.classList.toggle('done', box.checked);
		box.addEventListener('change', () => {
			item.classList.toggle('done', box.checked);
			save();
		});
	}
	const isAnyDone = (): boolean => steps.some(({ box }) => box.checked);
	return {
		count: steps.length,
		done: () => steps.filter(({ box }) => box.checked).map(({ section, number, item }) => ({ section, number, text: stepText(item) })),
		at: () => (isAnyDone() && !Number.isNaN(Date.parse(at)) ? new Date(at) : null),
		clear: () => {
			for (const { box, item } of steps) {
				box.checked = false;
				item.classList.remove('done');
			}
			inTab.remove(store);
			for (const listener of listeners) listener();
		},
		onChange: (listener) => void listeners.push(listener),
	};
}

function findSteps(root: HTMLElement): Step[] {
	const steps: Step[] = [];
	for (const heading of root.querySelectorAll<HTMLElement>('h2')) {
		const section = (heading.textContent ?? '').trim();
		const name = section.toLowerCase().replace(/\s+/g, '-');
		if (!stepSections.includes(name)) continue;
		let number = 0;
		for (let next = heading.nextElementSibling; next !== null && !next.matches('h1, h2'); next = next.nextElementSibling) {
			if (!next.matches('ol')) continue;
			for (const item of next.querySelectorAll<HTMLElement>(':scope > li')) {
				number++;
				const box = element('input', 'step');
				box.type = 'checkbox';
				box.dataset.tool = '';
				box.setAttribute('aria-label', `${section}, step ${number} done`);
				item.classList.add('has-step');
				item.prepend(box);
				steps.push({ key: `${name}/${number}`, section, number, item, box });
			}
		}
	}
	return steps;
}

/** The words of a step without its code, on one line. */
function stepText(item: HTMLElement): string {
	const copy = item.cloneNode(true);
	if (!(copy instanceof HTMLElement)) return '';
	for (const part of copy.querySelectorAll('.expressive-code, pre, table, [data-tool]')) part.remove();
	return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
