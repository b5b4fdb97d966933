import { isTyping } from '../typing.ts';

/**
 * The search box of every page, opened by its button, by `/` and by Ctrl+K. What it is made of is fetched when it is
 * first opened, or a moment before: when the pointer or the focus comes to its button.
 */
const button = document.querySelector<HTMLButtonElement>('[data-open-palette]');

const load = (): Promise<typeof import('./Palette.tsx')> => import('./Palette.tsx');

async function open(): Promise<void> {
	try {
		(await load()).openPalette();
	} catch {
		const { announce } = await import('../announce.ts');
		announce('The search box cannot be fetched. Load the page again; browsing still works.');
	}
}

if (button !== null) {
	button.disabled = false;
	button.addEventListener('click', () => void open());
	for (const event of ['pointerenter', 'focus'])
		button.addEventListener(
			event,
			() =>
				void load()
					.then(({ warmUp }) => warmUp())
					.catch(() => {}),
			{ once: true },
		);
}

addEventListener('keydown', (event) => {
	const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
	const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
	if (!isShortcut && !isSlash) return;
	event.preventDefault();
	void open();
});
