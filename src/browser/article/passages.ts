import { button, element } from '../elements.ts';
import { markTexts, removeMarks } from '../marking.ts';

/** Marks what of the article was like the ticket, and offers to go to the first mark and to hide them. */
export function showPassages(body: HTMLElement, texts: readonly string[]): void {
	const marks = markTexts(body, texts);
	const [first] = marks;
	if (first === undefined) return;
	const bar = element('div', 'passage-bar');
	bar.setAttribute('role', 'group');
	bar.setAttribute('aria-label', 'What was like the ticket');
	bar.append(
		element('span', '', 'Marked: what is like the ticket'),
		button('quiet', 'Go to it', () => first.scrollIntoView({ block: 'center' })),
		button('quiet', 'Hide marks', () => {
			removeMarks(marks);
			bar.remove();
		}),
	);
	document.body.append(bar);
}
