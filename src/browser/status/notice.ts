/** A line at the foot of the window, above all else on the page and moving nothing of it. */
export interface Notice {
	text: string;
	actions: { label: string; run: () => void }[];
}

let bar: HTMLElement | null = null;
let spoken: HTMLElement | null = null;

/** Shows a notice in place of the one before; null shows none. */
export function showNotice(notice: Notice | null): void {
	if (notice === null) {
		if (bar !== null) bar.hidden = true;
		return;
	}
	bar ??= addToPage('section', { class: 'site-notice not-content', 'aria-label': 'About this edition', 'data-pagefind-ignore': '' });
	bar.hidden = false;
	const text = document.createElement('p');
	text.textContent = notice.text;
	const labels = notice.actions.map(({ label }) => label).join('\n');
	// Only the age has changed: who is on a button stays there.
	if (bar.dataset.actions === labels) {
		bar.querySelector('p')?.replaceWith(text);
		return;
	}
	bar.dataset.actions = labels;
	bar.replaceChildren(text, ...notice.actions.map(makeButton));
}

/** Tells a sentence to a screen reader alone. */
export function speak(sentence: string): void {
	if (spoken === null) {
		spoken = addToPage('p', { class: 'sr-only', role: 'status', 'data-pagefind-ignore': '' });
		const region = spoken;
		// A region that has just been put in the page is not yet listened to.
		requestAnimationFrame(() => {
			region.textContent = sentence;
		});
	} else spoken.textContent = sentence;
}

export function makeButton({ label, run }: Notice['actions'][number]): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = label;
	button.addEventListener('click', run);
	return button;
}

function addToPage(name: string, attributes: Record<string, string>): HTMLElement {
	const made = document.createElement(name);
	for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
	document.body.append(made);
	return made;
}
