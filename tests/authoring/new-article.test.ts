import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeArticle } from '../../src/authoring/new-article.ts';
import { nextId } from '../../src/authoring/next-id.ts';
import { checkSettingsSchema } from '../../src/checks/settings.ts';
import { readArticle } from '../../src/knowledge/article.ts';
import { article } from '../setup/articles.ts';
import { runScript } from '../setup/commands.ts';
import { TeamRepository } from '../setup/team-repository.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const nothing = { base: null, deleted: [], limits: [] };
const settings = checkSettingsSchema.parse({});

describe('nextId', () => {
	const checked = (fields: Parameters<typeof article>[0]) =>
		({ ...article(fields), text: '' }) as Parameters<typeof nextId>[1]['articles'][number];

	test('is above every number that an article has', () => {
		expect(
			nextId('known-issue', {
				articles: [checked({ id: 'KI-0007' }), checked({ id: 'KI-0041' }), checked({ id: 'SOP-0090', kind: 'sop' })],
				past: nothing,
				settings,
			}),
		).toBe('KI-0042');
		expect(nextId('sop', { articles: [], past: nothing, settings })).toBe('SOP-0001');
	});

	test('is never one that was deleted, merged or retired', () => {
		const deleted = [{ id: 'KI-0050', path: 'a.mdx', title: '', version: '', body: '', on: '2026-01-01' }];
		const known = {
			articles: [checked({ id: 'KI-0041', replaces: ['KI-0060'] })],
			past: { ...nothing, deleted },
			settings: { ...settings, retired: { 'KI-0070': 'a mistake' } },
		};
		expect(nextId('known-issue', known)).toBe('KI-0071');
		expect(nextId('known-issue', { ...known, settings })).toBe('KI-0061');
		expect(nextId('known-issue', { ...known, articles: [], settings })).toBe('KI-0051');
	});
});

describe('writeArticle', () => {
	test('is valid from its first moment, whatever was typed', () => {
		const typed = {
			title: 'Printers: "{x}" <b> # \\ —',
			phrases: ['it says: "no"', '- {dash}'],
			signatures: ['E-7: * "x"'],
			system: 'A & B',
			owner: 'x: y',
		};
		const text = writeArticle({ id: 'KI-0001', kind: 'known-issue', severity: 1, today: '2026-11-23', ...typed });
		const read = readArticle(text, 'a.mdx');
		expect(read).toMatchObject({
			article: { title: typed.title, phrases: typed.phrases, signatures: typed.signatures, systems: ['A & B'], state: 'work-in-progress' },
		});
	});
});

describe('npm run new', () => {
	const folder = temporaryFolder();

	test('begins an article of the team that owns its system', async () => {
		const team = new TeamRepository(folder);
		await team.fill();
		const environment = { SIGNPOST_CONTENT: team.corpus, SIGNPOST_HOME: join(folder, 'home') };
		const options = ['--severity', '2', '--phrase', 'it eats my pages', '--owner', 'Print desk', '--today', '2026-11-23'];
		const made = await runScript('new', ['known-issue', 'printers: tray 2 jams', ...options], environment);
		expect(made).toMatchObject({ code: 0, stderr: '' });
		const file = join(team.corpus, 'KI-0005-tray-2-jams.mdx');
		expect(made.stdout).toContain(file);
		expect(await readFile(file, 'utf8')).toMatch(/systems: \["Printers"\][\s\S]*it eats my pages[\s\S]*escalation: ESC-print/);

		const checked = await runScript('check', [], environment);
		expect(checked.stdout).toContain('unfinished');
		expect((await runScript('new', ['--next-id', 'known-issue'], environment)).stdout).toBe('KI-0006\n');

		const unknown = await runScript('new', ['known-issue', 'Scanner: no light at all', '--system', 'Scanner', ...options], environment);
		expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('Use one of: Printers, Tunnel') });
		const short = await runScript('new', ['known-issue', 'Printers: tray 3 jams', ...options, '--signature', 'E*'], environment);
		expect(short).toMatchObject({ code: 1, stderr: expect.stringContaining('at least 3 characters') });
		const unasked = await runScript('new', ['known-issue', 'No light at all'], environment);
		expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('--system is missing') });
	});
});
