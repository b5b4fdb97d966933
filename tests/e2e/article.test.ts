import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { enhanceArticle } from '../../src/browser/article/enhance.ts';
import type { markTexts } from '../../src/browser/marking.ts';
import { feedbackFile } from '../../src/desk/feedback-store.node.ts';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { articleRoute } from '../../src/knowledge/links.ts';
import { siteFolder } from '../../src/knowledge/working-files.node.ts';
import { launchBrowser } from '../setup/browser.ts';
import { builtSite } from '../setup/built-site.ts';
import { readShifts, watchShifts } from '../setup/layout-shift.ts';
import { bundleForPage, serveModule } from '../setup/page-module.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const corpus = join(folder, 'corpus');
const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

const fields = `version: 2.0.0
systems: [Queue]
owner: Tools desk
escalation: ESC-queue
cause: "A tab that died keeps its lease. ${hostile.replaceAll('"', '\\"')}"
verification: {by: Shift lead, on: 2026-10-01, every: 30}`;

const body = `## Symptoms

The item **stays locked** after a crash.

| Answer | Meaning |
| --- | --- |
| No row | The lease is gone |

## Check

\`\`\`sql
select lease_id,
\tnow()::date as day
from leases

where item_id = :item_id and owner = :owner;
\`\`\`

## Workaround

1. Wait five minutes.
2. Release the lease:

   \`\`\`http
   POST https://ops.example/leases/:lease_id/release
   X-Ticket: :ticket_id

   {"owner": ":owner"}
   \`\`\`

3. Ask for a **reload**.

## Verify

1. Run the check again.

## Reply

<Reply channel="chat">

Hi [name], the item is free again:

- open [the list](https://queue.example/list)
- tell us under [ticket]

</Reply>
`;

const articles: Record<string, string> = {
	'KI-1': `kind: known-issue\ntitle: ${JSON.stringify(`Queue: item locked ${hostile}`)}\nstate: validated\nseverity: 2\nfix: {state: planned, tracker: ENG-1}\n${fields}`,
	'KI-2': `kind: known-issue\ntitle: Queue counts wrong\nstate: validated\nfix: {state: fixed, release: "4.2", tracker: ENG-2}\n${fields}`,
	'KI-3': `kind: known-issue\ntitle: Queue slow\nversion: 0.1.0\nstate: work-in-progress`,
	'KI-4': `kind: known-issue\ntitle: Queue colours\nversion: 0.1.0\nstate: archived`,
	'ESC-queue': `kind: escalation\ntitle: Whom to page\nversion: 1.0.0\nstate: not-validated\nteam: Queue team\nfallback: true\ntiers: [{tier: 1, contact: "#queue", responds: 15, when: always}]`,
};

let site: RunningSite;
let plain: StaticSite;
let browser: Browser;
let context: BrowserContext;
let underTest: string;
const complaints: string[] = [];

