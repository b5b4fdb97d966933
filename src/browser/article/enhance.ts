import type { Values } from '../../knowledge/filling/fill-in.ts';
import { element } from '../elements.ts';
import { formatTime } from '../format-time.ts';
import type { LinkedArticle } from './about.ts';
import { openCodeBlocks } from './code-blocks.ts';
import { type Fields, onStartOver, openFields } from './fields.ts';
import { addNote } from './note.ts';
import { openReplies } from './replies.ts';
import { openSteps, type Steps } from './steps.ts';

/**
 * Makes an article's rendered body usable, wherever it stands: code is copied with its parameters filled in, replies for
 * their channel, steps are ticked, a note is made for the ticket. A second call for the same element does nothing.
 */
export function enhanceArticle(root: HTMLElement, given: LinkedArticle): void {
	if (root.dataset.enhanced !== undefined) return;
	root.dataset.enhanced = '';
	const about = { ...given, address: new URL(given.address, location.href).href };
	let fields: Fields | null = null;
	const values = (): Values => fields?.values() ?? new Map();
	const code = openCodeBlocks(root, values);
	const replies = openReplies(root, about, values, (names) => fields?.focus(names));
	const steps = openSteps(root, about);
	const places = [...code, ...replies].flatMap((text) => text.places);
	if (places.length > 0 || steps.count > 0) fields = openFields(root, about.id, places);
	fields?.watch((now) => {
		for (const text of [...code, ...replies]) text.show(now);
		for (const reply of replies) reply.showOpen(now);
	});
	const note = addNote(root, about, fields, steps);
	if (fields === null) return;
	onStartOver(fields, () => {
		steps.clear();
		note.clear();
	});
	showProgress(fields.element, steps);
}

/** Ticks outlive the ticket that they were made for, so their age stands beside them. */
function showProgress(block: HTMLElement, steps: Steps): void {
	const place = block.querySelector('.fields-note') ?? block.appendChild(element('span'));
	const note = place.textContent;
	const show = (): void => {
		const at = steps.at();
		const when = at === null ? '' : formatTime(at, new Date());
		place.textContent = at === null ? note : `${steps.done().length} of ${steps.count} steps ticked, last ${when}`;
	};
	steps.onChange(show);
	show();
}
