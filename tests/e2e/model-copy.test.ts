import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../src/matching/engine.node.ts';
import { engineAddress } from '../../src/search/engine-address.ts';
import { publishEngine } from '../../src/server/engine-files.node.ts';
import { writeServiceWorker } from '../../src/server/service-worker.node.ts';
import { launchBrowser } from '../setup/browser.ts';
import { buildEnginePage } from '../setup/engine-site.ts';
import { type StaticSite, serveStatic } from '../setup/static-site.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
let host: StaticSite;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
	await buildEnginePage(folder);
	const { files } = await openEngine('content', { progress: () => {}, notice: () => {} });
	await publishEngine(folder, files);
	await writeServiceWorker(folder, { built: new Date(), stamp: 'one' }, () => {});
	host = await serveStatic(folder);
	browser = await launchBrowser();
	context = await browser.newContext();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await host?.close();
});

async function openPage(): Promise<Page> {
	const page = await context.newPage();
	await page.goto(host.address);
	await page.waitForFunction(() => 'ask' in window);
	return page;
}

/** Gives the last progress, or the sentence that says why the model was not kept. */
function keep(page: Page): Promise<{ steps: number[][] } | { problem: string }> {
	return page.evaluate(async () => {
		const steps: number[][] = [];
		try {
			await window.model.keepModel((done, total) => steps.push([done, total]));
			return { steps };
		} catch (error) {
			return { problem: (error as Error).message };
		}
	});
}

describe('the model on this device', () => {
	test('is fetched whole or said not to be, and matching by meaning then works without a network', async () => {
		let page = await openPage();
		await page.evaluate(async () => {
			await navigator.serviceWorker.register('/sw.js');
			await navigator.serviceWorker.ready;
			// What another edition has left, and what belongs to another site on the same host.
			const cache = await caches.open('transformers-cache');
			await cache.put('/engine/older-model/onnx/model_q4.onnx_data', new Response('old'));
			await cache.put('/kb/engine/other/config.json', new Response('other'));
		});
		expect(await page.evaluate(() => window.model.modelOnDevice())).toBe(false);

		const weights = join(folder, engineAddress('').model, 'onnx');
		await rename(weights, `${weights}-gone`);
		host.serve(folder);
		expect(await keep(page)).toEqual({ problem: 'The site has been renewed in the meantime. Load the page again, then try again.' });
		await rename(`${weights}-gone`, weights);
		host.serve(folder);
		expect(await page.evaluate(() => window.model.modelOnDevice())).toBe(false);

		const kept = await keep(page);
		if (!('steps' in kept)) throw new Error(kept.problem);
		const [done, total] = kept.steps.at(-1) ?? [];
		expect(done).toBe(total);
		expect(total).toBeGreaterThan(68e6);
		expect(kept.steps.length).toBeGreaterThan(10);
		expect(await page.evaluate(() => window.model.modelOnDevice())).toBe(true);
		const left = await page.evaluate(async () =>
			(await (await caches.open('transformers-cache')).keys()).map(({ url }) => new URL(url).pathname),
		);
		expect(left.filter((path) => !path.startsWith(`/${engineAddress('').model}/`))).toEqual(['/kb/engine/other/config.json']);

		await host.close();
		await page.close();
		page = await openPage();
		const reply = await page.evaluate(async (places) => {
			const opened = await window.ask({ open: places.index });
			if ('problem' in opened) return opened;
			const loaded = await window.ask({ load: places.model });
			if ('problem' in loaded) return loaded;
			return window.ask({ ticket: { text: 'chrome crashed in the middle of my review and the item says it is locked by me' } });
		}, engineAddress('/'));
		expect(reply).toHaveProperty('answer.result.decision', 'match');
		expect(reply).toHaveProperty('answer.result.candidates.0.article', 'KI-0001');
	});
});
