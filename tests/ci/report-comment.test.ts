import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeJson, changeJsonSchema, formatChange } from '../../src/checks/change-json.ts';
import { GitHubError, openRepository } from '../../src/checks/github/api.node.ts';
import { postReport, reportMarker } from '../../src/checks/github/sticky-comment.ts';
import { runScript } from '../setup/commands.ts';
import { FakeGitHub } from '../setup/fake-github.ts';
import { temporaryFolder } from '../setup/temporary.ts';
import { outsideCode } from './shown-markdown.ts';

const folder = temporaryFolder();
const commit = 'a'.repeat(40);
const finding = {
	id: 'SP040',
	rule: 'product-terms',
	severity: 'warning',
	path: 'KI-1.mdx',
	found: 'f',
	expected: 'e',
	remedy: 'r',
} as const;
const clean: ChangeJson = { findings: [], notes: [], changed: [{ id: 'KI-1', isNew: true }], gone: [] };
const hostile = '`` @everyone ` <img src=x> [go](https://evil.example) ```\n\n# @team';

let github: FakeGitHub;
let environment: Record<string, string>;
beforeEach(async () => {
	github = new FakeGitHub();
	environment = await github.start();
});
afterEach(() => github.stop());

const post = (report: ChangeJson) => postReport(openRepository(environment), { number: 7, commit, report });

