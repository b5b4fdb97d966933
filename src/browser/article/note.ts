import { copyText } from '../copy.ts';
import { button, element } from '../elements.ts';
import type { LinkedArticle } from './about.ts';
import type { Fields } from './fields.ts';
import { composeNote, type Result, results } from './note-text.ts';
import type { Steps } from './steps.ts';

/** The block that copies a note for the ticket, at the place that the page keeps for it or at the end. Gives what forgets the result. */
export function addNote(root: HTMLElement, about: LinkedArticle, fields: Fields | null, steps: Steps): { clear(): void } {
	const block = root.querySelector<HTMLElement>('[data-note]') ?? root.appendChild(element('section'));
	block.className = 'ticket-note not-content';
	block.dataset.note = '';
	const choice = element('fieldset');
	choice.append(element('legend', '', 'Ticket note'));
	const group = `result-${about.id}`;
	for (const [result, name] of Object.entries(results)) {
		const label = element('label');
		const radio = element('input');
		Object.assign(radio, { type: 'radio', name: group, value: result });
		label.append(radio, name);
		choice.append(label);
	}
	const copy = button('primary', 'Copy ticket note', () => {
		const chosen = choice.querySelector<HTMLInputElement>('input:checked')?.value;
		const result = Object.keys(results).find((name): name is Result => name === chosen) ?? null;
		void copyText(composeNote({ about, result, steps: { count: steps.count, done: steps.done() }, values: fields?.values() ?? new Map() }));
	});
	block.replaceChildren(choice, copy, element('span', 'hint', 'Article, version, steps done, values and result.'));
	return {
		clear: () => {
			for (const radio of choice.querySelectorAll('input')) radio.checked = false;
		},
	};
}
