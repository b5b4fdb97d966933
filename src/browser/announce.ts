import { element } from './elements.ts';

let region: HTMLElement | null = null;

/** Tells a short sentence to a screen reader, and shows it for a moment at the edge of the page. */
export function announce(sentence: string): void {
	tell(sentence, 'announcement');
}

/** Tells a screen reader what the others see. */
export function announceUnseen(sentence: string): void {
	tell(sentence, 'announcement sr-only');
}

function tell(sentence: string, look: string): void {
	if (region === null) {
		region = element('p');
		region.setAttribute('role', 'status');
		document.body.append(region);
	}
	// What lies below an open dialog is not read out.
	const place = document.querySelector('dialog[open]') ?? document.body;
	if (region.parentElement !== place) place.append(region);
	region.className = look;
	region.textContent = '';
	// A region that has just been put in the page is not yet listened to, and the same sentence again is no change.
	const spoken = region;
	requestAnimationFrame(() => {
		spoken.textContent = sentence;
		for (const animation of spoken.getAnimations()) {
			animation.cancel();
			animation.play();
		}
	});
}
