import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { searchFor } from '../setup/search-box.ts';
import { visitSite } from '../setup/visited-site.ts';

/** One line a page kind, or a state that a page can be brought into. */
const pages: { name: string; path: string; prepare?: (page: Page) => Promise<unknown> }[] = [
	{ name: 'home', path: '' },
	{ name: 'match', path: 'match/' },
	{ name: 'match, answered', path: 'match/', prepare: answerTicket },
	{ name: 'list of known issues', path: 'browse/known-issue/' },
	{ name: 'list of procedures', path: 'browse/sop/' },
	{ name: 'list of escalations', path: 'browse/escalation/' },
	{ name: 'systems', path: 'systems/' },
	{ name: 'one system', path: 'systems/review-queue/' },
	{ name: 'known issue', path: 'articles/ki-0001/' },
	{ name: 'procedure', path: 'articles/sop-0001/' },
	{ name: 'escalation', path: 'articles/esc-media/' },
	{ name: 'edition told, no connection', path: 'articles/ki-0001/', prepare: loseConnection },
	{ name: 'no such page', path: 'articles/nothing/' },
	{ name: 'not in the copy', path: 'offline/' },
	{ name: 'board', path: 'known-issues/' },
	{ name: 'what changed', path: 'changes/' },
	{ name: 'teams', path: 'escalation/' },
	{
		name: 'due for a check, now and later',
		path: 'due/',
		prepare: (page) => page.locator('[data-due-list]').evaluate((list) => list.classList.add('all')),
	},
	{ name: 'training', path: 'training/' },
	{ name: 'training path', path: 'training/first-week/' },
	{
		name: 'training module',
		path: 'training/first-week/02-one-known-issue/',
		prepare: (page) => page.locator('[data-module][data-ready]').waitFor(),
	},
	{
		name: 'training module with exercises',
		path: 'training/troubleshooting/01-read-before-you-touch/',
		prepare: (page) => page.locator('[data-module][data-ready]').waitFor(),
	},
	{ name: 'nothing to repeat', path: 'training/repeat/', prepare: (page) => page.locator('[data-repeat] h2').waitFor() },
	{ name: 'question that comes again', path: 'training/repeat/', prepare: missQuestion },
	{ name: 'practice desk', path: 'training/practice/', prepare: (page) => page.locator('.practice-answer').waitFor() },
	{ name: 'for trainers', path: 'training/trainer/', prepare: (page) => page.locator('[data-trainer][data-ready]').waitFor() },
	{ name: 'certificate, not earned yet', path: 'training/first-week/certificate/' },
	{ name: 'no known workaround', path: 'match/', prepare: (page) => answerTicket(page, 'how do I bake sourdough bread at home?') },
	{ name: 'search box, found', path: 'articles/ki-0001/', prepare: (page) => search(page, 'padlock') },
	{ name: 'search box, nothing found', path: 'articles/ki-0001/', prepare: (page) => search(page, 'zxqv') },
	{ name: 'search box, ticket answered', path: 'articles/ki-0001/', prepare: matchInBox },
	{ name: 'flag on a section', path: 'articles/ki-0001/', prepare: openFlag },
];

/** Colours do not depend on the width: the narrow window is looked at in one theme. */
const looks = [
	{ width: 1280, themes: ['light', 'dark'] },
	{ width: 360, themes: ['light'] },
] as const;

const visited = visitSite();

async function answerTicket(
	page: Page,
	ticket = 'chrome crashed in the middle of my review and now the item says it is locked by me',
): Promise<void> {
	await page.getByLabel('Ticket', { exact: true }).fill(ticket);
	await page.keyboard.press('Control+Enter');
	await page.locator('[data-answer] .verdict').waitFor();
}

async function search(page: Page, text: string): Promise<void> {
	await page.locator('[data-open-palette]:enabled').waitFor();
	await page.keyboard.press('Control+k');
	await searchFor(page, text);
}