async function openPage(address: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
	const page = await context.newPage();
	page.on('pageerror', (error) => complaints.push(`${address}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error' && !message.text().includes('Failed to load resource')) complaints.push(`${address}: ${message.text()}`);
	});
	await prepare?.(page);
	await page.goto(address);
	await page.locator('.ticket-note button').waitFor();
	return page;
}
const openArticle = (id = 'ki-1', prepare?: (page: Page) => Promise<unknown>) => openPage(`${site.address}articles/${id}/`, prepare);

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
async function copyWith(page: Page, name: string, position = 0): Promise<string> {
	await page.evaluate(() => navigator.clipboard.writeText(''));
	await page.getByRole('button', { name }).nth(position).click();
	await expect.poll(() => clipboard(page)).not.toBe('');
	return (await clipboard(page)).replaceAll('\r\n', '\n');
}

beforeAll(async () => {
	await mkdir(corpus);
	for (const [id, front] of Object.entries(articles)) {
		await writeFile(join(corpus, `${id}.mdx`), `---\nid: ${id}\n${front}\n---\n\n${body}`);
	}
	await mkdir(join(corpus, 'other team'));
	await writeFile(
		join(corpus, 'other team', 'A&B.mdx'),
		'---\nid: SOP-1\nkind: sop\ntitle: Other\nversion: 1.0.0\nstate: not-validated\n---\n\nNothing to fill in.\n',
	);
	await writeFile(
		join(corpus, 'signpost.json'),
		JSON.stringify({
			repository: { edit: 'https://git.example/edit/{path}', issue: 'https://git.example/new?title={title}&body={body}' },
		}),
	);
	// For the test that visits it: where nothing is built yet it takes longer than a test may.
	await builtSite();
	site = await startSite({ SIGNPOST_CONTENT: corpus });
	const [built = ''] = await readdir(siteFolder(corpus));
	plain = await serveStatic(join(siteFolder(corpus), built));
	underTest = await bundleForPage('tests/setup/article-module.ts');
	browser = await launchBrowser();
}, 300_000);

beforeEach(async () => {
	await context?.close();
	context = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] });
});

afterAll(async () => {
	await browser?.close();
	await plain?.close();
	await site?.stop();
	await rm(siteFolder(corpus), { recursive: true, force: true });
	await rm(join(feedbackFile(corpus), '..'), { recursive: true, force: true });
});

describe('what stands above the fold', () => {
	test('the check is told in days of today, and warns when it is overdue', async () => {
		const inTime = await openArticle('ki-1', (page) => page.clock.setFixedTime('2026-10-13T12:00:00'));
		expect(await inTime.locator('.panel .state').textContent()).toMatch(/Validated, checked 12 days ago, 18 left/);
		expect(await inTime.locator('.banner:visible').count()).toBe(0);
		const overdue = await openArticle('ki-1', (page) => page.clock.setFixedTime('2026-11-10T12:00:00'));
		expect(await overdue.locator('.panel .state').textContent()).toMatch(/checked 40 days ago, 10 overdue/);
		expect(await overdue.locator('.banner:visible').textContent()).toContain('Check overdue by 10 days. It may no longer be true');
	});

	test('severity, fix with its tracker, system and escalation are there, and links to the sections that exist', async () => {
		const page = await openArticle();
		const panel = await page.locator('.panel .facts').textContent();
		for (const part of ['Severity 2', 'Fix planned, ENG-1', 'Queue', 'Escalate to Queue team: #queue']) expect(panel).toContain(part);
		const jumps = page.getByRole('navigation', { name: 'Sections' }).getByRole('link');
		expect(await jumps.allTextContents()).toEqual(['Symptoms', 'Check', 'Workaround', 'Verify', 'Reply']);
		await jumps.last().press('Enter');
		expect(page.url()).toMatch(/#reply$/);
	});

	test.each([
		['ki-2', 'Fixed in 4.2.'],
		['ki-3', 'Work in progress.'],
		['ki-4', 'Archived.'],
	])('%s says across the page: %s', async (id, sentence) => {
		const page = await openArticle(id, (opened) => opened.clock.setFixedTime('2026-10-13T12:00:00'));
		expect(await page.locator('.banner:visible').allTextContents()).toEqual([expect.stringContaining(sentence)]);
	});

	test('every article that ships shows its first heading at 1280 x 800, moves nothing, and copies its code byte by byte', async () => {
		const shipped = await startSite();
		const page = await context.newPage();
		await watchShifts(page);
		await page.addInitScript(() => {
			Object.assign(window, { copied: [] as string[] });
			navigator.clipboard.writeText = async (text) => void window.copied.push(text);
		});
		const { articles: all } = await readCorpus('content');
		for (const article of all) {
			await page.goto(shipped.address + articleRoute(article.id), { waitUntil: 'domcontentloaded' });
			await page.locator('.ticket-note button').waitFor();
			// Above a team's text stands whom to call.
			const heading = await page
				.locator(article.kind === 'escalation' ? '.escalation-team h2' : '.article-body h2')
				.first()
				.boundingBox();
			expect((heading?.y ?? 999) + (heading?.height ?? 0), article.id).toBeLessThan(800);
			const code: string[] = [];
			visit(article.tree, 'code', (node) => void code.push(node.value));
			await page.locator('.copy-code').evaluateAll((buttons) => {
				for (const button of buttons) button.dispatchEvent(new MouseEvent('click'));
			});
			expect(await page.evaluate(() => window.copied), article.id).toEqual(code);
			const { sum, moved } = await readShifts(page);
			expect(sum, `${article.id}: ${moved.join('\n')}`).toBeLessThan(0.001);
		}
		await shipped.stop();
	}, 180_000);
});

declare global {
	interface Window {
		copied: string[];
		enhanceArticle: typeof enhanceArticle;
		markTexts: typeof markTexts;
	}
}

describe('fields', () => {
	test('are filled into code in place and in what is copied, so that each value stays one value', async () => {
		const page = await openArticle();
		await page.getByLabel('item id').fill('7301982374112233445');
		await page.getByLabel('owner').fill(`O'Hara"}${hostile}`);
		await page.getByLabel('lease id').fill('a/b?c');
		expect(await copyWith(page, 'Copy sql code')).toBe(
			`select lease_id,\n\tnow()::date as day\nfrom leases\n\nwhere item_id = 7301982374112233445 and owner = 'O''Hara"}${hostile.replaceAll("'", "''")}';`,
		);
		const request = await copyWith(page, 'Copy http code');
		expect(request).toContain('POST https://ops.example/leases/a%2Fb%3Fc/release\nX-Ticket: :ticket_id\n\n');
		expect(JSON.parse(request.split('\n\n')[1] ?? '')).toEqual({ owner: `O'Hara"}${hostile}` });
		await page.getByText('Copied. Still open: ticket id.').waitFor();
		expect(await page.locator('.expressive-code').first().textContent()).toContain("'O''Hara");
		expect(await page.locator('.article-body').locator('img, script:not([src])').count()).toBe(0);
		expect(await page.title()).not.toBe('owned');
		await page.getByLabel('item id').fill('');
		expect(await page.locator('.expressive-code').first().textContent()).toContain('item_id = :item_id');
	});

	test('refuse what nobody can see with a sentence', async () => {
		const page = await openArticle();
		await page.getByLabel('lease id').fill('..');
		await page.getByText('Dots alone would lead to another address.').waitFor();
		expect(await page.getByLabel('lease id').getAttribute('aria-invalid')).toBe('true');
		expect(await copyWith(page, 'Copy http code')).toContain('/leases/:lease_id/release');
		await page.getByLabel('lease id').fill('L-1');
		expect(await page.getByText('Dots alone').count()).toBe(0);
	});

	test('are kept in the tab: over a reload, and nowhere else', async () => {
		const page = await openArticle();
		await page.getByLabel('name', { exact: true }).fill('canaryname');
		await page.reload();
		expect(await page.getByLabel('name', { exact: true }).inputValue()).toBe('canaryname');
		expect(await page.locator('.reply').textContent()).toContain('Hi canaryname,');
		expect(await page.evaluate(() => JSON.stringify(localStorage) + location.href)).not.toContain('canary');
		const other = await openArticle();
		expect(await other.getByLabel('name', { exact: true }).inputValue()).toBe('');
	});
});

