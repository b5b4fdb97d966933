import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { corpusForAudience } from '../../src/knowledge/edition.node.ts';
import { listFiles } from '../../src/knowledge/files.node.ts';
import { articleText } from '../setup/articles.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
let corpus = '';
let count = 0;

beforeEach(async () => {
	corpus = join(folder, `kb-${count++}`);
	vi.stubEnv('SIGNPOST_HOME', join(folder, 'home'));
	vi.stubEnv('SIGNPOST_AUDIENCE', 'partner');
	await mkdir(join(corpus, 'img'), { recursive: true });
	await writeFile(
		join(corpus, 'a.mdx'),
		articleText({ id: 'KI-1', audience: 'partner' }, '![a](img/a.png)\n\n<Internal>\n\n![b](img/b.png)\n\n</Internal>'),
	);
	await writeFile(join(corpus, 'b.mdx'), articleText({ id: 'KI-2' }, 'Secret.'));
	for (const name of ['a', 'b']) await writeFile(join(corpus, `img/${name}.png`), name);
	await writeFile(join(corpus, 'links.jsonl'), '{"text": "my screen is dark", "article": "KI-1"}\n');
	await writeFile(join(corpus, 'signpost.json'), '{"repository": {"edit": "https://git.example/{path}"}, "recordSearchGaps": true}');
});

afterEach(() => {
	vi.unstubAllEnvs();
});

describe('corpusForAudience', () => {
	test('is the corpus itself for the desk', async () => {
		vi.stubEnv('SIGNPOST_AUDIENCE', '');
		expect(await corpusForAudience(corpus)).toBe(corpus);
	});

	test('for partners, a corpus without links, repository and what their articles do not use', async () => {
		const edition = await corpusForAudience(corpus);
		expect(await listFiles(edition, () => true)).toEqual(['a.mdx', 'img/a.png', 'signpost.json']);
		expect(JSON.parse(await readFile(join(edition, 'signpost.json'), 'utf8'))).toEqual({ recordSearchGaps: true });
		const { articles, links, findings } = await readCorpus(edition);
		expect([articles.map(({ id }) => id), links, findings]).toEqual([['KI-1'], [], []]);
	});

	test('stays at its place and is written anew only when something has changed', async () => {
		const edition = await corpusForAudience(corpus);
		const { ino } = await stat(edition);
		await writeFile(join(corpus, 'b.mdx'), articleText({ id: 'KI-2' }, 'Another secret.'));
		expect(await corpusForAudience(corpus)).toBe(edition);
		expect((await stat(edition)).ino).toBe(ino);
		await writeFile(join(corpus, 'a.mdx'), articleText({ id: 'KI-1', audience: 'partner' }, 'No picture.'));
		expect(await corpusForAudience(corpus)).toBe(edition);
		expect(await listFiles(edition, () => true)).toEqual(['a.mdx', 'signpost.json']);
	});

	test('an edition given as the corpus is itself', async () => {
		const edition = await corpusForAudience(corpus);
		expect(await corpusForAudience(edition)).toBe(edition);
	});

	test('an article that became internal stops it, and the edition before is left', async () => {
		const edition = await corpusForAudience(corpus);
		await writeFile(join(corpus, 'a.mdx'), articleText({ id: 'KI-1', audience: 'partner' }, 'See KI-2.'));
		await expect(corpusForAudience(corpus)).rejects.toThrow(/1 problems in .*a\.mdx:\d+ {2}edition: .*names "KI-2"/s);
		expect(await readFile(join(edition, 'a.mdx'), 'utf8')).toContain('img/a.png');
	});

	test('a corpus that has problems has no edition', async () => {
		await writeFile(join(corpus, 'c.mdx'), articleText({ id: 'KI-3' }, '{process.exit()}'));
		await expect(corpusForAudience(corpus)).rejects.toThrow('c.mdx');
	});
});
