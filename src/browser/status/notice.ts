import { button, element } from '../elements.ts';

/** A line at the foot of the window, above all else on the page and moving nothing of it. */
export interface Notice {
	text: string;
	actions: { label: string; run: () => void }[];
}

let bar: HTMLElement | null = null;

/** Shows a notice in place of the one before; null shows none. */
export function showNotice(notice: Notice | null): void {
	if (notice === null) {
		if (bar !== null) bar.hidden = true;
		return;
	}
	bar ??= makeBar();
	bar.hidden = false;
	const text = element('p', '', notice.text);
	const labels = notice.actions.map(({ label }) => label).join('\n');
	// Only the age has changed: who is on a button stays there.
	if (bar.dataset.actions === labels) {
		bar.querySelector('p')?.replaceWith(text);
		return;
	}
	bar.dataset.actions = labels;
	bar.replaceChildren(text, ...notice.actions.map(({ label, run }) => button('', label, run)));
}

function makeBar(): HTMLElement {
	const made = element('section', 'site-notice not-content');
	made.setAttribute('aria-label', 'About this edition');
	document.body.append(made);
	return made;
}
