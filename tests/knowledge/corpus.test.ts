import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CorpusError, hashCorpus, readCorpus } from '../../src/knowledge/corpus.node.ts';
import { decodeText, listFiles } from '../../src/knowledge/files.node.ts';
import { articleText } from './article-text.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'signpost-corpus-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), content);
}

function issue(id: string, body = 'Text.', ...fields: string[]): string {
	return articleText(body, ...fields).replace('KI-0001', id);
}

describe('readCorpus', () => {
	test.each(['a#b.mdx', 'what?.mdx', '100%/KI-1.mdx'])('reports the path %s, which would break the whole site', async (path) => {
		write(path, issue('KI-1'));
		const { articles, findings } = await readCorpus(folder);
		expect(articles).toEqual([]);
		expect(findings).toMatchObject([{ path, rule: 'path', remedy: 'Rename the file or folder.' }]);
	});

	test('reports lines that are not UTF-8, and articles.jsonl bodies over the limit', async () => {
		const body = 'x'.repeat(1_100_000);
		write(
			'articles.jsonl',
			Buffer.concat([
				Buffer.from('{"id":"a","title":"A","body":"caf\xe9"}\n', 'latin1'),
				Buffer.from(`${JSON.stringify({ id: 'b', title: 'B', body })}\n{"id":"c","title":"C","body":"fine"}\n`),
			]),
		);
		const { articles, findings } = await readCorpus(folder);
		expect(articles.map(({ id }) => id)).toEqual(['c']);
		expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['1 encoding', '2 size']);
	});

	test('reads every article below the folder, in the order of their paths, and the links', async () => {
		write('b/KI-2.mdx', issue('KI-2'));
		write('a/deep/KI-1.mdx', issue('KI-1'));
		write(
			'links.jsonl',
			'{"text": "no work", "article": "KI-1"}\n\n{"text": "late", "article": "KI-2", "outcome": "tried", "created": "2026-03-01"}\n',
		);
		const { articles, links, findings } = await readCorpus(folder);
		expect(articles.map(({ id, path }) => `${id} ${path}`)).toEqual(['KI-1 a/deep/KI-1.mdx', 'KI-2 b/KI-2.mdx']);
		expect(links).toEqual([
			{ text: 'no work', article: 'KI-1', outcome: 'resolved' },
			{ text: 'late', article: 'KI-2', outcome: 'tried', created: '2026-03-01' },
		]);
		expect(findings).toEqual([]);
	});

	test('goes on past files that cannot be read, and says of each what is wrong', async () => {
		write('empty.mdx', '');
		write('good.mdx', issue('KI-1'));
		write('huge.mdx', 'x'.repeat(5_000_000));
		write('latin.mdx', Buffer.concat([Buffer.from(issue('KI-2', 'Straße \uFFFD')), Buffer.from([0x53, 0xe9, 0x0a])]));
		write('script.mdx', issue('KI-3', 'Text.\n\n<script>alert(1)</script>'));
		const { articles, findings } = await readCorpus(folder);
		expect(articles.map(({ id }) => id)).toEqual(['KI-1']);
		expect(findings).toMatchObject([
			{ path: 'empty.mdx', line: 1, rule: 'front-matter', message: 'the file is empty.' },
			{ path: 'huge.mdx', rule: 'size', message: 'is 5.0 MB; an article has at most 1 MB.' },
			{ path: 'latin.mdx', line: 10, rule: 'encoding', remedy: 'Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 latin.mdx' },
			{ path: 'script.mdx', line: 11, rule: 'gate' },
		]);
	});

	test('leaves out the second article of an id, also where the ids differ only in case', async () => {
		write('a.mdx', issue('KI-1'));
		write('b.mdx', issue('KI-1'));
		write('c.mdx', issue('ki-1'));
		const { articles, findings } = await readCorpus(folder);
		expect(articles.map(({ path }) => path)).toEqual(['a.mdx']);
		expect(findings.map(({ path, rule, message }) => [path, rule, message])).toEqual([
			['b.mdx', 'duplicate-id', 'the id KI-1 is taken by a.mdx.'],
			['c.mdx', 'duplicate-id', 'the id ki-1 is taken by a.mdx (ids differ in more than case).'],
		]);
	});

	test('reports references that lead nowhere', async () => {
		write('a.mdx', issue('KI-1', '[b](./b.mdx) [c](c.mdx#nowhere)', 'related: [KI-9]', 'escalation: ESC-9'));
		write('c.mdx', issue('KI-2'));
		const { findings } = await readCorpus(folder);
		expect(findings.map(({ message }) => message)).toEqual([
			'related names KI-9, which is no article here.',
			'escalation names ESC-9, which is no article here.',
			'links to ./b.mdx, which is no article here.',
			'links to #nowhere, which is no heading of c.mdx.',
		]);
	});

	test.each([
		['missing', (path: string) => join(path, 'nowhere'), 'no such folder'],
		['a file', (path: string) => join(path, 'file.txt'), 'no such folder'],
		['empty', (path: string) => path, 'holds no article'],
	])('throws what to do where the folder is %s', async (_, of, message) => {
		write('file.txt', 'x');
		await expect(readCorpus(of(folder))).rejects.toThrow(CorpusError);
		await expect(readCorpus(of(folder))).rejects.toThrow(message);
		await expect(readCorpus(of(folder))).rejects.toThrow('articles.jsonl');
	});

	test('reads articles.jsonl and links.jsonl, and goes on past bad lines', async () => {
		write(
			'articles.jsonl',
			[
				'\uFEFF{"id": "A", "title": "Access", "body": "## Reset\\n\\nText."}',
				'{"id": "B", "title": "Bulk"',
				'{"id": "", "title": "x", "body": "y"}',
				'',
				'"text"',
				'{"id": "a", "title": "Again", "body": ""}',
			].join('\r\n'),
		);
		write(
			'links.jsonl',
			'{"text": "locked out", "article": "A"}\nnonsense\n{"text": "x", "article": "Z"}\n{"text": "x", "article": "A", "outcome": "won"}',
		);
		const { articles, links, findings } = await readCorpus(folder);
		expect(articles.map(({ id, sections }) => [id, sections.map(({ heading }) => heading)])).toEqual([['A', ['Reset']]]);
		expect(links).toEqual([{ text: 'locked out', article: 'A', outcome: 'resolved' }]);
		expect(findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual([
			'articles.jsonl:2 json',
			'articles.jsonl:3 schema',
			'articles.jsonl:5 schema',
			'articles.jsonl:6 duplicate-id',
			'links.jsonl:2 json',
			'links.jsonl:4 schema',
			'links.jsonl:3 reference',
		]);
	});

	test('takes links kept elsewhere, in place of its own', async () => {
		write('corpus/a.mdx', issue('KI-1'));
		write('corpus/links.jsonl', '{"text": "old", "article": "KI-1"}');
		write('new.jsonl', '{"text": "new", "article": "KI-1"}');
		const { links } = await readCorpus(join(folder, 'corpus'), { links: join(folder, 'new.jsonl') });
		expect(links.map(({ text }) => text)).toEqual(['new']);
		await expect(readCorpus(join(folder, 'corpus'), { links: join(folder, 'none.jsonl') })).rejects.toThrow('none.jsonl: no such file');
	});

	test('reports articles that the site would show and nobody has read', async () => {
		write('corpus/a.mdx', issue('KI-1'));
		write('elsewhere/evil.mdx', issue('KI-2', '{x}'));
		write('elsewhere/evil.txt', issue('KI-3', '{x}'));
		symlinkSync(join(folder, 'elsewhere'), join(folder, 'corpus/more'));
		symlinkSync(join(folder, 'elsewhere/evil.txt'), join(folder, 'corpus/b.mdx'));
		symlinkSync(join(folder, 'elsewhere/evil.txt'), join(folder, 'corpus/notes.txt'));
		const { findings } = await readCorpus(join(folder, 'corpus'));
		expect(findings.map(({ path, rule }) => `${path} ${rule}`).sort()).toEqual(['b.mdx corpus', 'more corpus']);
	});

	test('reports articles that an articles.jsonl beside them hides from the gate', async () => {
		write('articles.jsonl', '{"id": "A", "title": "Access", "body": "x"}');
		write('a.mdx', issue('KI-1', '{x}'));
		expect((await readCorpus(folder)).findings).toMatchObject([{ path: 'a.mdx', rule: 'corpus' }]);
	});

	test('writes nothing', async () => {
		write('a.mdx', issue('KI-1'));
		write('b.mdx', '');
		write('links.jsonl', 'nonsense');
		const before = readdirSync(folder, { recursive: true }).map((path) => [path, readFileSync(join(folder, String(path)), 'utf8')]);
		await readCorpus(folder);
		expect(readdirSync(folder, { recursive: true }).map((path) => [path, readFileSync(join(folder, String(path)), 'utf8')])).toEqual(
			before,
		);
	});
});

