import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { today } from '../setup/check-articles.ts';
import { CheckRepository } from '../setup/check-repository.ts';
import { type Outcome, runScript } from '../setup/commands.ts';
import { goodFiles, newFile } from '../setup/good-articles.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const jam = goodFiles().get('KI-0001.mdx') ?? '';

function check(repository: Pick<CheckRepository, 'corpus'>, ...args: string[]): Promise<Outcome> {
	return runScript('check', [repository.corpus, '--today', today, ...args], { SIGNPOST_HOME: join(folder, 'home') });
}

/** A repository whose first article was edited after the commit. */
function edited(edit: (text: string) => string): CheckRepository {
	const repository = CheckRepository.good(folder);
	repository.write('KI-0001.mdx', edit(jam));
	return repository;
}

const overdue = (text: string): string => text.replace('"on":"2026-11-02"', '"on":"2025-11-02"');

describe.concurrent('npm run check', () => {
	test('says that all is well, and ends with 0', async () => {
		const repository = CheckRepository.good(folder);
		expect(await check(repository)).toEqual({ code: 0, stdout: `✓ ${repository.corpus}: 3 articles read, 0 problems\n`, stderr: '' });
	});

	test('says of each problem where it is, what is expected and what mends it, and ends with 1', async () => {
		const repository = edited((text) => text.replace('## Verify', '## Done'));
		const { code, stdout } = await check(repository);
		expect(code).toBe(1);
		expect(stdout).toContain(
			'KI-0001.mdx  error  required-sections (SP020)\n    there:     a known issue of severity 3 has no section "Verify".\n    expected:  The sections Symptoms, Check, Workaround, Verify.\n    to mend:   Add "## Verify" and what belongs there.\n',
		);
		expect(stdout).toMatch(/✗ .*: 3 articles read, 3 problems\n$/);
	});

	test('with warnings alone ends with 0, and goes by the day that is given', async () => {
		const repository = CheckRepository.good(folder);
		const { code, stdout } = await runScript('check', [repository.corpus, '--today', '2027-01-20'], {});
		expect(code).toBe(0);
		expect(stdout).toMatch(/verification-due \(SP050\)[\s\S]*0 problems, 3 warnings\n$/);
	});

	test('counts what is alike after five of it', async () => {
		const { stdout } = await check(edited((text) => text.replace('## Symptoms', `${'# A\n\n'.repeat(7)}## Symptoms`)));
		expect(stdout).toContain('KI-0001.mdx  heading-levels (SP021): 2 more like it; --format json lists all\n');
	});

	test('as JSON is one object with every finding', async () => {
		const { code, stdout } = await check(
			edited((text) => text.replace('## Check', '#### Check')),
			'--format',
			'json',
		);
		expect(code).toBe(1);
		expect(stdout.trim().split('\n')).toHaveLength(1);
		expect(JSON.parse(stdout)).toMatchObject({
			articles: 3,
			warnings: 0,
			findings: expect.arrayContaining([
				{
					id: 'SP021',
					rule: 'heading-levels',
					severity: 'error',
					path: 'KI-0001.mdx',
					line: expect.any(Number),
					found: expect.any(String),
					expected: expect.any(String),
					remedy: 'Write "###" before it.',
					fixable: false,
				},
			]),
		});
	});

	test('for GitHub is a command a finding, with the path from where it runs', async () => {
		const repository = edited((text) => text.replace('It is', 'It').replace('## Check', '#### Check'));
		const { stdout } = await check(repository, '--format', 'github');
		const commands = stdout.split('\n').filter((line) => line.startsWith('::'));
		expect(commands).toContainEqual(
			expect.stringMatching(/^::error file=[^:,]*content\/KI-0001\.mdx,line=\d+,title=SP021 heading-levels::/),
		);
		expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(commands.length + 1);
	});

	test('lists the rules', async () => {
		const { code, stdout } = await runScript('check', ['--rules'], {});
		expect(code).toBe(0);
		expect(stdout).toMatch(/^SP001 front-matter \(error\)\n {4}\w/);
		expect(stdout).toMatch(/\nSP073 duplicate-article \(warning\)\n/);
	});

	test.each([
		[['--format', 'xml'], /usage: npm run check/],
		[['--today', '2026-02-30'], /is no day\. Write it as YYYY-MM-DD/],
	])('with %j says how it is called, and ends with 2', async (args, said) => {
		const { code, stdout, stderr } = await runScript('check', [folder, ...args], {});
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toMatch(said);
	});
});

