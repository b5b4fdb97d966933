import { execFile } from 'node:child_process';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { array, asyncProperty, assert as check, constantFrom, nat, string } from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Link } from '../../src/knowledge/schemas/link.ts';
import { appendLink, LinkError, latestOutcomes, linksFile, readLinks } from '../../src/matching/link-store.node.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let files = 0;
const newFile = (): string => join(temporary, `${files++}`, 'links.jsonl');

function link(fields: Partial<Link> = {}): Link {
	return { text: 'the item stays locked', article: 'KI-1', outcome: 'resolved', ...fields };
}

/** Runs a program in a process of its own, with the store at hand and the file to write; in a shell where it sets limits. */
function runProgram(program: string, file: string, limit?: string): Promise<{ stdout: string }> {
	const store = JSON.stringify(pathToFileURL(resolve('src/matching/link-store.node.ts')));
	const source = `const { appendLink } = await import(${store}); const file = process.argv[1];\n${program}`;
	const args = ['--input-type=module', '--eval', source, file];
	return limit === undefined
		? promisify(execFile)(process.execPath, args)
		: promisify(execFile)('sh', ['-c', `${limit}; exec "$0" "$@"`, process.execPath, ...args]);
}

describe('linksFile', () => {
	test('is among what people wrote, for each corpus its own, and is found again when both have moved together', () => {
		vi.stubEnv('SIGNPOST_HOME', '/kb/.signpost');
		expect(linksFile('/kb/content')).toMatch(/^\/kb\/\.signpost\/data\/content-[0-9a-f]{8}\/links\.jsonl$/);
		expect(linksFile('/kb/other/content')).not.toBe(linksFile('/kb/content'));
		const within = linksFile('/kb/content').slice('/kb'.length);
		vi.stubEnv('SIGNPOST_HOME', '/moved/kb/.signpost');
		expect(linksFile('/moved/kb/content')).toBe(`/moved/kb${within}`);
		vi.unstubAllEnvs();
	});
});

