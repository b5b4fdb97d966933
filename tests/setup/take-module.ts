import type { Page } from 'playwright-core';

/** A question with its key, as the page's source has it. */
interface Keyed {
	id: string;
	ask: string;
	/** Texts of the parts in the source's order, and what each has of the key. */
	parts: { text: string; key: string }[];
}

/** Reads the key of every question from the source of the module that is open: it is training, and no secret. */
export async function readKeys(page: Page): Promise<Keyed[]> {
	return page.evaluate(async () => {
		const source = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
		const squeeze = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
		return [...source.querySelectorAll<HTMLElement>('[data-question]')].map((section) => ({
			id: section.dataset.question ?? '',
			ask: section.dataset.ask ?? '',
			parts: [...section.querySelectorAll<HTMLElement>('[data-choice], [data-step], [data-pair], [data-blank]')].map((part) => ({
				text: squeeze(part.textContent),
				key: part.dataset.choice ?? part.dataset.pair ?? part.dataset.accepts?.split(' | ')[0] ?? '',
			})),
		}));
	});
}

/** Presses Tab until the element with the focus fits; throws where none does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
	for (let pressed = 0; pressed < 400; pressed++) {
		if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`no Tab leads to ${selector}`);
}

/** Answers a question of the open module by keyboard alone, rightly or (choices only) wrongly. */
export async function answerByKeyboard(page: Page, { id, ask, parts }: Keyed, rightly = true): Promise<void> {
	const own = `#question-${id}`;
	const wanted = (key: string): boolean => (key === 'right') === rightly;
	switch (ask) {
		case 'single': {
			await tabTo(page, `${own} input`);
			await page.keyboard.press('Space');
			for (let step = parts.findIndex(({ key }) => wanted(key)); step > 0; step--) await page.keyboard.press('ArrowDown');
			break;
		}
		case 'multiple':
			for (const [at, { key }] of parts.entries()) {
				await tabTo(page, `${own} label:nth-of-type(${at + 1}) input`);
				if (wanted(key)) await page.keyboard.press('Space');
			}
			break;
		case 'order':
			await orderByKeyboard(
				page,
				own,
				parts.map(({ text }) => text),
			);
			break;
		case 'match':
			for (const [at, { key }] of parts.entries()) {
				await tabTo(page, `${own} li:nth-child(${at + 1}) select`);
				await page.keyboard.type(key);
			}
			break;
		case 'fill':
			for (const [at, { key }] of parts.entries()) {
				await tabTo(page, `${own} .blanks label:nth-child(${at + 1}) input`);
				await page.keyboard.type(key);
			}
			break;
		default:
			throw new Error(`${id}: nobody here knows how to answer "${ask}"`);
	}
	await tabTo(page, `${own} .question-tools button.primary`);
	await page.keyboard.press('Enter');
	await page.locator(`${own}[data-judged]`).waitFor();
}

/** Brings each step up to its place, the first one first. */
async function orderByKeyboard(page: Page, own: string, texts: readonly string[]): Promise<void> {
	const shown = (): Promise<string[]> =>
		page
			.locator(`${own} .order-steps > li > div`)
			.evaluateAll((steps) => steps.map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim()));
	for (const [place, text] of texts.entries()) {
		for (let at = (await shown()).indexOf(text); at > place; at--) {
			await page.locator(`${own} .order-steps > li:nth-child(${at + 1}) button[aria-label^="Earlier"]`).focus();
			await page.keyboard.press('Enter');
		}
	}
}
