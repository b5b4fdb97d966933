import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatDue, listDue, noOwner } from '../../src/checks/due.ts';
import { article, articleText } from '../setup/articles.ts';
import { runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const checked = (id: string, on: string, every: number, more: Record<string, unknown> = {}) =>
	article({ id, owner: 'Print desk', verification: { by: 'SG shift lead', on, every }, ...more });
const list = (articles: readonly ReturnType<typeof article>[], within = 14) =>
	listDue(articles, { today: '2026-12-01', within, reviewers: { 'Print desk': '@team/print' } });
const idsOf = (articles: readonly ReturnType<typeof article>[], within?: number) =>
	list(articles, within).owners.flatMap((owner) => owner.articles.map(({ id }) => id));

describe('listDue', () => {
	test('lists what is due on the last day of the time asked for, and not on the day after', () => {
		expect(idsOf([checked('KI-1', '2026-11-01', 44), checked('KI-2', '2026-11-01', 45)])).toEqual(['KI-1']);
		expect(idsOf([checked('KI-1', '2026-11-01', 30), checked('KI-2', '2026-11-01', 31)], 0)).toEqual(['KI-1']);
	});

	test('gives each article with its days, overdue ones first, and the owner with the most urgent first', () => {
		const articles = [
			checked('KI-1', '2026-11-20', 12),
			checked('KI-2', '2026-11-20', 12, { owner: 'Fax desk' }),
			checked('KI-3', '2026-11-01', 27),
		];
		expect(list(articles)).toEqual({
			today: '2026-12-01',
			owners: [
				{
					owner: 'Print desk',
					reviewers: '@team/print',
					articles: [
						{ id: 'KI-3', title: 'A title', path: 'KI-3.mdx', on: '2026-11-01', every: 27, due: '2026-11-28', days: -3 },
						{ id: 'KI-1', title: 'A title', path: 'KI-1.mdx', on: '2026-11-20', every: 12, due: '2026-12-02', days: 1 },
					],
				},
				{
					owner: 'Fax desk',
					reviewers: null,
					articles: [{ id: 'KI-2', title: 'A title', path: 'KI-2.mdx', on: '2026-11-20', every: 12, due: '2026-12-02', days: 1 }],
				},
			],
		});
	});

	test('leaves out what is archived and what nobody has verified', () => {
		expect(idsOf([checked('KI-1', '2026-01-01', 1, { state: 'archived' }), article({ id: 'KI-2', owner: 'Print desk' })])).toEqual([]);
	});

	test('keeps what has no owner, and takes no reviewer from where none is named', () => {
		const due = list([
			article({ id: 'KI-1', verification: { by: 'SG shift lead', on: '2026-01-02', every: 1 } }),
			checked('KI-2', '2026-01-01', 1, { owner: 'constructor' }),
		]);
		expect(due.owners.map(({ owner, reviewers }) => [owner, reviewers])).toEqual([
			['constructor', null],
			[noOwner, null],
		]);
	});
});

describe('formatDue', () => {
	test('says how urgent each is', () => {
		const lines = formatDue(
			list([checked('KI-1', '2026-11-01', 29), checked('KI-2', '2026-11-01', 30), checked('KI-3', '2026-11-01', 32)]),
		);
		expect(lines.split('\n').map((line) => line.trim().split('  ')[0])).toEqual(
			expect.arrayContaining(['Print desk (@team/print)', 'overdue by 1 day', 'due today', 'due in 2 days']),
		);
	});
});

describe('npm run due', () => {
	const folder = temporaryFolder();
	const verification = { by: 'SG shift lead', on: '2026-11-01', every: 30 };
	writeFileSync(join(folder, 'KI-1.mdx'), articleText({ id: 'KI-1', owner: 'Print desk', verification }, 'Text.'));
	writeFileSync(join(folder, 'checks.json'), JSON.stringify({ verification: { warnDays: 5 }, owners: { 'Print desk': '@team/print' } }));
	const run = (...args: string[]) => runScript('due', args, { SIGNPOST_CONTENT: folder });

	test('looks as far ahead as checks.json says', async () => {
		expect(await run('--today', '2026-11-25')).toMatchObject({
			code: 0,
			stdout: `${folder}: 0 articles to verify by 5 days after 2026-11-25\n`,
		});
		expect((await run('--today', '2026-11-26')).stdout).toMatch(/^Print desk \(@team\/print\)\n {4}due in 5 days +KI-1 {2}A title\n/);
	});

	test('gives programs all of it', async () => {
		const { stdout } = await run('--today', '2026-11-25', '--within', '6', '--format', 'json');
		expect(JSON.parse(stdout)).toMatchObject({
			today: '2026-11-25',
			owners: [{ reviewers: '@team/print', articles: [{ id: 'KI-1', days: 6 }] }],
		});
	});

	test.each(['--within=-1', '--today=2026-02-30', '--format=xml'])('takes no %s', async (option) => {
		expect((await run(option)).code).toBe(2);
	});
});