async function matchInBox(page: Page): Promise<void> {
	await search(page, 'chrome crashed in the middle of my review and now the item says it is locked by me');
	await page.keyboard.press('Enter');
	await page.locator('dialog .in-place h2').first().waitFor();
}

async function openFlag(page: Page): Promise<void> {
	await page.getByRole('button', { name: /flag/i }).first().click();
	await page.locator('dialog[open]').waitFor();
}

/** Has a question with code in it been missed long ago. */
async function missQuestion(page: Page): Promise<void> {
	await page.locator('[data-repeat] h2').waitFor();
	await page.evaluate(
		() =>
			new Promise<void>((written, failed) => {
				const of = { path: 'TP-troubleshooting', module: 'TM-0201', version: '1.0.0', question: 'replica-lag', about: '' };
				const missed = { ...of, id: 'a', at: 0, kind: 'answer', attempt: 'b', right: false, ms: 1 };
				const opening = indexedDB.open('signpost-training');
				opening.onsuccess = () => {
					const writing = opening.result.transaction('events', 'readwrite');
					writing.objectStore('events').put(missed);
					writing.oncomplete = () => written();
					writing.onerror = failed;
				};
				opening.onerror = failed;
			}),
	);
	await page.reload();
	await page.locator('.question[data-live]').waitFor();
}

async function loseConnection(page: Page): Promise<void> {
	await page.locator('.site-status summary', { hasText: 'Edition of' }).click();
	await page.context().setOffline(true);
	await page.locator('.site-notice:not([hidden])').waitFor();
}

/** What axe finds, with the element and the reason. */
async function findViolations(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all }) => `${id}: ${html} ${(any[0] ?? all[0])?.message ?? ''}`));
}

/** What one presses or fills in in an open dialog and that lies beside it, where it cannot be scrolled to. */
function findCutOff(page: Page): Promise<string[]> {
	return page
		.locator('dialog[open]')
		.evaluateAll((dialogs) =>
			dialogs.flatMap((dialog) =>
				[...dialog.querySelectorAll(':scope :is(button, input, select, textarea):not(.palette-results *)')]
					.filter((part) => part.getBoundingClientRect().right > dialog.getBoundingClientRect().right + 0.5)
					.map(({ outerHTML }) => outerHTML.slice(0, 80)),
			),
		);
}

describe('axe finds no violation, and nothing lies beside the window', () => {
	test.each(pages)('$name', async ({ path, prepare }) => {
		const context = await visited.browser.newContext({ colorScheme: 'light', serviceWorkers: 'block', reducedMotion: 'reduce' });
		const page = await context.newPage();
		await page.goto(visited.served.address + path);
		await prepare?.(page);
		// Colours that fade from theme to theme would be judged halfway.
		await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important; animation-duration: 0s !important }' });
		for (const { width, themes } of looks) {
			await page.setViewportSize({ width, height: 800 });
			for (const theme of themes) {
				await page.evaluate((name) => {
					document.documentElement.dataset.theme = name;
				}, theme);
				// What scrolls gets the focus a moment after it has become too wide.
				await expect.poll(() => findViolations(page), { message: `${theme}, ${width} pixels`, timeout: 30_000 }).toEqual([]);
			}
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
			expect(await findCutOff(page), `cut off at ${width} pixels`).toEqual([]);
		}
		await context.close();
	});
});

test('a page whose scripts come late makes no landmarks of its listings', async () => {
	const context = await visited.browser.newContext({ serviceWorkers: 'block', viewport: { width: 360, height: 800 } });
	const page = await context.newPage();
	let release = (): void => {};
	const late = new Promise<void>((come) => {
		release = come;
	});
	await page.route(/\/Page\.astro/, async (route) => {
		await late;
		await route.continue();
	});
	await page.goto(`${visited.served.address}articles/sop-0001/`, { waitUntil: 'commit' });
	const landmarks = page.locator('main pre[role]');
	await landmarks.first().waitFor();
	release();
	await expect.poll(() => landmarks.count()).toBe(0);
	expect(await page.locator('main pre[tabindex]').count()).toBeGreaterThan(0);
	await context.close();
});
