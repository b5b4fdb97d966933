import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { visitSite } from '../setup/visited-site.ts';

const locked = 'hi, chrome crashed in the middle of my review and now the item says it is locked by me, cannot open it again';
const unknown = 'how do I bake sourdough bread at home?';

const visited = visitSite();
const complaints: string[] = [];

/** A page of its own, with a storage of its own. */
async function openMatch(
	site: { address: string },
	prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
): Promise<Page> {
	const context = await visited.browser.newContext({ serviceWorkers: 'block' });
	await prepare(context);
	const page = await context.newPage();
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto(`${site.address}match/`);
	return page;
}

async function ask(page: Page, ticket: string): Promise<void> {
	await page.getByLabel('Ticket', { exact: true }).fill(ticket);
	await page.keyboard.press('Control+Enter');
	// The verdict alone may still be the one of the ticket before.
	await page.locator('[data-answer] .given', { has: page.locator('.asked-ticket', { hasText: ticket }) }).waitFor();
}

const verdict = (page: Page): Promise<string | null> => page.locator('[data-answer] .verdict').textContent();

describe('a ticket on the match page', () => {
	test('is answered with the steps, the reply and the escalation in place, and with what matched', async () => {
		const page = await openMatch(visited.served);
		await ask(page, locked);
		expect(await verdict(page)).toMatch(/Match: act on this article\. Very likely \(\d+ %\)/);
		const opened = page.locator('.in-place');
		await opened.getByRole('heading', { name: 'Workaround' }).waitFor();
		for (const heading of ['Check', 'Verify', 'Reply']) expect(await opened.getByRole('heading', { name: heading }).isVisible()).toBe(true);
		expect(await page.locator('.escalation-card').textContent()).toContain('Review Platform');
		expect(await page.locator('.asked-ticket mark').allTextContents()).toEqual(expect.arrayContaining(['locked', 'crashed']));
		expect(await opened.locator('mark.passage').count()).toBeGreaterThan(0);
		await page.context().close();
	});

	test('shows three candidates, and a key opens another', async () => {
		const page = await openMatch(visited.served);
		await ask(page, locked);
		const candidates = page.locator('.candidate');
		expect(await candidates.count()).toBe(3);
		const second = await candidates.nth(1).locator('h3').textContent();
		await page.keyboard.press('2');
		await expect.poll(() => page.locator('.in-place').getAttribute('aria-label')).toBe(second);
		// The next Tab is in the steps, not behind all other candidates and the escalation.
		expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(second);
		expect(await page.locator('.in-place').evaluate((steps) => Math.round(steps.getBoundingClientRect().top))).toBeLessThan(200);
		expect(new URL(page.url()).searchParams.get('article')).not.toBeNull();
		await page.context().close();
	});

	test('keeps everything but the ticket in the address bar, and stands there again after a reload', async () => {
		const page = await openMatch(visited.served);
		await page.getByLabel('System').selectOption('Review queue');
		await ask(page, locked);
		expect(new URL(page.url()).search).toBe('?system=Review+queue');
		expect(page.url()).not.toContain('chrome');
		for (const meta of await page.locator('.candidate .meta').allTextContents()) expect(meta).toMatch(/KI-000[1-4]|SOP-|ESC-review/);
		await page.reload();
		await page.locator('[data-answer] .verdict').waitFor();
		expect(await page.getByLabel('System').inputValue()).toBe('Review queue');
		expect(await page.getByLabel('Ticket', { exact: true }).inputValue()).toBe(locked);
		await page.context().close();
	});

	test('that nothing solves says so, escalates first, and opens no article by itself', async () => {
		const page = await openMatch(visited.served);
		await ask(page, unknown);
		expect(await verdict(page)).toMatch(/No known workaround\..* Escalate to .* with the facts below/);
		expect(await page.locator('.in-place').count()).toBe(0);
		expect(await page.locator('.candidate').first().isVisible()).toBe(false);
		await page.context().close();
	});

	test('comes from a dropped mail; a file that is no ticket says why and changes nothing', async () => {
		const page = await openMatch(visited.served);
		const file = page.locator('input[type=file]');
		await file.setInputFiles({
			name: 'ticket.eml',
			mimeType: 'message/rfc822',
			buffer: Buffer.from(
				`Subject: RQ-4012\r\nContent-Type: text/html\r\n\r\n<p onclick="alert(1)">${locked}</p><script>document.title='owned'</script>`,
			),
		});
		await page.locator('[data-answer] .verdict').waitFor();
		expect(await page.getByLabel('Ticket', { exact: true }).inputValue()).toBe(`RQ-4012\n${locked}`);
		await file.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('x') });
		await page.getByText('photo.png is neither .eml, .txt nor .json').first().waitFor();
		expect(await page.getByLabel('Ticket', { exact: true }).inputValue()).toContain(locked);
		expect(await page.title()).not.toBe('owned');
		await page.context().close();
	});

	test('is among the tickets of this shift, on this device, until they are forgotten or the shift is over', async () => {
		const page = await openMatch(visited.served, (context) => context.addInitScript(() => localStorage.getItem('signpost.recent-tickets')));
		await ask(page, unknown);
		await ask(page, locked);
		await page.goto(`${visited.served.address}match/`);
		await page.getByText('This shift: 2 tickets').click();
		await page.locator('.recent li button').filter({ hasText: 'sourdough' }).click();
		await page.locator('[data-answer] .verdict.none').waitFor();
		expect(await page.getByLabel('Ticket', { exact: true }).inputValue()).toBe(unknown);
		await page.clock.install({ time: Date.now() + 13 * 3_600_000 });
		await page.goto(`${visited.served.address}match/`);
		await page.locator('form[data-ready]').waitFor();
		expect(await page.locator('.recent').count()).toBe(0);
		expect(await page.evaluate(() => localStorage.getItem('signpost.recent-tickets'))).toBe('[]');
		await page.context().close();
	});
});

