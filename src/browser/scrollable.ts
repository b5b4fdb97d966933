// A table or a listing too wide for the window scrolls by itself; without the focus, it would not scroll by the keys.
// Listings are done here before Expressive Code does, which would make each a landmark without a name.
const observer = new ResizeObserver((entries) => {
	for (const { target } of entries) {
		if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
		else target.removeAttribute('tabindex');
	}
});
for (const element of document.querySelectorAll('main :is(table, pre)')) observer.observe(element);