describe('hashCorpus', () => {
	test('changes with a byte, a name, a link, and with nothing else', async () => {
		write('a.mdx', issue('KI-1'));
		const { hash } = await readCorpus(folder);
		expect(await hashCorpus(folder)).toBe(hash);
		write('notes.txt', 'x');
		expect(await hashCorpus(folder)).toBe(hash);
		const hashes = [hash];
		write('links.jsonl', '{"text": "x", "article": "KI-1"}');
		hashes.push(await hashCorpus(folder));
		write('a.mdx', issue('KI-1', 'Text!'));
		hashes.push(await hashCorpus(folder));
		write('b.mdx', issue('KI-1', 'Text!'));
		rmSync(join(folder, 'a.mdx'));
		hashes.push(await hashCorpus(folder));
		expect(new Set(hashes).size).toBe(4);
	});
});

describe('listFiles', () => {
	test('leaves out folders that belong to tools', async () => {
		for (const path of ['b.mdx', 'a/c.mdx', 'a/c.md', '.git/d.mdx', 'node_modules/e.mdx', '.f.mdx']) write(path, 'x');
		expect(await listFiles(folder, (name) => name.endsWith('.mdx'))).toEqual(['a/c.mdx', 'b.mdx']);
	});
});

describe('decodeText', () => {
	test('keeps every character, the byte-order mark too', () => {
		expect(decodeText(Buffer.from('\uFEFFa\u0000ß🙂\r\n'), 'a.mdx')).toBe('\uFEFFa\u0000ß🙂\r\n');
	});

	test('names the first line that is not UTF-8, whatever stands before it', () => {
		const bytes = Buffer.concat([Buffer.from('\uFFFD replaced before\nok\n'), Buffer.from([0xc3, 0x0a, 0xff])]);
		expect(decodeText(bytes, 'a.mdx')).toMatchObject({ line: 3, rule: 'encoding' });
	});

	test('knows a file that Windows saved as Unicode', () => {
		expect(decodeText(Buffer.from('\uFEFF---\nid: A', 'utf16le'), 'a.mdx')).toMatchObject({
			line: 1,
			remedy: expect.stringContaining('-f UTF-16 '),
		});
	});
});