describe('what came of an article', () => {
	test('goes to the server with the note; a later word takes the place of the earlier', async () => {
		const sent: Record<string, string>[] = [];
		const page = await openMatch(visited.served);
		await page.route('**/api/links', (route) => {
			sent.push(route.request().postDataJSON());
			return route.fulfill({ status: 201, contentType: 'application/json', body: '{"stored":true}' });
		});
		await ask(page, locked);
		await page.getByLabel('Note').fill('second attempt <b>worked</b>');
		await page.getByRole('button', { name: 'It did not work' }).click();
		await page.getByText('Saved. It counts from the next ticket on.').first().waitFor();
		await page.getByRole('button', { name: 'It resolved the ticket' }).click();
		await expect.poll(() => sent.length).toBe(2);
		expect(sent[0]).toMatchObject({ text: locked, article: 'KI-0001', outcome: 'tried', note: 'second attempt <b>worked</b>' });
		expect(sent[1]).toMatchObject({ outcome: 'resolved', ticket: sent[0]?.ticket });
		await page.context().close();
	});

	test('waits on this device while there is no server, can be saved without personal data, and is sent once there is one', async () => {
		const page = await openMatch(visited.plain);
		await ask(page, `${locked}. Call me: +44 20 7946 0958`);
		await page.getByRole('button', { name: 'It resolved the ticket' }).click();
		await page.getByText('There is no server now: kept on this device').first().waitFor();
		await page.reload();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as links.jsonl' }).click();
		const chunks = await (await (await saving).createReadStream()).toArray();
		const line = JSON.parse(Buffer.concat(chunks).toString());
		expect(line).toMatchObject({ article: 'KI-0001', outcome: 'resolved' });
		expect(line.text).toContain('Call me: [phone]');

		const sent: unknown[] = [];
		await page.route('**/healthz', (route) => route.fulfill({ json: { status: 'ok', articles: 1, model: null } }));
		await page.route('**/api/links', (route) => {
			sent.push(route.request().postDataJSON());
			return route.fulfill({ status: 201, json: { stored: true } });
		});
		await page.goto(`${visited.plain.address}match/`);
		await expect.poll(() => sent.length).toBe(1);
		await expect.poll(() => page.evaluate(() => localStorage.getItem('signpost.outcomes'))).toBe('[]');
		await page.context().close();
	});
});

