import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { articleText } from '../setup/articles.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const body = `## Check

<Decide question="Whose lock is it?">
<Answer is="Nobody's">

Reload the page.

</Answer>
<Answer is="The requester's">

Ask when the tab was closed, and run:

\`\`\`sql
select silent
from locks
\`\`\`

<Decide question="How old is the lock">
<Answer is="Under 3 minutes">

Wait.

</Answer>
<Answer is="Over 3 minutes">

This issue. See the [workaround](#workaround):

1. Release it:

   \`\`\`http
   POST /release
   X-Ticket: 1
   \`\`\`
2. Tell them.

</Answer>
</Decide>

</Answer>
<Answer is="<img src=x onerror=document.title='owned'><script>document.title='owned'</script>">

[Somebody else's](#workaround)

</Answer>
</Decide>

## Workaround

Text.
`;

let site: RunningSite;
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];

beforeAll(async () => {
	const corpus = join(folder, 'corpus');
	await mkdir(corpus);
	await writeFile(join(corpus, 'a.mdx'), articleText({ id: 'KI-0001', title: 'Items stay <b>locked</b>', version: '1.2.0' }, body));
	site = await startSite({ SIGNPOST_CONTENT: corpus, SIGNPOST_HOME: join(folder, 'home'), SIGNPOST_MODEL_SOURCE: 'none' });
	browser = await launchBrowser();
	context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

async function openArticle(page?: Page): Promise<Page> {
	const opened = page ?? (await context.newPage());
	opened.on('pageerror', (error) => complaints.push(error.message));
	opened.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	await opened.goto(`${site.address}articles/ki-0001/`);
	await opened.locator('[data-live]').waitFor();
	return opened;
}

/** What of the tree a reader sees. */
async function seen(page: Page): Promise<string[]> {
	const text = await page
		.locator('.decide')
		.first()
		// biome-ignore lint/performance/useDomNodeTextContent: it would give what is hidden, too
		.evaluate((tree: HTMLElement) => tree.innerText);
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
const topOfWorkaround = (page: Page): Promise<number> =>
	page.locator('#workaround').evaluate((heading) => heading.getBoundingClientRect().top + window.scrollY);

describe('a decision tree', () => {
	test('is walked by keyboard alone, one step at a time, with the way so far', async () => {
		const page = await openArticle();
		expect(await seen(page)).not.toContain('Reload the page.');
		await page.getByRole('button', { name: "Nobody's" }).focus();
		await page.keyboard.press('ArrowDown');
		expect(await focused(page)).toBe("The requester's");
		await page.keyboard.press('Enter');
		expect(await focused(page)).toBe('How old is the lock');
		expect(await page.getByRole('list', { name: 'Your answers so far' }).textContent()).toBe("Whose lock is it? The requester's");
		await page.getByText('Ask when the tab was closed').waitFor();
		await page.keyboard.press('Escape');
		await page.keyboard.press('2');
		await page.getByText('This issue.').waitFor();
		expect(await page.getByText('Ask when the tab was closed').isVisible()).toBe(false);
		expect(await page.getByText('Wait.', { exact: true }).isVisible()).toBe(false);
		await page.keyboard.press('Backspace');
		expect(await focused(page)).toBe('How old is the lock');
		await page.keyboard.press('7');
		expect(await focused(page)).toBe('How old is the lock');
		await page.keyboard.press('ArrowUp');
		expect(await focused(page)).toBe('Over 3 minutes');
		await page.getByRole('button', { name: 'Whose lock is it?' }).press('Enter');
		expect(await focused(page)).toBe('Whose lock is it?');
		await page.close();
	});

	test('ends in a note for the ticket', async () => {
		const page = await openArticle();
		await page.getByRole('button', { name: "The requester's" }).click();
		expect(await page.getByRole('button', { name: 'Copy as ticket note' }).isVisible()).toBe(false);
		await page.keyboard.press('2');
		await page.getByRole('button', { name: 'Copy as ticket note' }).click();
		await page.getByText('Copied.').waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
			[
				'KI-0001 version 1.2.0: Items stay <b>locked</b>',
				'',
				"- Whose lock is it? The requester's",
				'- How old is the lock: Over 3 minutes',
				'',
				'This issue. See the workaround:',
				'1. Release it:',
				'   POST /release',
				'   X-Ticket: 1',
				'2. Tell them.',
			].join('\n'),
		);
		await page.getByRole('link', { name: 'workaround', exact: true }).click();
		expect(page.url()).toContain('#workaround');
		await page.getByRole('button', { name: 'Start over' }).click();
		expect(await focused(page)).toBe('Whose lock is it?');
		await page.close();
	});

	test('stays where it was over a reload, in this tab alone, and moves nothing when its script starts', async () => {
		const page = await openArticle();
		const start = await topOfWorkaround(page);
		await page.getByRole('button', { name: "The requester's" }).click();
		const before = await topOfWorkaround(page);
		const held = Promise.withResolvers<void>();
		await page.route('**/_astro/Decide*.js', async (route) => {
			await held.promise;
			await route.continue();
		});
		await page.reload({ waitUntil: 'commit' });
		await page.locator('[data-steps=starting]').waitFor();
		await page.locator('#workaround').waitFor();
		expect(await topOfWorkaround(page)).toBe(before);
		held.resolve();
		await page.locator('[data-live]').waitFor();
		expect(await topOfWorkaround(page)).toBe(before);
		expect(await seen(page)).toContain('How old is the lock');

		const other = await context.newPage();
		const heldAgain = Promise.withResolvers<void>();
		await other.route('**/_astro/Decide*.js', async (route) => {
			await heldAgain.promise;
			await route.continue();
		});
		await other.goto(`${site.address}articles/ki-0001/`, { waitUntil: 'commit' });
		await other.locator('[data-steps=starting]').waitFor();
		await other.locator('#workaround').waitFor();
		expect(await topOfWorkaround(other)).toBe(start);
		heldAgain.resolve();
		await other.locator('[data-live]').waitFor();
		expect(await topOfWorkaround(other)).toBe(start);
		expect(await seen(other)).not.toContain('How old is the lock');
		await Promise.all([page.close(), other.close()]);
	});

	test('is shown whole when asked, and reads as a list without scripts or where the script fails', async () => {
		const whole = [
			...[
				'Whose lock is it?',
				"Nobody's",
				'Reload the page.',
				"The requester's",
				'How old is the lock',
				'Under 3 minutes',
				'Wait.',
				'Over 3 minutes',
			],
		];
		const page = await openArticle();
		await page.getByRole('button', { name: 'Show the whole tree' }).click();
		expect(await seen(page)).toEqual(expect.arrayContaining(whole));
		expect(await page.locator('.decide-choice:visible').count()).toBe(0);
		await page.getByRole('button', { name: 'One step at a time' }).click();
		expect(await seen(page)).not.toContain('Wait.');
		await page.emulateMedia({ media: 'print' });
		expect(await seen(page)).toEqual(expect.arrayContaining(whole));
		await page.close();

		const plain = await browser.newPage({ javaScriptEnabled: false });
		await plain.goto(`${site.address}articles/ki-0001/`);
		expect(await seen(plain)).toEqual(expect.arrayContaining(whole));
		expect(await plain.locator('.decide button:visible').count()).toBe(0);
		expect(await plain.locator('.decide > ul > li > p > strong').count()).toBe(5);
		await plain.close();

		const broken = await context.newPage();
		await broken.clock.install();
		await broken.route('**/_astro/Decide*.js', (route) => route.abort());
		await broken.goto(`${site.address}articles/ki-0001/`);
		expect(await seen(broken)).not.toContain('Wait.');
		await broken.clock.runFor(6_000);
		expect(await seen(broken)).toEqual(expect.arrayContaining(whole));
		await broken.close();
	});

	test('is made walkable once, however often it is asked', async () => {
		const page = await openArticle();
		const address = await page.locator('script[src*="/_astro/Decide"]').getAttribute('src');
		// As text: what turns tests into modules would rewrite the import.
		await page.evaluate(`import(${JSON.stringify(`${address}?again`)})`);
		expect(await page.locator('.decide-choice').count()).toBe(5);
		await page.close();
	});

	test.each([
		['something else', '{"chosen":[1,9,"x"],"whole":0}', ["The requester's", 'Under 3 minutes']],
		['choices that lead nowhere any more', '{"chosen":[1,9,0],"whole":false,"height":300}', ['Under 3 minutes']],
	])('works in a tab whose storage is full and holds %s', async (_, kept, answers) => {
		const page = await context.newPage();
		await page.addInitScript((text) => {
			sessionStorage.setItem('signpost.decide.KI-0001@1.2.0.0', text);
			const store = Storage.prototype.setItem;
			// The shell's own script does not expect it.
			Storage.prototype.setItem = function (name, value) {
				if (name.startsWith('signpost.')) throw new DOMException('full', 'QuotaExceededError');
				store.call(this, name, value);
			};
		}, kept);
		await openArticle(page);
		for (const answer of answers) await page.getByRole('button', { name: answer }).click();
		await page.getByText('Wait.', { exact: true }).waitFor();
		await page.close();
	});

	test('nothing in it becomes markup', async () => {
		const page = await openArticle();
		await page.keyboard.press('Tab');
		await page.getByRole('button', { name: '<img src=x' }).click();
		await page.getByRole('link', { name: "Somebody else's" }).waitFor();
		await page.getByRole('button', { name: 'Copy as ticket note' }).click();
		expect(await page.locator('.decide img').count()).toBe(0);
		expect(await page.title()).not.toContain('owned');
		await page.close();
	});

	test.each(['light', 'dark'] as const)('has nothing that axe-core objects to, %s', async (colorScheme) => {
		const own = await browser.newContext({ colorScheme });
		const page = await own.newPage();
		await openArticle(page);
		const violations = async (): Promise<unknown[]> => {
			const found = await new AxeBuilder({ page }).include('.sl-markdown-content').analyze();
			return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
		};
		expect(await violations()).toEqual([]);
		await page.getByRole('button', { name: "The requester's" }).click();
		expect(await violations()).toEqual([]);
		await page.keyboard.press('2');
		expect(await violations()).toEqual([]);
		await page.getByRole('button', { name: 'Show the whole tree' }).click();
		expect(await violations()).toEqual([]);
		await own.close();
	});

	test('no page broke the Content-Security-Policy or threw', () => {
		expect(complaints).toEqual([]);
	});
});