describe('postReport', () => {
	test('writes one comment, and edits it when there is more to say', async () => {
		expect(await post({ ...clean, findings: [finding] })).toBe('created');
		expect(await post(clean)).toBe('edited');
		expect(await post(clean)).toBe('unchanged');
		expect(github.comments).toHaveLength(1);
		expect(github.comments[0]?.body).toMatch(/^<!-- signpost-report -->\n### Signpost: ✅ Nothing to mend\n/);
		expect(github.comments[0]?.body).toContain('Of commit aaaaaaaaaaaa.');
		expect(github.writes).toHaveLength(2);
	});

	test('finds its comment behind a hundred others', async () => {
		github.comments = Array.from({ length: 130 }, (_, id) => ({ id, body: 'talk', user: { login: 'jane' } }));
		await post(clean);
		expect(await post({ ...clean, notes: ['n'] })).toBe('edited');
		expect(github.comments).toHaveLength(131);
	});

	test('leaves a comment alone that somebody else has begun with its marker', async () => {
		github.comments = [
			{ id: 1, body: `${reportMarker}\nmine`, user: { login: 'jane' } },
			{ id: 2, body: `${reportMarker}\nghost`, user: null },
		];
		expect(await post(clean)).toBe('created');
		expect(github.comments.map(({ body }) => body.split('\n')[1])).toEqual(['mine', 'ghost', '### Signpost: ✅ Nothing to mend']);
	});

	test('writes nothing where the pull request holds another commit', async () => {
		github.head = 'b'.repeat(40);
		expect(await post(clean)).toBe('other-commit');
		expect(github.writes).toEqual([]);
	});

	test('cuts what is too long between lines, so that code stays code', async () => {
		const findings = Array.from({ length: 900 }, (_, line) => ({ ...finding, line: line + 1, found: `${hostile} ${line}`.repeat(2) }));
		await post({ ...clean, findings });
		const [{ body } = { body: '' }] = github.comments;
		expect(body.length).toBeLessThanOrEqual(65_536);
		expect(body).toMatch(/The rest is left out, for it is too long to be shown here\.\n\nOf commit a{12}\.\n$/);
		expect(outsideCode(body).text).not.toContain('@');
	});

	test('says what GitHub has refused and where to look', async () => {
		github.failure = { status: 403, message: 'Resource not accessible by integration' };
		await expect(post(clean)).rejects.toThrow(
			new GitHubError(
				"GET /pulls/7: GitHub answers 403 (Resource not accessible by integration). Look at the workflow's permissions, and whether the token is still good.",
			),
		);
	});
});

describe('formatChange', () => {
	test('shows every text as code, whatever it holds', () => {
		const piece = fc.constantFrom(
			'`',
			'``',
			'```',
			'@team',
			'<b>',
			'[a](b)',
			'\n',
			'\\',
			'|',
			'#',
			'*',
			'> ',
			'- ',
			'~~~',
			'https://evil.example',
			' ',
			'a',
		);
		const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
		const report = fc.record({
			findings: fc.array(
				fc.record({
					...{
						id: fc.constant('SP040'),
						rule: fc.constant('product-terms'),
						severity: fc.constantFrom('error' as const, 'warning' as const),
					},
					...{ path: text, found: text, expected: text, remedy: text },
					passages: fc.array(fc.record({ own: text, other: text }), { maxLength: 2 }),
				}),
				{ maxLength: 3 },
			),
			notes: fc.array(text, { maxLength: 2 }),
			changed: fc.array(fc.record({ id: text, isNew: fc.boolean() }), { maxLength: 3 }),
			gone: fc.array(text, { maxLength: 3 }),
		});
		fc.assert(
			fc.property(report, (one) => {
				const { text: shown, types } = outsideCode(formatChange(one));
				expect(shown).not.toMatch(/[@<`\\|#~]|evil/);
				expect([...types].filter((type) => ['html', 'link', 'image', 'definition', 'table', 'delete'].includes(type))).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('npm run sync-comment', () => {
	const artefact = (name: string, number: string, report: unknown): string => {
		const place = join(folder, name);
		mkdirSync(place);
		writeFileSync(join(place, 'pull-request.txt'), number);
		writeFileSync(join(place, 'report.json'), JSON.stringify(report));
		return place;
	};
	const run = (place: string) => runScript('sync-comment', [place, '--commit', commit], environment);

	test('says what the check has left in a file, and says it once', async () => {
		const place = artefact('good', '7\n', { ...clean, findings: [{ ...finding, found: hostile }] });
		expect(await run(place)).toEqual({ code: 0, stdout: 'The report on pull request 7 is created.\n', stderr: '' });
		expect((await run(place)).stdout).toBe('The report on pull request 7 is unchanged.\n');
		expect(github.comments).toHaveLength(1);
	});

	test.each([
		['a number that is a path', '7/../8', clean, /holds no number of a pull request/],
		['a rule that is markup', '7', { ...clean, findings: [{ ...finding, rule: '** @team' }] }, /is not what was expected/],
		['Markdown', '7', '### Signpost', /is not what was expected/],
	])('takes nothing for a report that is %s', async (name, number, report, message) => {
		const { code, stderr } = await run(artefact(name, number, report));
		expect(code).toBe(1);
		expect(stderr).toMatch(message);
		expect(github.writes).toEqual([]);
	});

	test('follows no link out of the folder', async () => {
		const place = join(folder, 'link');
		mkdirSync(place);
		writeFileSync(join(place, 'pull-request.txt'), '7');
		writeFileSync(join(folder, 'secret.json'), JSON.stringify(clean));
		symlinkSync(join(folder, 'secret.json'), join(place, 'report.json'));
		const { code, stderr } = await run(place);
		expect([code, stderr]).toEqual([1, expect.stringContaining('is no plain file')]);
		expect(github.writes).toEqual([]);
	});
});

describe('npm run check -- --changed --report', () => {
	test('writes the report to a file beside the annotations', async () => {
		const corpus = join(folder, 'corpus');
		mkdirSync(corpus);
		writeFileSync(join(corpus, 'KI-1.mdx'), '---\nkind: known-issue\n---\n');
		const file = join(folder, 'written.json');
		const { code, stdout } = await runScript('check', [corpus, '--changed', '--format', 'github', '--report', file], {});
		expect(code).toBe(1);
		expect(stdout).toMatch(/^::error file=/);
		const report = changeJsonSchema.parse(JSON.parse(await readFile(file, 'utf8')));
		expect(report.findings.length).toBe(stdout.split('\n').filter((line) => line.startsWith('::error')).length);
		expect(formatChange(report)).toContain(report.findings[0]?.found ?? 'nothing');
	});

	test('needs a change to report on', async () => {
		expect((await runScript('check', ['--report', join(folder, 'none.json')], {})).code).toBe(2);
	});
});