describe('a copy of the site with no server', () => {
	test('ranks by the extract at once and by the whole model once it is there; the ticket leaves the device in no request', async () => {
		const page = await openMatch(visited.plain);
		const ways: string[] = [];
		await page.exposeFunction('noteWay', (way: string) => ways.push(way));
		await page.evaluate(() => {
			const answer = document.querySelector<HTMLElement>('[data-answer]');
			if (answer === null) return;
			new MutationObserver(() => {
				if (answer.dataset.by !== undefined) (window as unknown as { noteWay(way: string): void }).noteWay(answer.dataset.by);
			}).observe(answer, { attributes: true, attributeFilter: ['data-by'] });
		});
		await ask(page, locked);
		await page.locator('[data-answer][data-by=meaning]').waitFor();
		expect(ways[0]).toBe('static');
		expect(await verdict(page)).toContain('Match: act on this article.');
		await page.locator('.in-place').getByRole('heading', { name: 'Workaround' }).waitFor();
		expect(visited.plain.requests.join('\n')).not.toMatch(/chrome|crashed|locked/);
		await page.context().close();
	});

	test('keeps the answer that is being used, and offers the better one', async () => {
		const page = await openMatch(visited.plain);
		await page.route('**/engine/all-MiniLM*/**', async (route) => {
			await new Promise((done) => setTimeout(done, 300));
			await route.continue();
		});
		await ask(page, locked);
		await page.keyboard.press('2');
		await page.getByRole('button', { name: 'Show it' }).waitFor();
		expect(await page.locator('[data-answer]').getAttribute('data-by')).toBe('static');
		await page.getByRole('button', { name: 'Show it' }).click();
		await page.locator('[data-answer][data-by=meaning]').waitFor();
		await page.context().close();
	});

	test('fetches no model where the browser asks to save data, until the reader wants it', async () => {
		const page = await openMatch(visited.plain, (context) =>
			context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })),
		);
		const before = visited.plain.requests.length;
		await ask(page, locked);
		await page.getByText('Ranked by a small extract of the model, to save data').waitFor();
		expect(visited.plain.requests.slice(before).join('\n')).not.toContain('all-MiniLM');
		await page.getByRole('button', { name: 'Load the model' }).click();
		await page.locator('[data-answer][data-by=meaning]').waitFor();
		await page.context().close();
	});

	test('without the model goes on by its extract and says so; without that, by words', async () => {
		const page = await openMatch(visited.plain);
		await page.route('**/engine/all-MiniLM*/**', (route) => route.fulfill({ status: 500 }));
		await ask(page, locked);
		await page.getByText(/Ranked by a small extract of the model only:/).waitFor();
		expect(await page.locator('.candidate').first().textContent()).toContain('KI-0001');
		// Never more than a suggestion.
		expect(await verdict(page)).not.toContain('Match:');
		await page.context().close();

		const other = await openMatch(visited.plain, async (context) => {
			await context.route('**/engine/all-MiniLM*/**', (route) => route.fulfill({ status: 500 }));
			await context.route('**/engine/static/**', (route) => route.fulfill({ status: 404 }));
		});
		await ask(other, locked);
		await other.getByText(/Ranked by words only:/).waitFor();
		expect(await other.locator('.candidate').first().textContent()).toContain('KI-0001');
		await other.context().close();
	});

	test('tells a ticket in another language that it cannot be read, at once', async () => {
		const page = await openMatch(visited.plain, (context) =>
			context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })),
		);
		await ask(page, 'Seit heute morgen kann ich keine Aufträge mehr öffnen, die Warteschlange bleibt leer und die Seite lädt endlos');
		expect(await page.locator('[data-answer]').getAttribute('data-by')).toBe('static');
		expect(await page.locator('[data-answer]').textContent()).toMatch(/language|English/);
		await page.context().close();
	});
});

