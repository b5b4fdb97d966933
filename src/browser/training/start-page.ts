import { element } from '../elements.ts';

/** Starts what a page does in the place that it has for it, if it has one; what goes wrong is said there. */
export function startPage(selector: string, start: (place: HTMLElement) => Promise<void>): void {
	const place = document.querySelector<HTMLElement>(selector);
	if (place === null) return;
	start(place).catch((error: unknown) => {
		place.append(element('p', 'problem', error instanceof Error ? error.message : String(error)));
	});
}
