import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/knowledge/training/catalogue.ts';
import { progressFile, takeModule } from '../setup/progress-files.ts';
import { visitSite } from '../setup/visited-site.ts';

const visited = visitSite();

test('a trainer adds up thirty files, two of them broken: the rest is counted, drawn and saved', async () => {
	const catalogue: Catalogue = await fetch(`${visited.plain.address}training.json`).then((response) => response.json());
	const [path] = catalogue.paths;
	const module = path?.modules[0];
	const planted = module?.questions[0];
	if (path === undefined || module === undefined || planted === undefined) throw new Error('there is no training');
	const wrong = module.questions.filter(({ about }) => about === planted.about).map(({ id }) => id);
	const files = Array.from({ length: 30 }, (_, at) => ({
		name: `person-${at}.json`,
		mimeType: 'application/json',
		buffer: Buffer.from(progressFile(`p${at}`, takeModule(`p${at}`, path, module, { wrong: at % 4 === 0 ? [] : wrong }))),
	}));
	for (const [at, text] of [
		[7, files[7]?.buffer.toString().slice(0, 300) ?? ''],
		[19, '{"notes": "a list of groceries"}'],
	] as const)
		files[at] = { name: `broken-${at}.json`, mimeType: 'application/json', buffer: Buffer.from(text) };

	const context = await visited.browser.newContext({ serviceWorkers: 'block', acceptDownloads: true });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	await page.goto(`${visited.plain.address}training/trainer/`);
	await page.locator('[data-trainer][data-ready]').waitFor();
	await page.locator('[data-trainer] input[type=file]').setInputFiles(files);
	const said = page.locator('.trainer-said');
	await expect.poll(() => said.textContent()).toContain('28 files of 28 people read.');
	expect(await said.locator('li').allTextContents()).toEqual([
		expect.stringContaining('broken-7.json is not JSON'),
		expect.stringContaining('broken-19.json is no file of progress'),
	]);
	const [article = ''] = planted.about.split('#');
	await page.locator('.trainer-plot svg').nth(1).waitFor();
	expect(await page.locator('.trainer-suggested li').allTextContents()).toEqual([expect.stringContaining(article)]);
	const [drawn] = await page
		.locator('.trainer-plot svg circle')
		.evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute('cx')) / Number(dot.closest('svg')?.getAttribute('width'))));
	expect(drawn).toBeGreaterThan(0.3);
	expect(drawn).toBeLessThan(1);

	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV: Modules' }).click()]);
	const csv = await readFile(await download.path(), 'utf8');
	expect(csv).toMatch(new RegExp(`${module.id},[^\\n]*,28,`));
	// The same person's file once more changes nothing, and the mended one is no longer broken.
	await page.locator('[data-trainer] input[type=file]').setInputFiles([
		{ ...(files[0] ?? { mimeType: '', buffer: Buffer.alloc(0) }), name: 'again.json' },
		{ name: 'broken-19.json', mimeType: 'application/json', buffer: Buffer.from(progressFile('late', takeModule('late', path, module))) },
	]);
	await expect.poll(() => said.textContent()).toContain('30 files of 29 people read.');
	expect(await said.locator('li').count()).toBe(1);
	expect(complaints).toEqual([]);
	await context.close();
});