describe.concurrent('checks.json', () => {
	const withSettings = (settings: string): CheckRepository => {
		const repository = edited((text) => text.replace('## Check', '#### Check').replace('Take the sheets out', 'TODO'));
		repository.write('checks.json', settings);
		return repository;
	};

	test('turns a rule off, and another one into a warning', async () => {
		const off = { 'heading-levels': 'off', 'required-sections': 'off', link: 'off', 'version-bump': 'off', unfinished: 'warning' };
		const { code, stdout } = await check(withSettings(JSON.stringify({ severities: off })));
		expect(stdout).toMatch(/warning {2}unfinished/);
		expect(stdout).not.toMatch(/heading-levels|required-sections/);
		expect(code).toBe(0);
	});

	test.each([
		[
			'{"severities": {"heading-level": "off"}}',
			/checks\.json: severities\.heading-level: no rule has this name\. npm run check -- --rules lists them\./,
		],
		['{"draftDays": 30,}', /checks\.json: is not JSON \(/],
	])('that says %s is refused with a sentence, and 2', async (settings, said) => {
		const { code, stdout, stderr } = await check(withSettings(settings));
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toMatch(said);
		expect(stderr).not.toMatch(/\n {4}at /);
	});
});

describe.concurrent('--fix', () => {
	const glossary = [{ write: 'Lower tray', not: ['lower-tray', 'bottom tray'] }];
	const settings = JSON.stringify({ glossary, severities: { 'version-bump': 'off' } });
	const edits: [string, string, string][] = [
		['1. Open the lower tray.', '1. Open the bottom tray, the  lower-tray.', '1. Open the Lower tray, the  Lower tray.'],
		['  - "red lamp', '  - "It eats my pages, and beeps!"\n  - "red lamp', '  - "red lamp'],
	];
	const broken = edits.reduce((text, [good, bad]) => text.replace(good, bad), jam);
	const mended = edits.reduce((text, [good, _, fixed]) => text.replace(good, fixed), jam);
	const asOnWindows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;

	test('mends terms and a repeated phrase and no other byte, whatever the line ends, and only once', async () => {
		const repository = edited(() => broken);
		repository.write('checks.json', settings);
		const other = (tray: string): string =>
			asOnWindows(newFile('KI-0002', { title: `Tunnel: smells of the ${tray} at night`, systems: ['Tunnel'] }));
		repository.write('KI-0002.mdx', other('Bottom Tray'));
		const { code, stderr } = await check(repository, '--fix');
		expect(stderr).toBe('mended 3 places in KI-0001.mdx\nmended 1 place in KI-0002.mdx\n');
		expect(code).toBe(0);
		const texts = (): string[] => ['KI-0001.mdx', 'KI-0002.mdx'].map((path) => readFileSync(join(repository.corpus, path), 'utf8'));
		expect(texts()).toEqual([mended, other('Lower tray')]);
		expect((await check(repository, '--fix')).stderr).toBe('');
		expect(texts()).toEqual([mended, other('Lower tray')]);
	});
});

describe.concurrent('what git tells', () => {
	/** A branch on which something is done to the articles. */
	function branch(change: (repository: CheckRepository) => void): CheckRepository {
		const repository = CheckRepository.good(folder);
		repository.git('checkout', '-q', '-b', 'feature');
		change(repository);
		repository.commit();
		return repository;
	}

	test('an unknown base is refused with a sentence, and 1', async () => {
		const { code, stderr } = await check(CheckRepository.good(folder), '--base', 'origin/nowhere');
		expect(code).toBe(1);
		expect(stderr).toMatch(/^error --base origin\/nowhere: no such commit here\. Fetch it \(git fetch origin\), or name another/);
	});

	test('a changed text of the same version is found against main from a branch, and not once it is raised', async () => {
		const change = (text: string): string => text.replace('Take the sheets out.', 'Take all sheets out.');
		const repository = branch((made) => made.write('KI-0001.mdx', change(jam)));
		const { code, stdout } = await check(repository);
		expect(code).toBe(1);
		expect(stdout).toContain('version-bump (SP041)\n    there:     its text has changed since main, and the version is still 1.1.0.');
		const raised = change(jam)
			.replace('version: "1.1.0"', 'version: "1.1.1"')
			.replace('changelog:\n', 'changelog:\n  - {"version":"1.1.1","date":"2026-11-23","note":"Wording."}\n');
		repository.write('KI-0001.mdx', raised);
		expect((await check(repository)).code).toBe(0);
	});

	test('a deletion without a redirect, and the id used again, are found from real history', async () => {
		const repository = CheckRepository.good(folder);
		repository.remove('KI-0002.mdx');
		repository.commit();
		const gone = await check(repository);
		expect(gone.code).toBe(1);
		expect(gone.stdout).toContain('KI-0002.mdx  error  redirect (SP043)');
		repository.git('checkout', '-q', '-b', 'feature');
		repository.write('KI-0002-toner.mdx', newFile('KI-0002'));
		const reused = await check(repository);
		expect(reused.code).toBe(1);
		expect(reused.stdout).toContain(
			'there:     the id KI-0002 belonged to "Tunnel: connection drops every hour on the hour", deleted on 2026-11-02.',
		);
		expect(reused.stdout).not.toContain('redirect');
	});

	test('--changed tells of the changed articles, and what comes with time stops it only there', async () => {
		const repository = CheckRepository.good(folder);
		repository.write('KI-0002.mdx', overdue(goodFiles().get('KI-0002.mdx') ?? ''));
		repository.commit();
		repository.git('checkout', '-q', '-b', 'feature');
		repository.write('KI-0001.mdx', jam.replace('PJ-2207"', 'PJ-2208"'));
		repository.commit();
		const outcome = await check(repository, '--changed', '--format', 'json');
		expect(JSON.parse(outcome.stdout)).toMatchObject({ errors: 0, changed: ['KI-0001'], tickets: 6 });
		expect(outcome.code).toBe(0);
		expect((await check(repository)).code).toBe(1);
		repository.write('KI-0001.mdx', overdue(jam));
		const own = await check(repository, '--changed');
		expect(own.stdout).toMatch(/KI-0001\.mdx:\d+ {2}error {2}verification-overdue/);
		expect(own.code).toBe(1);
	});

	test('without git it checks all the same, and --changed says that nothing was compared', async () => {
		const corpus = mkdtempSync(join(folder, 'apart-'));
		for (const [path, text] of goodFiles()) writeFileSync(join(corpus, path), text);
		expect((await check({ corpus })).code).toBe(0);
		const { code, stdout } = await check({ corpus }, '--changed');
		expect(code).toBe(0);
		expect(stdout).toContain('nothing is compared with what was there before.');
	});
});
