import { appendFile, mkdir, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder } from '../../../src/knowledge/working-files.node.ts';
import { openEngine } from '../../../src/matching/engine.node.ts';
import { openStaticFolder } from '../../../src/matching/static/static.node.ts';
import { articleText } from '../../setup/articles.ts';
import { modelFolder } from '../../setup/commands.ts';
import { temporaryFolder } from '../../setup/temporary.ts';

const temporary = temporaryFolder();
let corpus: string;

beforeEach(async () => {
	const folder = await mkdtemp(join(temporary, 'team-'));
	corpus = join(folder, 'corpus');
	await mkdir(corpus);
	await writeFile(join(corpus, 'KI-1.mdx'), articleText({ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck'] }, 'Open the tray.'));
	await writeFile(join(corpus, 'KI-2.mdx'), articleText({ id: 'KI-2', title: 'Tunnel drops' }, 'Restart the client.'));
	// What the model adds by its pieces alone is the same for every corpus, and takes a while.
	await mkdir(join(folder, 'home'));
	await symlink(cacheFolder(), join(folder, 'home', 'cache'), 'junction');
	vi.stubEnv('SIGNPOST_HOME', join(folder, 'home'));
	vi.stubEnv('SIGNPOST_MODEL_DIR', modelFolder);
});

afterEach(() => {
	vi.unstubAllEnvs();
});

/** Opens the corpus as a command of its own does, and prepares it for pages. */
async function prepare(): Promise<{ folder: string; steps: Set<string>; notices: string[] }> {
	const steps = new Set<string>();
	const notices: string[] = [];
	const { files } = await openEngine(corpus, { progress: (step) => steps.add(step), notice: (text) => notices.push(text) });
	const folder = await files.makeStatic();
	if (folder === null) throw new Error('there is no model to distil');
	return { folder, steps, notices };
}

async function articlesIn(folder: string): Promise<string[]> {
	return (await openStaticFolder(folder)).base.index.articles.map(({ id }) => id);
}

describe('readyStatic', () => {
	test('is done once where two commands need it, and the other one says that it waits', async () => {
		const both = await Promise.all([prepare(), prepare()]);
		expect(both.filter(({ steps }) => steps.has('distilling the model'))).toHaveLength(1);
		expect(both.flatMap(({ notices }) => notices)).toContain(`Another command is preparing ${corpus} for pages; waiting for it.`);
		expect(both[0].folder).toBe(both[1].folder);
		expect(await articlesIn(both[0].folder)).toEqual(['KI-1', 'KI-2']);
	});

	test('leaves what stood to those who are copying it while the corpus changes', async () => {
		const before = await prepare();
		await writeFile(join(corpus, 'KI-3.mdx'), articleText({ id: 'KI-3', title: 'Badge is not read' }, 'Hold it flat.'));
		const after = await prepare();
		expect(await articlesIn(after.folder)).toEqual(['KI-1', 'KI-2', 'KI-3']);
		expect(await articlesIn(before.folder)).toEqual(['KI-1', 'KI-2']);
	});

	test('keeps the last three states and nothing else', async () => {
		for (const turn of [1, 2, 3, 4]) {
			await appendFile(join(corpus, 'KI-2.mdx'), `\nStep ${turn}.\n`);
			await prepare();
		}
		const { folder } = await prepare();
		const states = await readdir(join(folder, '..'));
		expect(states).toHaveLength(3);
		expect(states).toContain(basename(folder));
	});
});