describe('the reply', () => {
	test('is copied for chat and for mail, and says how many places are open', async () => {
		const page = await openArticle();
		await page.getByRole('button', { name: '2 places open' }).click();
		expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('ticket_id');
		await page.keyboard.type('T-77');
		expect(await copyWith(page, 'Copy for chat')).toBe(
			'Hi [name], the item is free again:\n\n- open the list (https://queue.example/list)\n- tell us under T-77',
		);
		await page.getByText('Copied. 1 place still open.').waitFor();
		await page.getByLabel('name', { exact: true }).fill('<b>Jo</b> & co');
		expect(await copyWith(page, 'Copy for mail')).toBe(
			`Subject: T-77: Queue: item locked ${hostile}\n\nHi <b>Jo</b> & co, the item is free again:\n\n- open the list (https://queue.example/list)\n- tell us under T-77`,
		);
		const html = await page.evaluate(async () => {
			const [item] = await navigator.clipboard.read();
			return (await item?.getType('text/html'))?.text();
		});
		expect(html).toContain('<p>Hi &lt;b&gt;Jo&lt;/b&gt; &amp; co, the item is free again:</p>');
		expect(html).toContain('<a href="https://queue.example/list">the list</a>');
		expect(html).not.toMatch(/<img|<script|<b>/);
	});
});