describe('a server in trouble', () => {
	test.each([
		[
			'answers 500',
			(page: Page) =>
				page.route('**/api/explain', (route) => route.fulfill({ status: 500, json: { error: 'The server failed on this ticket.' } })),
		],
		['is gone', (page: Page) => page.route('**/api/explain', (route) => route.abort())],
		[
			'answers nonsense',
			(page: Page) => page.route('**/api/explain', (route) => route.fulfill({ status: 502, body: '<html>bad gateway' })),
		],
	])('%s: the page answers in its place', async (_, breakServer) => {
		const page = await openMatch(visited.served);
		await breakServer(page);
		await ask(page, locked);
		await page.getByText('This page answers in its place.').waitFor();
		expect(await page.locator('.candidate').first().textContent()).toContain('KI-0001');
		await page.context().close();
	});

	test('is slow: the page ranks meanwhile', async () => {
		const page = await openMatch(visited.served);
		let answer = (): void => {};
		await page.route('**/api/explain', async (route) => {
			await new Promise<void>((done) => {
				answer = done;
			});
			await route.continue();
		});
		await ask(page, locked);
		await page.getByText('The server is slow. Ranked in this page meanwhile.').waitFor();
		answer();
		await page.locator('[data-answer][data-by=meaning]').waitFor();
		expect(await page.getByText('The server is slow').count()).toBe(0);
		await page.context().close();
	});

	test('refuses a ticket that is too long, in its own words', async () => {
		const page = await openMatch(visited.served);
		await page.getByLabel('Ticket', { exact: true }).fill('locked '.repeat(6_000));
		await page.keyboard.press('Control+Enter');
		await page.getByText(/larger than 32 KB|at most 32768/).waitFor();
		await page.context().close();
	});
});

describe('a browser in trouble', () => {
	test.each([
		[
			'blocked',
			() =>
				Object.defineProperty(window, 'localStorage', {
					configurable: true,
					get: () => {
						throw new DOMException('blocked', 'SecurityError');
					},
				}),
		],
		[
			'full',
			() => {
				Storage.prototype.setItem = () => {
					throw new DOMException('full', 'QuotaExceededError');
				};
			},
		],
	])('with its storage %s still answers, and says what it cannot keep', async (_, breakStorage) => {
		const page = await openMatch(visited.plain, (context) => context.addInitScript(breakStorage));
		await ask(page, locked);
		expect(await page.locator('.candidate').first().textContent()).toContain('KI-0001');
		await page.getByRole('button', { name: 'It resolved the ticket' }).click();
		await page.getByText('this browser keeps nothing').first().waitFor();
		await page.context().close();
	});

	test('whose worker cannot start says so, and that searching still works', async () => {
		const page = await openMatch(visited.plain, (context) => context.route('**/_astro/*worker-*.js', (route) => route.abort()));
		await page.getByLabel('Ticket', { exact: true }).fill(locked);
		await page.keyboard.press('Control+Enter');
		await page.getByText('The engine in this page has failed. Searching and browsing still work.').waitFor();
		await page.context().unroute('**/_astro/*worker-*.js');
		await page.keyboard.press('Control+Enter');
		await page.locator('.candidate').first().waitFor();
		await page.context().close();
	});
});

describe('hostile text', () => {
	test('in a ticket, a dropped file or the address never becomes markup', async () => {
		const hostile = `RQ-4012 <img src=x onerror="document.title='owned'"><script>document.title='owned'</script> [x](javascript:alert(1)) {document.title='owned'} ${locked}`;
		const page = await openMatch(visited.served);
		await page.goto(
			`${visited.served.address}match/?system=${encodeURIComponent('"><script>document.title="owned"</script>')}&article=${encodeURIComponent('javascript:document.title="owned"')}`,
		);
		await ask(page, hostile);
		await page.locator('.in-place').getByRole('heading', { name: 'Workaround' }).waitFor();
		expect(await page.locator('[data-answer] img, [data-answer] script, [data-answer] a[href^="javascript:"]').count()).toBe(0);
		expect(await page.title()).not.toBe('owned');
		await page.context().close();
	});

	test('no page threw', () => {
		// What throws where the storage is full is Starlight's own noting of the scroll position, which nobody misses.
		expect(complaints.filter((complaint) => complaint !== 'full')).toEqual([]);
	});
});
