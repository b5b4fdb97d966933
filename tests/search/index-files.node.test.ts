import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEmbedder } from '../../src/search/embedder.ts';
import { type Companions, IndexError, readIndex, readManifest, writeIndex } from '../../src/search/index-files.node.ts';
import type { StoredIndex } from '../../src/search/index-format.ts';
import { graphFrom, openGraphMaker } from '../../src/search/neighbours.node.ts';
import { buildIndex, groupRows, type SearchIndex } from '../../src/search/search-index.ts';
import { measureSignals } from '../../src/search/signals.ts';
import { packVectors } from '../../src/search/vectors.ts';
import { stemsOf } from '../../src/search/words.ts';
import { article } from '../setup/articles.ts';
import { modelFolder } from '../setup/commands.ts';
import { randomFrom, toUnit } from '../setup/small-index.ts';
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

async function readStored(folder: string, model: string = embedder.id): Promise<StoredIndex> {
	const manifest = await readManifest(folder, repair);
	if (manifest === null) throw new Error('there is no index');
	return readIndex(folder, manifest, model, repair);
}

async function readBack(folder: string): Promise<SearchIndex> {
	return (await readStored(folder)).index;
}

const nothingMore: Companions = { files: {}, learned: null };

/** Writes, and gives what was told meanwhile. */
async function write(folder: string, written: SearchIndex, corpus = 'hash', companions = nothingMore): Promise<string[]> {
	const told: string[] = [];
	await writeIndex(folder, written, corpus, companions, {
		progress: (step, done, total) => told.push(`${step} ${done}/${total}`),
		notice: (text) => told.push(text),
	});
	return told;
}

/** A folder with the index in it, of which the test may spoil what it likes. */
async function written(written: SearchIndex = index): Promise<string> {
	const folder = join(await mkdtemp(join(temporary, 'home-')), 'team-1234');
	await write(folder, written);
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
		const query = { stems: stemsOf('the printer ate my paper'), vectors };
		expect(measureSignals(read, query)).toEqual(measureSignals(index, query));
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
		await write(folder, await buildIndex(corpus(), null), 'other');
		expect(await readdir(folder)).not.toContain('vectors.bin');
		expect(await readBack(folder)).toMatchObject({ model: null });
		expect(await readdir(join(folder, '..'))).toEqual(['team-1234']);
	});

	test('lets many builds of many corpora write at once, and leaves each with a whole index', async () => {
		const home = await mkdtemp(join(temporary, 'home-'));
		const folders = ['a', 'b', 'c'].map((name) => join(home, name));
		await Promise.all(Array.from({ length: 24 }, (_, turn) => write(folders[turn % 3] ?? home, index, `hash ${turn}`)));
		for (const folder of folders) expect((await readBack(folder)).articles).toEqual(index.articles);
		expect((await readdir(home)).sort()).toEqual(['a', 'b', 'c']);
	});

	test('removes the drafts of killed builds, and none that another build may be writing', async () => {
		const folder = await written();
		const [killed, alive] = [`${folder}.building-killed`, `${folder}.building-alive`];
		for (const draft of [killed, alive]) await mkdir(draft);
		await utimes(killed, new Date('2026-01-01'), new Date('2026-01-01'));
		await write(folder, index);
		expect([existsSync(killed), existsSync(alive)]).toEqual([false, true]);
	});
});

describe('readManifest', () => {
	test('gives null where there is no index yet', async () => {
		expect(await readManifest(join(temporary, 'nowhere'), repair)).toBeNull();
	});

	test('gives the format of an index that another version wrote, whatever else is in it, so that it is built anew without a word', async () => {
		const folder = await written();
		await writeFile(join(folder, 'manifest.json'), '{"format": 2, "model": {"id": "of another shape"}, "files": []}');
		expect(await readManifest(folder, repair)).toMatchObject({ format: 2 });
	});
});