describe('steps and note', () => {
	test('steps are ticked from the keyboard, survive a reload and not a new version, and go with "Start over"', async () => {
		const page = await openArticle();
		const second = page.getByRole('checkbox', { name: 'Workaround, step 2 done' });
		await second.focus();
		await page.keyboard.press('Space');
		await page.reload();
		expect(await page.getByRole('checkbox').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).checked))).toEqual([
			false,
			true,
			false,
			false,
		]);
		expect(await page.locator('.fields-note').textContent()).toMatch(/^1 of 4 steps ticked, last /);
		await page.evaluate(() => {
			const key = 'signpost.steps.KI-1';
			sessionStorage.setItem(key, (sessionStorage.getItem(key) ?? '').replace('2.0.0', '1.9.0'));
		});
		await page.reload();
		expect(await second.isChecked()).toBe(false);
		await second.check();
		await page.getByRole('button', { name: 'Start over' }).click();
		expect(await second.isChecked()).toBe(false);
		await page.reload();
		expect(await second.isChecked()).toBe(false);
	});

	test('the note says what was done with which values and what came of it', async () => {
		const page = await openArticle();
		await page.getByLabel('ticket id').fill('T-9');
		await page.getByLabel('lease id').fill('L-1');
		await page.getByRole('checkbox', { name: 'Workaround, step 2 done' }).check();
		await page.getByRole('checkbox', { name: 'Workaround, step 3 done' }).check();
		await page.getByRole('radio', { name: 'Handed over' }).check();
		expect(await copyWith(page, 'Copy ticket note')).toBe(
			[
				`KI-1 version 2.0.0: Queue: item locked ${hostile}`,
				`${site.address}articles/ki-1/`,
				'Ticket: T-9',
				'Result: handed over',
				'Steps done: 2 of 4',
				'- Workaround 2: Release the lease:',
				'- Workaround 3: Ask for a reload.',
				'Values: lease_id = L-1',
			].join('\n'),
		);
	});

	test('work where storage is blocked', async () => {
		const page = await openArticle('ki-1', (opened) =>
			opened.addInitScript(() => {
				for (const name of ['localStorage', 'sessionStorage']) {
					Object.defineProperty(window, name, {
						get: () => {
							throw new DOMException('blocked', 'SecurityError');
						},
					});
				}
			}),
		);
		await page.getByLabel('ticket id').fill('T-1');
		await page.getByRole('checkbox', { name: 'Workaround, step 1 done' }).check();
		expect(await copyWith(page, 'Copy ticket note')).toContain('Ticket: T-1\nResult: open\nSteps done: 1 of 4');
		// The theme picker of the shell does not work then.
		for (const complaint of complaints.splice(0)) expect(complaint).toMatch(/: (blocked|StarlightThemeProvider is not defined)$/);
	});
});

describe('an article without scripts', () => {
	test('reads whole, with its dates and without tools that do nothing', async () => {
		const bare = await browser.newPage({ javaScriptEnabled: false });
		await bare.goto(`${plain.address}articles/ki-1/`);
		expect(await bare.locator('.panel .state').textContent()).toContain('checked 2026-10-01, due again 2026-10-31');
		expect(await bare.locator('.article-body').textContent()).toContain('item_id = :item_id');
		expect(await bare.locator('.article :is(button, input):visible').count()).toBe(0);
		await bare.close();
	});
});

