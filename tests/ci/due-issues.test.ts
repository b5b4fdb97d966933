import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DueArticle, DueList } from '../../src/checks/due.ts';
import { openRepository } from '../../src/checks/github/api.node.ts';
import { dueIssues, dueLabel, syncIssues } from '../../src/checks/github/due-issues.ts';
import { articleText } from '../setup/articles.ts';
import { runScript } from '../setup/commands.ts';
import { FakeGitHub } from '../setup/fake-github.ts';
import { temporaryFolder } from '../setup/temporary.ts';
import { outsideCode } from './shown-markdown.ts';

const folder = temporaryFolder();
const article = (id: string, more: Partial<DueArticle> = {}): DueArticle => ({
	...{ id, title: 'Paper jams', path: `known-issues/${id}.mdx`, on: '2026-11-01', every: 60, due: '2026-12-31', days: 9 },
	...more,
});
const list = (...owners: { owner: string; reviewers?: string; articles: DueArticle[] }[]): DueList => ({
	today: '2026-12-22',
	owners: owners.map((one) => ({ ...one, reviewers: one.reviewers ?? null })),
});
const hostile = 'Desk --> <b>`@everyone`</b> [x](https://evil.example)\n# @team';

let github: FakeGitHub;
let environment: Record<string, string>;
beforeEach(async () => {
	github = new FakeGitHub();
	environment = await github.start();
});
afterEach(() => github.stop());

const sync = async (due: DueList) => {
	const changes = await syncIssues(openRepository(environment), dueIssues(due));
	return changes.map(({ done, owner }) => `${done} ${owner}`);
};
const prints = { owner: 'Print desk', articles: [article('KI-1')] };
const faxes = { owner: 'Fax desk', articles: [article('KI-2')] };

describe('syncIssues', () => {
	test('opens one issue an owner, brings it up to date, and closes it once nothing is due', async () => {
		expect(await sync(list(prints, faxes))).toEqual(['created Print desk', 'created Fax desk']);
		expect(github.labels).toEqual([dueLabel]);
		expect(await sync(list({ ...prints, articles: [article('KI-1'), article('KI-3')] }, faxes))).toEqual([
			'updated Print desk',
			'unchanged Fax desk',
		]);
		expect(await sync(list(faxes))).toEqual(['unchanged Fax desk', 'closed Print desk']);
		expect(github.issues.map(({ title, state }) => [title, state])).toEqual([
			['Verification due: Print desk', 'closed'],
			['Verification due: Fax desk', 'open'],
		]);
		expect(await sync(list(prints))).toEqual(['created Print desk', 'closed Fax desk']);
	});

	test('knows an owner again whatever its name holds', async () => {
		const odd = { owner: hostile, articles: [article('KI-1')] };
		expect(await sync(list(odd))).toEqual([`created ${hostile}`]);
		expect(await sync(list(odd))).toEqual([`unchanged ${hostile}`]);
		expect(await sync(list())).toEqual([`closed ${hostile}`]);
	});

	test('keeps the older of two issues of an owner', async () => {
		await sync(list(prints));
		const [first] = github.issues;
		if (first === undefined) throw new Error('no issue');
		github.issues.unshift({ ...first, number: 2000 });
		expect(await sync(list(prints))).toEqual(['unchanged Print desk', 'closed Print desk']);
		expect(github.issues.filter(({ state }) => state === 'open').map(({ number }) => number)).toEqual([first.number]);
	});

	test('leaves issues of people and pull requests alone, whatever their label', async () => {
		await sync(list(prints));
		const [own] = github.issues;
		if (own === undefined) throw new Error('no issue');
		github.issues = [
			{ ...own, number: 1, body: 'Somebody asks.' },
			{ ...own, number: 2, pull_request: {} },
		];
		expect(await sync(list())).toEqual([]);
	});

	test('does not tell the same anew because of the line ends that GitHub gives back, or a day that went by', async () => {
		await sync(list(prints));
		const [own] = github.issues;
		if (own === undefined) throw new Error('no issue');
		own.body = own.body.trimEnd().replaceAll('\n', '\r\n');
		expect(await sync(list({ ...prints, articles: [article('KI-1', { days: 8 })] }))).toEqual(['unchanged Print desk']);
	});
});

describe('dueIssues', () => {
	test('shows texts of articles as code, and names nobody but the reviewers', () => {
		const due = { owner: hostile, reviewers: '@team/print', articles: [article(hostile, { title: hostile, path: hostile })] };
		const [{ body, title } = { body: '', title: '' }] = dueIssues(list(due));
		const shown = outsideCode(body);
		expect(shown.text.match(/@\S+/g)).toEqual(['@team/print.']);
		expect(shown.text).not.toContain('evil');
		expect(shown.types).not.toContain('link');
		expect(body.split('\n')[0]).toMatch(/^<!-- signpost-due: [^<> ]+ -->$/);
		expect(title).not.toContain('\n');
	});

	test('says what is overdue, and fits however much it is', () => {
		const many = Array.from({ length: 2000 }, (_, at) => article(`KI-${at}`, at === 0 ? { days: -1 } : {}));
		const [{ body } = { body: '' }] = dueIssues(list({ ...prints, articles: many }));
		expect(body.match(/\*\*overdue\*\*/g)).toHaveLength(1);
		expect(body.length).toBeLessThanOrEqual(65_536);
	});
});

describe('npm run sync-issues', () => {
	test('makes the issues that npm run due has written', async () => {
		const file = join(folder, 'issues.json');
		const fields = { id: 'KI-1', owner: 'Print desk', verification: { by: 'SG shift lead', on: '2026-11-01', every: 30 } };
		mkdirSync(join(folder, 'corpus'));
		writeFileSync(join(folder, 'corpus', 'KI-1.mdx'), articleText(fields, 'Text.'));
		const due = await runScript('due', ['--format', 'issues', '--today', '2026-11-26'], { SIGNPOST_CONTENT: join(folder, 'corpus') });
		writeFileSync(file, due.stdout);
		const { code, stdout } = await runScript('sync-issues', [file], environment);
		expect([code, stdout]).toEqual([0, 'created #1000 "Print desk"\n1 issue looked at\n']);
		expect(github.issues[0]?.body).toContain('`KI-1` `A title`, due 2026-12-01');
	});

	test('says which variable is missing, and touches nothing', async () => {
		const file = join(folder, 'none.json');
		writeFileSync(file, '[]');
		const { code, stderr } = await runScript('sync-issues', [file], { ...environment, GITHUB_TOKEN: '' });
		expect([code, stderr]).toEqual([2, expect.stringContaining('GITHUB_TOKEN: set it to')]);
	});
});
