import type { Page } from 'playwright-core';

/** What has moved in a page without the reader's doing. */
export interface Shifts {
	/** Cumulative layout shift, from the first paint on. */
	sum: number;
	/** Beginning of the HTML of all that has moved. */
	moved: string[];
}

/** From the next page on, keeps what moves. */
export async function watchShifts(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const shifts: Shifts = { sum: 0, moved: [] };
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as (PerformanceEntry & {
				value: number;
				hadRecentInput: boolean;
				sources: { node: Node | null }[];
			})[]) {
				if (entry.hadRecentInput) continue;
				shifts.sum += entry.value;
				shifts.moved.push(
					...entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML : (node?.textContent ?? '')).slice(0, 80)),
				);
			}
		}).observe({ type: 'layout-shift', buffered: true });
		Object.assign(window, { shifts });
	});
}

/** What has moved in this page until now. */
export function readShifts(page: Page): Promise<Shifts> {
	return page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
}