describe('marks', () => {
	const marked = (page: Page) => page.locator('mark.passage').allTextContents();

	test('show what of the article was like the ticket, over elements and cells, and can be hidden', async () => {
		const page = await openArticle('ki-1', (opened) =>
			opened.addInitScript(() => {
				const texts = [
					'The item stays locked after a crash.',
					'No row | The lease is gone',
					'not there\nWait five minutes.',
					'<img src=x>',
				];
				sessionStorage.setItem('signpost.passages', JSON.stringify({ article: 'KI-1', texts }));
			}),
		);
		await page.locator('mark.passage').first().waitFor();
		expect(await marked(page)).toEqual([
			'The item ',
			'stays locked',
			' after a crash.',
			'No row',
			'The lease is gone',
			'Wait five minutes.',
		]);
		const whole = await page.locator('.article-body').textContent();
		await page.getByRole('button', { name: 'Hide marks' }).click();
		expect(await marked(page)).toEqual([]);
		expect(await page.locator('.article-body').textContent()).toBe(whole);
	});

	test('are for that article alone', async () => {
		const page = await openArticle('ki-2', (opened) =>
			opened.addInitScript(() =>
				sessionStorage.setItem('signpost.passages', JSON.stringify({ article: 'KI-1', texts: ['Wait five minutes.'] })),
			),
		);
		await page.waitForLoadState('networkidle');
		expect(await marked(page)).toEqual([]);
	});
});

describe('enhanceArticle', () => {
	test('makes sections usable that another page shows, once', async () => {
		const page = await context.newPage();
		await serveModule(page, underTest);
		await page.goto(`${site.address}match/`);
		// As text: the test runner rewrites an import in a function.
		await page.evaluate("import('/under-test.js').then((module) => Object.assign(window, module))");
		await page.evaluate(async () => {
			const { enhanceArticle, markTexts } = window;
			const fetched = new DOMParser().parseFromString(await (await fetch('/articles/ki-1/')).text(), 'text/html');
			const holder = document.createElement('div');
			holder.id = 'holder';
			holder.append(...[...(fetched.querySelector('[data-body]')?.children ?? [])].map((part) => document.importNode(part, true)));
			document.querySelector('main')?.append(holder);
			const about = { id: 'KI-1', version: '2.0.0', title: 'Locked', address: '/articles/ki-1/' };
			enhanceArticle(holder, about);
			enhanceArticle(holder, about);
			markTexts(holder, ['stays locked']);
		});
		const holder = page.locator('#holder');
		expect(await holder.locator('mark').allTextContents()).toEqual(['stays locked']);
		expect(await holder.getByRole('button', { name: 'Copy sql code' }).count()).toBe(1);
		expect(await holder.getByRole('checkbox').count()).toBe(4);
		await holder.getByLabel('owner').fill('Jo');
		expect(await copyWith(page, 'Copy sql code')).toContain("owner = 'Jo'");
		await holder.getByLabel('ticket id').fill('T-5');
		expect(await copyWith(page, 'Copy for chat')).toContain('under T-5');
		expect(await copyWith(page, 'Copy ticket note')).toContain(`KI-1 version 2.0.0: Locked\n${site.address}articles/ki-1/\nTicket: T-5`);
		await page.close();
	});
});

