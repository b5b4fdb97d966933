const list = document.querySelector<HTMLElement>('[data-due-list]');
const button = document.querySelector<HTMLButtonElement>('[data-due-all]');
const nothing = document.querySelector<HTMLElement>('[data-due-none]');

if (list !== null && button !== null && nothing !== null) {
	const later = list.querySelectorAll('tr[data-later]').length;
	const show = (all: boolean): void => {
		list.classList.toggle('all', all);
		button.setAttribute('aria-pressed', String(all));
	};
	button.textContent = `Show what is due later (${later})`;
	button.hidden = later === 0;
	nothing.hidden = list.querySelector('section:not([data-later])') !== null;
	button.addEventListener('click', () => show(!list.classList.contains('all')));
}
