import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { IndexError, readIndex, readManifest, writeIndex } from '../../src/search/index-files.node.ts';
import { rankArticles } from '../../src/search/rank.ts';
import { buildIndex, type SearchIndex } from '../../src/search/search-index.ts';
import { article } from '../setup/articles.ts';
import { modelFolder } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const embedder = await loadEmbedder(modelFolder);
const repair = 'npm run index -- --corpus team';

function corpus() {
	return {
		articles: [
			article(
				{ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck'], tests: ['examcanary chews my sheets'] },
				'## Fix\n\nOpen the tray.',
			),
			article({ id: 'KI-2', title: 'Tunnel drops' }, 'Restart the client.'),
			article({ id: 'KI-3', title: 'Retired printer', state: 'archived' }, 'archivedcanary'),
		],
		links: [{ text: 'sheet will not come out', article: 'KI-1', outcome: 'resolved' as const }],
	};
}

const index = await buildIndex(corpus(), embedder);

async function readBack(folder: string): Promise<SearchIndex> {
	const manifest = await readManifest(folder, repair);
	if (manifest === null) throw new Error('there is no index');
	return readIndex(folder, manifest, embedder.id, repair);
}

/** A folder with the index in it, of which the test may spoil what it likes. */
async function written(written: SearchIndex = index): Promise<string> {
	const folder = join(await mkdtemp(join(temporary, 'home-')), 'team-1234');
	await writeIndex(folder, written, 'hash');
	return folder;
}

async function bytesOf(folder: string): Promise<Record<string, string>> {
	const names = (await readdir(folder)).sort();
	return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await readFile(join(folder, name))).toString('base64')])));
}

async function editManifest(folder: string, edit: (manifest: Record<string, unknown>) => void): Promise<void> {
	const file = join(folder, 'manifest.json');
	const manifest = JSON.parse(await readFile(file, 'utf8'));
	edit(manifest);
	await writeFile(file, JSON.stringify(manifest));
}

describe('writeIndex', () => {
	test('loses nothing: what is read back ranks as what was built', async () => {
		const read = await readBack(await written());
		const vectors = await embedder.embed(['the printer ate my paper']);
		const query = { text: 'the printer ate my paper', vectors };
		expect(rankArticles(read, query)).toEqual(rankArticles(index, query));
		expect(read.vectors).toEqual(index.vectors);
	});

	test('gives the same bytes for the same content, so that two machines can compare', async () => {
		const again = await buildIndex(corpus(), embedder);
		expect(await bytesOf(await written(again))).toEqual(await bytesOf(await written()));
	});

	test('writes nothing of the tests and nothing of archived articles', async () => {
		const folder = await written();
		for (const name of await readdir(folder)) {
			const bytes = await readFile(join(folder, name));
			expect([name, bytes.includes('examcanary'), bytes.includes('archivedcanary')]).toEqual([name, false, false]);
		}
	});

	test('writes an index of no article, and of no model, so that it can be read', async () => {
		const empty = await buildIndex({ articles: [], links: [] }, embedder);
		expect((await readBack(await written(empty))).vectors?.values).toHaveLength(0);
		const words = await buildIndex(corpus(), null);
		expect(await readBack(await written(words))).toMatchObject({ vectors: null, model: null });
	});

	test('replaces an index whole, so that no file of the old one stays', async () => {
		const folder = await written();
		await writeIndex(folder, await buildIndex(corpus(), null), 'other');
		expect(await readdir(folder)).not.toContain('vectors.bin');
		expect(await readBack(folder)).toMatchObject({ model: null });
		expect(await readdir(join(folder, '..'))).toEqual(['team-1234']);
	});

	test('lets many builds of many corpora write at once, and leaves each with a whole index', async () => {
		const home = await mkdtemp(join(temporary, 'home-'));
		const folders = ['a', 'b', 'c'].map((name) => join(home, name));
		await Promise.all(Array.from({ length: 24 }, (_, turn) => writeIndex(folders[turn % 3] ?? home, index, `hash ${turn}`)));
		for (const folder of folders) expect((await readBack(folder)).articles).toEqual(index.articles);
		expect((await readdir(home)).sort()).toEqual(['a', 'b', 'c']);
	});

	test('removes the drafts of killed builds, and none that another build may be writing', async () => {
		const folder = await written();
		const [killed, alive] = [`${folder}.building-killed`, `${folder}.building-alive`];
		for (const draft of [killed, alive]) await mkdir(draft);
		await utimes(killed, new Date('2026-01-01'), new Date('2026-01-01'));
		await writeIndex(folder, index, 'hash');
		expect([existsSync(killed), existsSync(alive)]).toEqual([false, true]);
	});
});

describe('readManifest', () => {
	test('gives null where there is no index yet', async () => {
		expect(await readManifest(join(temporary, 'nowhere'), repair)).toBeNull();
	});
});

describe('readIndex', () => {
	const changedByte = async (file: string): Promise<void> => {
		const bytes = await readFile(file);
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
		await writeFile(file, bytes);
	};

	test.each<[string, RegExp, (folder: string) => Promise<void>]>([
		['a changed byte in the vectors', /vectors\.bin has been changed/, (folder) => changedByte(join(folder, 'vectors.bin'))],
		['a changed byte in the words', /passage-words\.json has been changed/, (folder) => changedByte(join(folder, 'passage-words.json'))],
		['a truncated file', /articles\.json has 10 bytes instead of \d+/, (folder) => truncate(join(folder, 'articles.json'), 10)],
		['a missing file', /article-words\.json is missing/, (folder) => rm(join(folder, 'article-words.json'))],
		['no manifest', /manifest\.json: is missing/, (folder) => rm(join(folder, 'manifest.json'))],
		['a truncated manifest', /manifest\.json: is damaged/, (folder) => truncate(join(folder, 'manifest.json'), 100)],
		['a manifest of another shape', /manifest\.json: is damaged/, (folder) => writeFile(join(folder, 'manifest.json'), '{"format": 1}')],
		[
			'another format',
			/format 999, this version reads/,
			(folder) => editManifest(folder, (manifest) => Object.assign(manifest, { format: 999 })),
		],
		[
			'the vectors of another model',
			/made by the model other@1/,
			(folder) => editManifest(folder, (m) => Object.assign(m, { model: 'other@1' })),
		],
		[
			'counts that do not fit the vectors',
			/385 numbers for each/,
			(folder) => editManifest(folder, (m) => Object.assign(m, { counts: { articles: 2, passages: 5, dimensions: 385 } })),
		],
		['a manifest that does not know a file', /does not know/, (folder) => editManifest(folder, (m) => Object.assign(m, { files: {} }))],
	])('refuses %s and names the command that repairs it', async (_, reason, spoil) => {
		const folder = join(await mkdtemp(join(temporary, 'home-')), 'team');
		await cp(await written(), folder, { recursive: true });
		await spoil(folder);
		const error = await readBack(folder).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(IndexError);
		expect(String(error)).toMatch(reason);
		expect(String(error)).toContain(`Build the index anew: ${repair}`);
		expect(String(error)).toContain(folder);
		await writeIndex(folder, index, 'hash');
		expect((await readBack(folder)).articles).toEqual(index.articles);
	});
});
