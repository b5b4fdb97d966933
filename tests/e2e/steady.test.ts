import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readShifts, watchShifts } from '../setup/layout-shift.ts';
import { type SlowHost, serveInPieces } from '../setup/slow-host.ts';
import { openFresh, visitSite } from '../setup/visited-site.ts';

/** Cumulative layout shift that nobody sees. */
const steady = 0.01;
/** In pieces the head of the page comes first, whose parts move a little. */
const steadyInPieces = 0.002;

const visited = visitSite();

describe('nothing moves while a page loads', () => {
	const paths = ['', 'match/', 'articles/ki-0001/', 'articles/esc-media/', 'browse/known-issue/', 'systems/'];
	test.each(paths.flatMap((path) => [1280, 360].map((width) => ({ path, width }))))('/$path at $width pixels', async ({ path, width }) => {
		const { page, session } = await openFresh(visited.browser, width);
		// Slow enough that every script comes after the first paint.
		await session.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: 60,
			downloadThroughput: 200_000,
			uploadThroughput: 200_000,
		});
		await watchShifts(page);
		await page.goto(visited.served.address + path, { waitUntil: 'networkidle' });
		// At the foot of the page, too, where the status of the edition comes in.
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		await page.locator('.site-status summary', { hasText: 'Edition of' }).waitFor();
		const { sum, moved } = await readShifts(page);
		expect(sum, moved.join('\n')).toBeLessThan(steady);
		await page.context().close();
	});
});

describe('nothing moves while a page arrives in pieces', () => {
	let host: SlowHost;
	beforeAll(async () => {
		host = await serveInPieces(visited.plain.address);
	});
	afterAll(() => host.close());

	const overdue = '2028-01-01T12:00:00';
	// Overdue, so that the warning comes in; with facts that wrap where they are longer; with the widest columns.
	test.each([
		{ path: 'articles/ki-0037/', now: overdue },
		{ path: 'articles/sop-0010/', now: overdue },
		// Where what is filled in is longest: an answer that is due on another day.
		{ path: 'articles/esc-partner-desk/', now: '2026-11-23T23:30:00' },
		{ path: 'match/' },
		{ path: 'changes/' },
		{ path: 'escalation/' },
	])('/$path', async ({ path, now }) => {
		const { page } = await openFresh(visited.browser, 1280);
		if (now !== undefined) await page.clock.setFixedTime(now);
		await watchShifts(page);
		await page.goto(host.address + path, { waitUntil: 'load' });
		const { sum, moved } = await readShifts(page);
		expect(sum, moved.join('\n')).toBeLessThan(steadyInPieces);
		await page.context().close();
	});
});
