import { button } from '../elements.ts';

/** The article of the page, as far as a flag says it. */
export interface FlaggedArticle {
	id: string;
	version: string;
	/** The team's template for a prefilled issue; empty where it has none. */
	issue: string;
}

/** Puts a button behind every heading of a section, which opens the dialog of the flag. */
export function addFlags(body: HTMLElement, article: FlaggedArticle): void {
	for (const heading of body.querySelectorAll<HTMLElement>('h2[id], h3[id]')) {
		const section = (heading.textContent ?? '').trim();
		const flag = button('flag', '⚑', async () => {
			const { openFlagDialog } = await import('./dialog.ts');
			openFlagDialog(article, { anchor: heading.id, heading: section });
		});
		flag.title = 'Flag this section';
		flag.setAttribute('aria-label', `Flag the section ${section}`);
		flag.dataset.tool = '';
		heading.after(flag);
	}
}
