import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withLock } from '../../src/knowledge/lock.node.ts';
import { articleText } from '../setup/articles.ts';
import { launchBrowser } from '../setup/browser.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = join(temporaryFolder(), 'corpus');
const file = join(folder, 'KI-1.mdx');
let server: ChildProcess;
let browser: Browser;
let page: Page;

/** The very command, on a port that is free; Astro takes the next one where it is not. */
async function startDev(): Promise<string> {
	const { NODE_ENV: _, VITEST: __, ...env } = process.env;
	server = spawn(process.execPath, ['scripts/dev.ts', '--port', '4390'], { env: { ...env, SIGNPOST_CONTENT: folder, NO_COLOR: '1' } });
	let output = '';
	return new Promise((resolve, reject) => {
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			const [, address] = /is open at (http:\S+)/.exec(output) ?? [];
			if (address !== undefined) resolve(address);
		};
		server.stdout?.on('data', read);
		server.stderr?.on('data', read);
		server.once('exit', (code) => reject(new Error(`npm run dev ended with ${code}:\n${output}`)));
	});
}

/** Astro keeps what it knows of the articles in .astro of the project, whatever folder it is given: no test builds a site meanwhile. */
async function visit(inside: () => Promise<void>): Promise<void> {
	await withLock(
		join('.astro', 'build.lock'),
		() => {},
		async () => {
			const address = await startDev();
			browser = await launchBrowser();
			try {
				page = await browser.newPage();
				await page.goto(`${address}articles/ki-1/`);
				await inside();
			} finally {
				await browser.close();
				server.kill('SIGTERM');
				await once(server, 'exit');
			}
		},
	);
}

/** What is to be read on the page, the overlay of errors included. */
async function shown(): Promise<string> {
	try {
		return await page.evaluate(() => {
			const panel = document.querySelector<HTMLElement>('[data-live-check]');
			return `${panel?.textContent ?? ''}\n${document.querySelector('vite-error-overlay')?.shadowRoot?.textContent ?? ''}`;
		});
	} catch {
		// The page is being loaded anew.
		return '';
	}
}

test('shows what the rules find as soon as a file is saved, and never runs what it holds', async () => {
	await mkdir(folder, { recursive: true });
	const fields = {
		id: 'KI-1',
		title: 'Printers: paper jams in tray two',
		systems: ['Printers'],
		source: { from: 'a page', imported: '2026-01-01' },
	};
	await writeFile(file, articleText(fields, '## Symptoms\n\nIt hums.'));
	await visit(editAndLook);
}, 400_000);

async function editAndLook(): Promise<void> {
	await expect.poll(shown, { timeout: 60_000 }).toContain('This article: nothing to mend');
	const good = await readFile(file, 'utf8');

	await writeFile(file, good.replace('It hums.', 'It hums. Write to jane.doe@printing.com for help.'));
	await expect
		.poll(shown, { timeout: 60_000 })
		.toMatch(/warning: personal-data \(SP060\)\s*KI-1\.mdx:\d+ holds an e-mail address[\s\S]*To mend: /);

	await writeFile(file, good.replace('It hums.', '{globalThis.ran = 1}<img src="x" onerror="document.title=1" />'));
	await expect.poll(shown, { timeout: 60_000 }).toMatch(/KI-1\.mdx:\d+: gate \(SP004\)[\s\S]*would run when the page is built/);
	expect(await page.title()).not.toBe('1');

	await writeFile(file, good);
	await expect.poll(shown, { timeout: 60_000 }).toContain('This article: nothing to mend');
}