describe('what is stored beside the index', () => {
	const companions = { files: { 'learned.bin': Uint8Array.of(1, 2, 3) }, learned: { threshold: 0.9 } };

	test('is given back as it was', async () => {
		const folder = await written();
		await write(folder, index, 'hash', companions);
		expect([...(await (await readStored(folder)).read('learned.bin'))]).toEqual([1, 2, 3]);
		expect((await readManifest(folder, repair))?.learned).toEqual({ threshold: 0.9 });
	});

	test('is refused where it was changed, and where the manifest does not know it', async () => {
		const folder = await written();
		await write(folder, index, 'hash', companions);
		await writeFile(join(folder, 'learned.bin'), Uint8Array.of(1, 2, 4));
		const stored = await readStored(folder);
		await expect(stored.read('learned.bin')).rejects.toThrow(/learned\.bin has been changed.*Build the index anew/);
		await expect(stored.read('other.bin')).rejects.toThrow(IndexError);
	});
});

describe('a corpus of many passages', async () => {
	const random = randomFrom('passages');
	/** An index of nothing but vectors, one passage an article, whose words stay out: they are not what is slow. */
	const manyPassages = (rows: number): SearchIndex => {
		const passages = Array.from(
			{ length: rows },
			(_, at) => ({ ...index.passages[0], article: at, text: '' }) as (typeof index.passages)[number],
		);
		const articles = passages.map((_, at) => ({ ...index.articles[0], id: `KI-${at}` }) as (typeof index.articles)[number]);
		const vectors = passages.map(() => toUnit(Float32Array.from({ length: 8 }, () => random() - 0.5)));
		return { ...index, articles, passages, rowsOf: groupRows(passages, rows), vectors: packVectors(vectors, 8) };
	};
	const opened = await openGraphMaker();

	test.skipIf('missing' in opened)(
		'has a graph beside it, which finds what comparing all finds, and tells how far its making is',
		async () => {
			const many = manyPassages(graphFrom);
			const folder = join(await mkdtemp(join(temporary, 'home-')), 'large');
			const told = await write(folder, many);
			expect(told.at(-1)).toBe(`linking near passages ${graphFrom}/${graphFrom}`);
			expect((await readManifest(folder, repair))?.recall).toBeGreaterThan(0.95);
			const read = await readBack(folder);
			const query = many.vectors?.values.subarray(80, 88) ?? new Float32Array();
			expect(read.graph?.nearest(query, 1)).toEqual([{ row: 10, cosine: expect.closeTo(1, 5) }]);
			expect(many.graph?.nearest(query, 1)).toEqual(read.graph?.nearest(query, 1));
		},
	);

	test('has none where comparing all is as fast', async () => {
		const folder = join(await mkdtemp(join(temporary, 'home-')), 'large');
		await write(folder, manyPassages(graphFrom - 1));
		expect(await readManifest(folder, repair)).toMatchObject({ recall: null });
		expect(await readBack(folder)).toMatchObject({ graph: null });
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
		['a changed byte in the words', /passage-words\.bin has been changed/, (folder) => changedByte(join(folder, 'passage-words.bin'))],
		['a truncated file', /articles\.json has 10 bytes instead of \d+/, (folder) => truncate(join(folder, 'articles.json'), 10)],
		['a missing file', /article-words\.bin is missing/, (folder) => rm(join(folder, 'article-words.bin'))],
		['no manifest', /manifest\.json: is missing/, (folder) => rm(join(folder, 'manifest.json'))],
		['a truncated manifest', /manifest\.json: is damaged/, (folder) => truncate(join(folder, 'manifest.json'), 100)],
		[
			'a manifest of this format and another shape',
			/manifest\.json: is damaged/,
			(folder) => editManifest(folder, (manifest) => Object.assign(manifest, { files: 'none' })),
		],
		['a manifest that is no object', /manifest\.json: is damaged/, (folder) => writeFile(join(folder, 'manifest.json'), 'null')],
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
		await write(folder, index);
		expect((await readBack(folder)).articles).toEqual(index.articles);
	});
});
