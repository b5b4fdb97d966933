let observer: ResizeObserver | null = null;

/**
 * Gives the focus to tables and listings that are too wide for their place, as long as they are: they scroll by
 * themselves, and without the focus would not do so by the keys. Where Expressive Code came first, it has made each
 * listing a landmark without a name.
 */
export function keepScrollable(root: HTMLElement): void {
	observer ??= new ResizeObserver((entries) => {
		for (const { target } of entries) {
			if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
			else target.removeAttribute('tabindex');
			if (target.getAttribute('role') === 'region') target.removeAttribute('role');
		}
	});
	for (const element of root.querySelectorAll(':is(table, pre)')) observer.observe(element);
}
