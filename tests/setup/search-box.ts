import type { Page } from 'playwright-core';

/** Puts words into the open search box and waits until all have answered; gives the ids of what is found, the first one first. */
export async function searchFor(page: Page, words: string): Promise<string[]> {
	await page.locator('dialog.palette textarea').fill(words);
	await page.waitForFunction(
		(wanted) => document.querySelector<HTMLElement>('dialog.palette [role=listbox]')?.dataset.foundFor === wanted,
		words,
	);
	return page.locator('dialog.palette [role=option]').evaluateAll((options) => options.map(({ id }) => id.replace('hit-', '')));
}
