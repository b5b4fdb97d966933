import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { articleText } from '../setup/articles.ts';
import { type Outcome, runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const corpus = join(temporary, 'corpus');
await mkdir(corpus);
await writeFile(join(corpus, 'KI-1.mdx'), articleText({ id: 'KI-1', title: 'Item stays locked' }, 'Release the lease.'));
await writeFile(join(corpus, 'KI-2.mdx'), articleText({ id: 'KI-2', title: 'Old player', state: 'archived' }, 'Gone.'));

let home = '';
let homes = 0;
beforeEach(() => {
	home = join(temporary, `home-${homes++}`);
});

function link(...args: string[]): Promise<Outcome> {
	return runScript('link', [...args, '--corpus', corpus], { SIGNPOST_HOME: home });
}

/** The lines that were stored; none where nothing was. */
async function storedLines(): Promise<unknown[]> {
	const names = await readdir(home, { recursive: true }).catch(() => []);
	const files = names.filter((name) => name.endsWith('links.jsonl'));
	expect(files.every((file) => /^data[\\/]corpus-[0-9a-f]{8}[\\/]links\.jsonl$/.test(file))).toBe(true);
	const texts = await Promise.all(files.map((file) => readFile(join(home, file), 'utf8')));
	return texts.flatMap((text) =>
		text
			.split('\n')
			.filter((line) => line !== '')
			.map((line): unknown => JSON.parse(line)),
	);
}

describe('npm run -s link -- ARTICLE "ticket text"', () => {
	test('stores the link and says what it stored, but not the text', async () => {
		const first = await link('KI-1', 'linkcanary of jane@corp.example is', 'locked');
		expect([first.code, first.stdout]).toEqual([0, '✓ linked to KI-1 (resolved)\n']);
		expect(first.stderr).toMatch(/a server that is running, from its next start\.\n$/);
		const second = await link('KI-1', 'again', '--outcome', 'wrong', '--ticket', 'T-1');
		expect([second.code, second.stdout]).toEqual([0, '✓ linked to KI-1 (wrong)\n']);
		expect(first.stdout + first.stderr).not.toContain('linkcanary');
		expect(await storedLines()).toEqual([
			{ text: 'linkcanary of [email] is locked', article: 'KI-1', outcome: 'resolved', created: expect.any(String) },
			{ text: 'again', article: 'KI-1', outcome: 'wrong', created: expect.any(String), ticket: 'T-1' },
		]);
	});

	test.each([
		['no text', ['KI-1'], 2, /usage: npm run -s link -- ARTICLE "ticket text"/],
		['nothing at all', [], 2, /usage: npm run -s link/],
		['another outcome', ['KI-1', 'locked', '--outcome', 'solved'], 2, /--outcome solved: is no outcome\. Use resolved, tried or wrong\./],
		['an unknown option', ['KI-1', 'locked', '--result', 'x'], 2, /--result/],
		['an empty option', ['KI-1', 'locked', '--ticket', ''], 2, /--ticket is empty/],
		['an unknown article', ['KI-9', 'locked'], 1, /there is no article KI-9 to link to\. Ids stand on/],
		['an archived article', ['KI-2', 'locked'], 1, /no article KI-2 .* an archived article/],
		['an empty text', ['KI-1', ''], 1, /not stored: the text has no words/],
		['nothing but personal data', ['KI-1', 'jane@corp.example'], 1, /nothing but personal data/],
		['a text that is too long', ['KI-1', 'a '.repeat(20_000)], 1, /at most 32768/],
	])('refuses %s with a sentence and stores nothing', async (_name, args, code, message) => {
		const outcome = await link(...args);
		expect([outcome.code, outcome.stdout, outcome.stderr]).toEqual([code, '', expect.stringMatching(message)]);
		expect(outcome.stderr).not.toMatch(/\n {4}at /);
		expect(await storedLines()).toEqual([]);
	});

	test('says which folder is no corpus, and which cannot be written', async () => {
		const absent = await runScript('link', ['KI-1', 'locked', '--corpus', join(temporary, 'absent')], { SIGNPOST_HOME: home });
		expect([absent.code, absent.stderr]).toEqual([1, expect.stringMatching(/absent: no such folder/)]);
		await writeFile(home, 'a file where the folder goes');
		const blocked = await link('KI-1', 'locked');
		expect([blocked.code, blocked.stderr]).toEqual([1, expect.stringMatching(/cannot be read or written \(E\w+\)/)]);
	});
});
