import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listFiles } from '../../src/knowledge/files.node.ts';
import { layOutVersions } from '../../src/knowledge/version-files.node.ts';
import { maxTexts } from '../../src/knowledge/versions.ts';
import { versionsFolder } from '../../src/knowledge/working-files.node.ts';
import { articleText } from '../setup/articles.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let corpus = '';

beforeEach(async () => {
	const folder = await mkdtemp(join(temporary, 'kb-'));
	vi.stubEnv('SIGNPOST_HOME', join(folder, 'home'));
	corpus = join(folder, 'corpus');
	await mkdir(join(corpus, 'old place'), { recursive: true });
});

afterEach(() => {
	vi.unstubAllEnvs();
});

/** Makes a commit for each text of the article, in turn. */
function commitAll(texts: readonly string[]): void {
	const stream = texts.map(
		(text, at) =>
			`commit refs/heads/main\ncommitter A <a@corp.example> ${1_790_000_000 + at * 60} +0000\ndata 4\nEdit\nM 100644 inline "old place/a.mdx"\ndata ${Buffer.byteLength(text)}\n${text}\n`,
	);
	const run = (args: string[], input = '') =>
		execFileSync('git', args, { cwd: corpus, input, stdio: 'pipe', env: { PATH: process.env.PATH } });
	run(['init', '-q', '-b', 'main']);
	run(['fast-import', '--quiet', '--force'], stream.join(''));
	run(['reset', '-q', '--hard', 'main']);
}

const text = (version: string, body: string, fields: Record<string, unknown> = {}) =>
	articleText({ id: 'Team/KI-1', version, ...fields }, body);
const laidOut = async () => (await listFiles(versionsFolder(corpus), (name) => name.endsWith('.mdx'))).sort();

describe('layOutVersions', () => {
	test('writes what passed the gate, but for the newest, under the path of then, with no field but the title', async () => {
		commitAll([text('1.0.0', 'See [it](b.mdx).', { title: 'Old "title"' }), text('1.1.0', 'Two.'), text('1.2.0', 'Three.')]);
		const [history] = await layOutVersions(corpus);
		expect(history?.versions.map(({ address }) => address)).toEqual(['1.2.0', '1.1.0', '1.0.0']);
		expect(await laidOut()).toEqual(['team~ki-1/1.0.0/old place/a.mdx', 'team~ki-1/1.1.0/old place/a.mdx']);
		const written = await readFile(join(versionsFolder(corpus), 'team~ki-1/1.0.0/old place/a.mdx'), 'utf8');
		expect(written.split('\n').slice(0, 5)).toEqual(['---', 'title: "Old \\"title\\""', '---', '', 'See [it](b.mdx).']);
	});

	test('writes nothing that the gate refuses today, or that is no article, and keeps its source with the reason', async () => {
		const unsafe = text('1.0.0', 'Line.\n\n<script>alert(1)</script>');
		const code = text('1.1.0', '{process.exit()}');
		const broken = '---\nid: Team/KI-1\nversion: "1.2.0"\ntitle: [\n---\n\nBody.\n';
		commitAll([unsafe, code, broken, text('1.3.0', 'Fine.')]);
		const [history] = await layOutVersions(corpus);
		expect(await laidOut()).toEqual([]);
		expect(history?.versions.map(({ refused }) => refused)).toEqual([
			null,
			{ why: expect.stringMatching(/not valid YAML/), source: broken },
			{ why: expect.stringMatching(/^Line \d+: /), source: code },
			{ why: expect.stringMatching(/^Line \d+: .*script/), source: unsafe },
		]);
	});

	test('gives the fields that readers go by, whatever schema they followed, and never the exam', async () => {
		const fields = { severity: 'high', phrases: ['one', 2], fix: { state: 'planned', release: '7.6' }, tests: ['examcanary'], owner: null };
		commitAll([text('1.0.0', 'Old.', fields), text('1.1.0', 'New.')]);
		const [history] = await layOutVersions(corpus);
		expect(history?.versions[1]?.facts).toEqual([
			{ label: 'Title', values: ['A title'] },
			{ label: 'State', values: ['not-validated'] },
			{ label: 'Severity', values: ['high'] },
			{ label: 'Fix', values: ['state: planned; release: 7.6'] },
			{ label: 'Phrases', values: ['one', '2'] },
		]);
		expect(JSON.stringify(history)).not.toContain('examcanary');
	});

	test(`keeps the newest ${maxTexts} texts, lists the others, and says so`, async () => {
		commitAll(Array.from({ length: maxTexts + 3 }, (_, at) => text(`1.${at}.0`, `Text ${at}.`)));
		const [history] = await layOutVersions(corpus);
		expect(history?.versions).toHaveLength(maxTexts + 3);
		expect(history?.versions.filter(({ address }) => address !== null)).toHaveLength(maxTexts);
		expect(history?.versions.slice(-3).map(({ address, at }) => [address, typeof at])).toEqual(Array(3).fill([null, 'string']));
		expect(history?.notices).toEqual([expect.stringContaining(`newest ${maxTexts} texts`)]);
	});

	test('gives partners nothing: no history, no file', async () => {
		commitAll([text('1.0.0', 'Internal once.', { audience: 'partner' }), text('1.1.0', 'Two.', { audience: 'partner' })]);
		vi.stubEnv('SIGNPOST_AUDIENCE', 'partner');
		expect(await layOutVersions(corpus)).toEqual([]);
		expect(await laidOut()).toEqual([]);
		vi.stubEnv('SIGNPOST_AUDIENCE', 'internal');
		expect(await layOutVersions(corpus)).toHaveLength(1);
		expect(await laidOut()).toHaveLength(1);
		vi.stubEnv('SIGNPOST_AUDIENCE', 'partner');
		await layOutVersions(corpus);
		expect(existsSync(join(versionsFolder(corpus), 'team~ki-1'))).toBe(false);
	});
});
