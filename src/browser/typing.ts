/** Whether what is pressed there is typed into a field, so that it is no key of the page. */
export function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
