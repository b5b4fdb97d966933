import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { BaseError, readPast } from '../../src/knowledge/past.node.ts';
import { fileText } from '../setup/check-articles.ts';
import { CheckRepository } from '../setup/check-repository.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const article = (id: string, title = 'Paper jams', version = '1.0.0'): string => fileText({ id, title, version }, `All about ${title}.`);

/** A repository with two articles on main. */
function twoArticles(corpus?: string): CheckRepository {
	const repository = new CheckRepository(folder, corpus);
	repository.write('a/KI-0001.mdx', article('KI-0001'));
	repository.write('b.mdx', article('KI-0002', 'Tunnel drops'));
	repository.write('checks.json', '{}');
	repository.write('padlock.png', new Uint8Array([1, 2, 3]));
	repository.commit();
	return repository;
}

afterEach(() => vi.unstubAllEnvs());

describe('the base', () => {
	test('is where the branch left main, not main as it is now', async () => {
		const repository = twoArticles();
		const left = repository.git('rev-parse', 'HEAD');
		repository.git('checkout', '-q', '-b', 'feature');
		repository.write('a/KI-0001.mdx', article('KI-0001', 'Paper jams', '1.1.0'));
		repository.commit();
		repository.git('checkout', '-q', 'main');
		repository.write('c.mdx', article('KI-0003'));
		repository.commit();
		repository.git('checkout', '-q', 'feature');
		const { base, limits } = await readPast(repository.corpus);
		expect(base).toMatchObject({ name: 'main', commit: left });
		expect(limits).toEqual([]);
		expect([...(base?.articles.keys() ?? [])].toSorted()).toEqual(['ki-0001', 'ki-0002']);
		expect(base?.articles.get('ki-0001')).toEqual({
			id: 'KI-0001',
			path: 'a/KI-0001.mdx',
			title: 'Paper jams',
			version: '1.0.0',
			body: 'All about Paper jams.',
		});
	});

	test('on main itself is the last commit, with the texts of all but images', async () => {
		const repository = twoArticles();
		repository.write('b.mdx', article('KI-0002', 'Tunnel drops', '9.0.0'));
		const { base } = await readPast(repository.corpus);
		expect(base?.articles.get('ki-0002')?.version).toBe('1.0.0');
		expect([...(base?.files.keys() ?? [])].toSorted()).toEqual(['a/KI-0001.mdx', 'b.mdx', 'checks.json']);
	});

	test('is what was asked for', async () => {
		const repository = twoArticles();
		repository.git('tag', 'v1');
		repository.write('c.mdx', article('KI-0003'));
		repository.commit();
		const { base } = await readPast(repository.corpus, 'v1');
		expect(base?.name).toBe('v1');
		expect(base?.articles.has('ki-0003')).toBe(false);
	});

	test.each(['no-such-branch', '--upload-pack=x', 'HEAD~99'])('is refused with a sentence where there is no commit %s', async (name) => {
		const repository = twoArticles();
		const reading = readPast(repository.corpus, name);
		await expect(reading).rejects.toThrow(BaseError);
		await expect(reading).rejects.toThrow(`--base ${name}: no such commit here. Fetch it (git fetch origin)`);
	});

	test('reads paths with spaces, letters of any script and quotes', async () => {
		const repository = new CheckRepository(folder, 'our content ü');
		for (const [at, path] of ['a b.mdx', 'ルール/手順.mdx', 'it\'s "so".mdx'].entries()) repository.write(path, article(`KI-000${at}`));
		repository.commit();
		const { base } = await readPast(repository.corpus);
		expect([...(base?.articles.values() ?? [])].map(({ path }) => path).toSorted()).toEqual([
			'a b.mdx',
			'it\'s "so".mdx',
			'ルール/手順.mdx',
		]);
	});

	test('leaves out what cannot be read', async () => {
		const repository = twoArticles();
		repository.write('broken.mdx', 'no front matter');
		repository.commit();
		expect((await readPast(repository.corpus)).base?.articles.size).toBe(2);
	});

	test('looks at the folder of the articles alone', async () => {
		const repository = twoArticles('docs/content');
		repository.write('../other/x.mdx', article('KI-0009'));
		repository.commit();
		expect([...((await readPast(repository.corpus)).base?.articles.keys() ?? [])]).toEqual(['ki-0001', 'ki-0002']);
	});
});