describe('appendLink', () => {
	test('stores the link as it gives it back: with its time, without personal data', async () => {
		const file = newFile();
		const stored = await appendLink(
			file,
			link({ text: ' jane@corp.example cannot\nopen item #8839201 ', ticket: 'T-1', outcome: 'tried', note: ' told jane@corp.example ' }),
		);
		expect(stored).toEqual({
			text: '[email] cannot\nopen item #[id]',
			article: 'KI-1',
			outcome: 'tried',
			created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			ticket: 'T-1',
			note: 'told [email]',
		});
		expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(stored)}\n`);
		expect((await readLinks(file)).links).toEqual([stored]);
	});

	test('refuses a log in place of a note', async () => {
		await expect(appendLink(newFile(), link({ note: 'x'.repeat(2_001) }))).rejects.toThrow('the note has 2001 characters');
	});

	test('keeps the time that a link has', async () => {
		expect(await appendLink(newFile(), link({ created: '2025-03-01' }))).toMatchObject({ created: '2025-03-01' });
	});

	test.each([
		['no text', '', /has no words/],
		['a text without words', ' \n👍 ??', /has no words/],
		['nothing but personal data', 'jane@corp.example, 10.20.30.40\n', /nothing but personal data/],
		['what was redacted before', '[email] [id]', /nothing but personal data/],
		['a text that is too long', 'a '.repeat(20_000), /has 39999 characters; at most 32768/],
	])('refuses %s and writes nothing', async (_name, text, message) => {
		const file = newFile();
		const failure = await appendLink(file, link({ text })).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(LinkError);
		expect(String(failure)).toMatch(message);
		await expect(readFile(file)).rejects.toThrow(/ENOENT/);
	});

	test('refuses a text in place of a ticket id, and takes an empty id for none', async () => {
		await expect(appendLink(newFile(), link({ ticket: 'my screen is black '.repeat(20) }))).rejects.toThrow(
			/ticket id has 379 characters; at most 250/,
		);
		expect(await appendLink(newFile(), link({ ticket: ' ' }))).not.toHaveProperty('ticket');
	});

	test('loses and mixes nothing of several processes that write at once, long texts among them', async () => {
		const file = newFile();
		const names = ['a', 'b', 'c', 'd'];
		// From 100 bytes to 64 KB a line.
		const program = (name: string) => `
			const sizes = [1, 40, 900, 8000];
			for (let number = 0; number < 200; number++) {
				const text = '${name}漢漢 '.repeat(number % 20 === 0 ? sizes[number / 20 % 4] : 5) + 'queue ' + number;
				await appendLink(file, { text, article: '${name}', outcome: 'resolved', ticket: String(number) });
			}`;
		await Promise.all(names.map((name) => runProgram(program(name), file)));
		const { links, findings } = await readLinks(file);
		expect(findings).toEqual([]);
		for (const name of names) {
			const own = links.filter(({ article }) => article === name);
			expect(own.map(({ ticket }) => ticket)).toEqual(Array.from({ length: 200 }, (_, number) => String(number)));
			expect(own.every(({ text }) => new RegExp(`^(${name}漢漢 )+queue \\d+$`).test(text))).toBe(true);
		}
	});

	test('loses the torn line alone, wherever a write was cut off', async () => {
		const file = join(temporary, 'torn.jsonl');
		const texts = array(string({ unit: constantFrom('queue', 'é', '漢', '"', '\\', '\n', ' ', '😀', '\ud800') }), {
			minLength: 1,
			maxLength: 4,
		});
		await check(
			asyncProperty(texts, nat(), async (parts, cut) => {
				await writeFile(file, '');
				for (const part of parts) await appendLink(file, link({ text: `word ${part}` }));
				const whole = await readFile(file);
				const before = (await readLinks(file)).links;
				const length = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
				const kept = length + (cut % (whole.length - length));
				await truncate(file, kept);
				const added = await appendLink(file, link({ text: 'the next one' }));
				const { links, findings } = await readLinks(file);
				// A line that lacks its line feed alone is whole.
				const torn = kept > length && kept < whole.length - 1;
				expect(links).toEqual([...before.slice(0, kept === whole.length - 1 ? undefined : -1), added]);
				expect(findings.map(({ line }) => line)).toEqual(torn ? [parts.length] : []);
			}),
			{ numRuns: 60 },
		);
	});

	test.skipIf(process.platform === 'win32')(
		'fails with the reason where the disk takes only a part, and stores the next one whole',
		async () => {
			const file = newFile();
			const program = `
			const text = 'queue '.repeat(500);
			try {
				for (;;) {
					await appendLink(file, { text, article: 'KI-1', outcome: 'resolved' });
					console.log('stored');
				}
			} catch (error) {
				console.log(error.code);
			}`;
			// 4 or 8 KB, by the shell.
			const { stdout } = await runProgram(program, file, 'ulimit -f 8');
			const before = await readLinks(file);
			expect(stdout).toMatch(/^(stored\n)+EFBIG\n$/);
			expect([before.links.length, before.findings.length]).toEqual([stdout.split('stored').length - 1, 1]);
			const added = await appendLink(file, link());
			expect(await readLinks(file)).toEqual({ links: [...before.links, added], findings: before.findings });
		},
	);

	test.each(['a@', '1', 'user id ', 'http://a.', '[email]', '-----BEGIN PRIVATE KEY-----', '\u0000'])(
		'takes or refuses 32 KB of %j in well under a second',
		async (unit) => {
			const start = performance.now();
			await appendLink(newFile(), link({ text: unit.repeat(32_768 / unit.length) })).catch((error: unknown) => {
				expect(error).toBeInstanceOf(LinkError);
			});
			expect(performance.now() - start).toBeLessThan(800);
		},
	);
});

describe('readLinks', () => {
	test('gives none where nobody has linked anything', async () => {
		expect(await readLinks(newFile())).toEqual({ links: [], findings: [] });
	});

	test('tells of every line that is no link, with its place and remedy and without the text, and leaves it there', async () => {
		const file = join(temporary, 'bad.jsonl');
		const lines = [
			JSON.stringify(link()),
			'{"text": "secretcanary',
			'',
			'{"text": "secretcanary", "article": "KI-1", "outcome": "perhaps"}',
			'{"text": "", "article": "KI-1"}',
			'"secretcanary"',
			'{"text": "by hand", "article": "KI-2"}',
		];
		const bytes = Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), Buffer.from([0xe6, 0xbc, 0x0a])]);
		await writeFile(file, bytes);
		const { links, findings } = await readLinks(file);
		expect(links).toEqual([link(), link({ text: 'by hand', article: 'KI-2' })]);
		expect(findings.map(({ line, rule }) => [line, rule])).toEqual([
			[2, 'json'],
			[4, 'schema'],
			[5, 'schema'],
			[6, 'schema'],
			[8, 'json'],
		]);
		for (const { path, message, remedy } of findings) {
			expect([path, message, remedy]).toEqual([file, expect.stringMatching(/\w+ \w+.*\.$/), expect.stringMatching(/\.$/)]);
		}
		expect(JSON.stringify(findings)).not.toContain('secretcanary');
		expect(await readFile(file)).toEqual(bytes);
	});

	test('takes the last outcome of a ticket with an article, and keeps every line in the file', async () => {
		const file = newFile();
		for (const outcome of ['tried', 'resolved', 'wrong'] as const) await appendLink(file, link({ ticket: 'T-1', outcome }));
		await appendLink(file, link({ ticket: 'T-1', article: 'KI-2' }));
		const { links } = await readLinks(file);
		expect(links.map(({ article, outcome }) => [article, outcome])).toEqual([
			['KI-1', 'wrong'],
			['KI-2', 'resolved'],
		]);
		expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(4);
	});
});

describe('latestOutcomes', () => {
	test('counts the same words without a ticket id as often as they were sent', () => {
		expect(latestOutcomes([link(), link(), link({ ticket: '' }), link({ ticket: '' })])).toHaveLength(4);
	});

	test('puts a link that was given again where it was given last', () => {
		const [first, second, third] = [link({ ticket: 'T-1' }), link({ ticket: 'T-2' }), link({ ticket: 'T-1', outcome: 'wrong' })];
		expect(latestOutcomes([first, second, third])).toEqual([second, third]);
	});
});
