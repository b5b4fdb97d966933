import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Embedder, loadEmbedder } from '../../src/search/embedder.ts';
import { cacheEmbeddings } from '../../src/search/embedding-cache.node.ts';
import { modelFolder } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const real = await loadEmbedder(modelFolder);

/** The real model, which remembers what it was asked. */
function listening(id: string = real.id): Embedder & { asked: string[] } {
	const asked: string[] = [];
	return {
		...real,
		id,
		asked,
		embed: (texts) => {
			asked.push(...texts);
			return real.embed(texts);
		},
	};
}

describe('cacheEmbeddings', () => {
	test('embeds a text once and gives the very same vector ever after, also when opened again', async () => {
		const folder = await mkdtemp(join(temporary, 'cache-'));
		const [first, second] = [listening(), listening()];
		const fresh = await cacheEmbeddings(first, folder).embed(['one', 'two', 'one']);
		const again = await cacheEmbeddings(second, folder).embed(['two', 'one', 'three']);
		expect(first.asked).toEqual(['one', 'two']);
		expect(second.asked).toEqual(['three']);
		expect(again.slice(0, 2)).toEqual([fresh[1], fresh[0]]);
		expect(fresh[2]).toEqual(fresh[0]);
		expect(fresh[0]).toEqual((await real.embed(['one']))[0]);
	});

	test('never gives one model the vectors of another', async () => {
		const folder = await mkdtemp(join(temporary, 'cache-'));
		await cacheEmbeddings(listening(), folder).embed(['one']);
		const other = listening('other/q8@1');
		await cacheEmbeddings(other, folder).embed(['one']);
		expect(other.asked).toEqual(['one']);
	});

	test('gives vectors that do not change when the caller changes one', async () => {
		const cached = cacheEmbeddings(listening(), await mkdtemp(join(temporary, 'cache-')));
		await cached.embed(['one']);
		const [mine] = await cached.embed(['one']);
		mine?.fill(0);
		expect((await cached.embed(['one']))[0]).not.toEqual(mine);
	});

	test('keeps the hash of a text, never the text', async () => {
		const folder = await mkdtemp(join(temporary, 'cache-'));
		await cacheEmbeddings(real, folder).embed(['a canaryword in an article']);
		const files = await readdir(folder);
		expect(files).toContain('embeddings.sqlite');
		for (const file of files) expect((await readFile(join(folder, file))).includes('canaryword')).toBe(false);
	});

	test('tells how far it is, cached or not', async () => {
		const cached = (done: string[]) => cacheEmbeddings(real, join(temporary, 'progress'), (count, total) => done.push(`${count}/${total}`));
		for (const _ of ['first time', 'second time']) {
			const done: string[] = [];
			await cached(done).embed(['one', 'two']);
			expect(done).toEqual(['1/2', '2/2']);
		}
	});

	test('throws for a file that is no database, with the code that the commands explain', async () => {
		const folder = await mkdtemp(join(temporary, 'cache-'));
		await writeFile(join(folder, 'embeddings.sqlite'), 'not a database, but long enough to be read as one'.repeat(100));
		expect(() => cacheEmbeddings(real, folder)).toThrow(expect.objectContaining({ code: 'ERR_SQLITE_ERROR' }));
	});
});