describe('what was deleted', () => {
	const deletedOf = async (repository: CheckRepository) => (await readPast(repository.corpus)).deleted;

	test('is told with its day and what it said', async () => {
		const repository = twoArticles('our content ü');
		repository.remove('b.mdx');
		repository.commit();
		expect(await deletedOf(repository)).toEqual([
			{ id: 'KI-0002', path: 'b.mdx', title: 'Tunnel drops', version: '1.0.0', body: 'All about Tunnel drops.', on: '2026-11-02' },
		]);
	});

	test('a renamed file is not deleted, whatever the settings of git say of names', async () => {
		const repository = twoArticles();
		repository.git('config', 'diff.renames', 'false');
		repository.git('mv', 'content/b.mdx', 'content/a/KI-0002.mdx');
		repository.commit();
		expect(await deletedOf(repository)).toEqual([]);
	});

	test('what came back is still among them: whether it is the same is for the rules', async () => {
		const repository = twoArticles();
		repository.remove('b.mdx');
		repository.commit();
		repository.write('b.mdx', article('KI-0002', 'Tunnel drops'));
		repository.commit();
		expect((await deletedOf(repository)).map(({ id }) => id)).toEqual(['KI-0002']);
	});

	test('is found behind a merge, and with a name of any script', async () => {
		const repository = twoArticles();
		repository.write('ルール 1.mdx', article('KI-0003', 'Toner'));
		repository.commit();
		repository.git('checkout', '-q', '-b', 'clean-up');
		repository.remove('ルール 1.mdx');
		repository.commit();
		repository.git('checkout', '-q', 'main');
		repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'clean-up');
		expect((await deletedOf(repository)).map(({ id, path }) => [id, path])).toEqual([['KI-0003', 'ルール 1.mdx']]);
	});

	test('what came and went on this branch alone is none', async () => {
		const repository = twoArticles();
		repository.git('checkout', '-q', '-b', 'feature');
		repository.write('c.mdx', article('KI-0003'));
		repository.commit();
		repository.remove('c.mdx');
		repository.commit();
		expect(await deletedOf(repository)).toEqual([]);
	});
});

describe('what is not known', () => {
	test('of a shallow clone it says so, and still compares', async () => {
		const repository = twoArticles();
		repository.write('c.mdx', article('KI-0003'));
		repository.commit();
		repository.git('clone', '-q', '--depth', '1', pathToFileURL(repository.root).href, 'shallow');
		const { base, limits } = await readPast(join(repository.root, 'shallow', 'content'));
		expect(limits).toEqual(['This is a shallow clone: articles that were deleted before it begins are not known.']);
		expect(base?.articles.size).toBe(3);
	});

	test('outside of a repository nothing is compared, and a base is refused', async () => {
		const apart = mkdtempSync(join(folder, 'apart-'));
		expect(await readPast(apart)).toEqual({
			base: null,
			deleted: [],
			limits: ['The articles are not in a git repository: nothing is compared with what was there before.'],
		});
		await expect(readPast(apart, 'main')).rejects.toThrow(/^main: The articles are not in a git repository.* leave out --base\.$/);
	});

	test('nor before the first commit', async () => {
		expect(await readPast(new CheckRepository(folder).corpus)).toMatchObject({
			base: null,
			limits: ['The git repository of the articles has no commit yet: nothing is compared with what was there before.'],
		});
	});

	test('nor without git', async () => {
		const repository = twoArticles();
		vi.stubEnv('PATH', folder);
		expect((await readPast(repository.corpus)).limits).toEqual([
			'git is not installed here: nothing is compared with what was there before.',
		]);
	});
});