describe('a flag', () => {
	async function writeFlag(page: Page, text: string): Promise<void> {
		const button = page.getByRole('button', { name: 'Flag the section Workaround' });
		await button.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('radio', { name: /^Wrong/ }).check();
		await page.getByRole('textbox', { name: /What should it say/ }).fill(text);
	}

	test('goes to the server, which keeps it without personal data', async () => {
		const page = await openArticle();
		await writeFlag(page, `step 2 says 404, ask jane@corp.example ${hostile}`);
		await page.keyboard.press('Control+Enter');
		await page.getByText('Thank you. The flag was sent.').waitFor();
		expect(await page.getByRole('dialog').count()).toBe(0);
		const line: unknown = JSON.parse((await readFile(feedbackFile(corpus), 'utf8')).trim());
		expect(line).toEqual({
			article: 'KI-1',
			version: '2.0.0',
			section: 'workaround',
			kind: 'wrong',
			text: `step 2 says 404, ask [email] ${hostile}`,
			created: expect.any(String),
		});
		await page.getByRole('button', { name: 'Flag the section Workaround' }).press('Enter');
		expect(await page.getByRole('textbox', { name: /What should it say/ }).inputValue()).toBe('');
	});

	test('that cannot be sent is kept, with the reason, over a reload', async () => {
		const page = await openArticle('ki-1', (opened) =>
			opened.route('**/api/feedback', (route) =>
				route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"The disk is full."}' }),
			),
		);
		await writeFlag(page, 'step 2 says 404');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByText('The flag was not sent. The disk is full. What you wrote is kept here.').waitFor();
		await page.getByRole('button', { name: 'Save as a file' }).waitFor();
		await page.reload();
		await page.getByRole('button', { name: 'Flag the section Workaround' }).press('Enter');
		expect(await page.getByRole('textbox', { name: /What should it say/ }).inputValue()).toBe('step 2 says 404');
		expect(await page.getByRole('radio', { name: /^Wrong/ }).isChecked()).toBe(true);
		await page.unroute('**/api/feedback');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByText('Thank you. The flag was sent.').waitFor();
	});

	test('becomes a file or a prefilled issue on a plain web host', async () => {
		const page = await openPage(`${plain.address}articles/ki-1/`);
		await writeFlag(page, 'a & b\n#c');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByText('There is no server behind this page now').waitFor();
		const issue = new URL((await page.getByRole('link', { name: 'Open an issue' }).getAttribute('href')) ?? '');
		expect([issue.origin, issue.searchParams.get('title'), issue.searchParams.get('body')]).toEqual([
			'https://git.example',
			'KI-1: wrong in workaround',
			'KI-1 version 2.0.0, section workaround\nKind: wrong\n\na & b\n#c',
		]);
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as a file' }).click();
		const file = await download;
		expect(file.suggestedFilename()).toMatch(/^flag-KI-1-workaround-\d{4}-\d\d-\d\d\.json$/);
		expect(JSON.parse(await readFile((await file.path()) ?? '', 'utf8'))).toMatchObject({
			article: 'KI-1',
			section: 'workaround',
			kind: 'wrong',
			text: 'a & b\n#c',
		});
	});

	test('of what is missing must say what', async () => {
		const page = await openArticle();
		await page.getByRole('button', { name: 'Flag the section Check' }).press('Enter');
		await page.getByRole('radio', { name: /^Missing/ }).check();
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByText('Say what is missing.').waitFor();
	});

	test('and an edit: the link leads to the file, each part of its path encoded', async () => {
		const page = await openArticle('sop-1');
		expect(await page.getByRole('link', { name: 'Suggest an edit' }).getAttribute('href')).toBe(
			'https://git.example/edit/other%20team/A%26B.mdx',
		);
	});
});

describe('accessibility', () => {
	test.each(['light', 'dark'] as const)('axe finds nothing on the article and in the dialog, %s', async (colorScheme) => {
		const page = await openArticle('ki-1', (opened) => opened.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));
		await page.getByLabel('lease id').fill('..');
		await page.getByLabel('owner').fill('Jo');
		const check = async (): Promise<string[]> =>
			(await new AxeBuilder({ page }).analyze()).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
		expect(await check()).toEqual([]);
		await page.getByRole('button', { name: 'Flag the section Check' }).press('Enter');
		await page.getByRole('dialog').waitFor();
		expect(await check()).toEqual([]);
	});
});

test('no page breaks the Content-Security-Policy or throws', () => {
	expect(complaints).toEqual([]);
});
