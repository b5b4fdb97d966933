import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../src/knowledge/files.node.ts';
import { siteFolder } from '../../src/knowledge/working-files.node.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type RunningSite, startSite } from '../setup/running-site.ts';

const run = promisify(execFile);
let folder: string;
let built: string;
let corpus: string;
let site: RunningSite;
let browser: Browser;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'signpost-team-'));
	corpus = join(folder, 'corpus');
	const pages = join(folder, 'wiki');
	await mkdir(join(pages, 'printers'), { recursive: true });
	await writeFile(join(pages, 'README.md'), '# Office wiki\n\nSee [the printer](printers/jam.md) and {{ nothing }}.\n');
	await writeFile(
		join(pages, 'printers/jam.md'),
		'# Paper jam on the third floor\n\nThe tray shows <E-77>.\n\n![tray](tray.png)\n\n## Fix\n\nOpen the back flap and pull the sheet out.\n',
	);
	await writeFile(
		join(pages, 'printers/tray.png'),
		Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
	);
	await run(process.execPath, ['scripts/import.ts', 'markdown', pages, '--to', corpus]);
	site = await startSite({ SIGNPOST_CONTENT: corpus, SIGNPOST_BASE: '/kb' });
	built = join(siteFolder(corpus), (await readdir(siteFolder(corpus)))[0] ?? '');
	browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await site?.stop();
	await rm(siteFolder(corpus), { recursive: true, force: true });
	await rm(folder, { recursive: true, force: true });
});

describe("another team's knowledge base", () => {
	test('is served below a sub-path, with its links, images and answers', async () => {
		const page = await browser.newPage();
		await page.goto(`${site.address}articles/readme/`);
		expect(new URL(page.url()).pathname).toBe('/kb/articles/readme/');
		expect(await page.locator('.sl-markdown-content').textContent()).toContain('{{ nothing }}');
		await page.getByRole('link', { name: 'the printer' }).click();
		await page.getByText('The tray shows <E-77>.').waitFor();
		const tray = page.getByRole('img', { name: 'tray' });
		await expect.poll(() => tray.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);

		await page.goto(`${site.address}match/`);
		await page.getByLabel('Ticket').fill('the printer upstairs has a sheet of paper stuck in it');
		await page.keyboard.press('Control+Enter');
		await page.locator('.candidate').first().waitFor();
		expect(await page.locator('.candidate h3').first().textContent()).toBe('Paper jam on the third floor');
	});

	test('has nothing of the articles that ship', async () => {
		for (const path of await listFiles(built, (name) => /\.(html|js|json|xml|txt)$/.test(name))) {
			expect(await readFile(join(built, path), 'utf8'), path).not.toMatch(/KI-00\d\d|RQ-4012|ESC-media|Labelling workbench/);
		}
	});

	test('an article that would run code stops the start, and the site that stands is left', async () => {
		const stamp = await readFile(join(built, '.signpost-build'), 'utf8');
		await writeFile(
			join(corpus, 'bad.mdx'),
			'---\nid: bad\nkind: sop\ntitle: Bad\nversion: 0.1.0\nstate: not-validated\n---\n\n{process.exit(7)}\n',
		);
		const failed = await startSite({ SIGNPOST_CONTENT: corpus }).catch((error: Error) => error.message);
		await rm(join(corpus, 'bad.mdx'));
		expect(failed).toContain('ended with 1');
		expect(failed).toContain('bad.mdx:9  gate: the expression {process.exit(7)}');
		expect(await readFile(join(built, '.signpost-build'), 'utf8')).toBe(stamp);
	});
});

describe('npm start', () => {
	const start = (...args: string[]): Promise<{ code: number; stderr: string }> =>
		run(process.execPath, ['scripts/start.ts', ...args]).then(
			({ stderr }) => ({ code: 0, stderr }),
			(error: { code: number; stderr: string }) => error,
		);

	test('says at once that the port is in use, and which to try', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const { port } = other.address() as { port: number };
		const { code, stderr } = await start('--port', String(port));
		other.close();
		expect(code).toBe(1);
		expect(stderr).toContain(`port ${port} is in use`);
		expect(stderr).toContain(`--port ${port + 1}`);
		expect(stderr).not.toContain('    at ');
	});

	test('stops at once when it is told to before it is open', async () => {
		const child = spawn(process.execPath, ['scripts/start.ts', '--port', '0'], {
			env: { ...process.env, SIGNPOST_CONTENT: corpus, SIGNPOST_BASE: '/other' },
		});
		await once(child.stderr, 'data');
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	test.each([
		[['--port', 'abc'], 2, 'is not a port'],
		[['--port', ''], 2, '--port is empty'],
		[['--colour'], 2, '--colour'],
		[['--host', '203.0.113.9'], 1, 'is no address of this machine'],
	])('refuses %j with a sentence', async (args, code, sentence) => {
		const ended = await start(...(args as string[]));
		expect(ended.code).toBe(code);
		expect(ended.stderr).toContain(sentence);
	});
});
