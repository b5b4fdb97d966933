let region: HTMLElement | null = null;

/** Tells a short sentence to a screen reader, and shows it for a moment at the edge of the page. */
export function announce(sentence: string): void {
	if (region === null) {
		region = document.createElement('p');
		region.className = 'announcement';
		region.setAttribute('role', 'status');
		document.body.append(region);
	}
	// A dialog lies above all else on the page.
	(document.querySelector('dialog[open]') ?? document.body).append(region);
	region.textContent = '';
	// A region that has just been put in the page is not yet listened to.
	requestAnimationFrame(() => {
		if (region === null) return;
		region.textContent = sentence;
		region.getAnimations().forEach((animation) => {
			animation.cancel();
			animation.play();
		});
	});
}
