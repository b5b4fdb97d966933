import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { articleText } from '../setup/articles.ts';
import { runScript } from '../setup/commands.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = temporaryFolder();
const file = join(folder, 'KI-1.mdx');
const environment = { SIGNPOST_CONTENT: folder, SIGNPOST_HOME: join(folder, '.home') };
const phrases = ['paper stuck', 'it eats my pages', 'red light at tray two', 'jam again', 'sheet half out', 'printer beeps'].map(
	(phrase) => `${phrase} at the copier`,
);
const fields = {
	id: 'KI-1',
	title: 'Printers: paper jams in tray two after the update',
	systems: ['Printers'],
	phrases,
	tests: ['the machine on my floor chews every page', 'sheets crumple in the copier since Monday'],
	changelog: [{ version: '1.0.0', date: '2026-01-01', note: 'First published.' }],
};
const body =
	'## Symptoms\n\nPages crumple.\n\n## Check\n\nLook at tray two.\n\n## Workaround\n\n1. Open the tray.\n\n## Verify\n\nA page comes out.';

test('npm run verify records who and when, and only where nothing stands against it', async () => {
	await writeFile(
		join(folder, 'KI-2.mdx'),
		articleText(
			{
				...fields,
				id: 'KI-2',
				title: 'Tunnel: drops on the train',
				systems: ['Tunnel'],
				phrases: phrases.map((phrase) => phrase.replace('copier', 'tunnel')),
			},
			body,
		),
	);
	await writeFile(file, articleText(fields, body));

	expect(await runScript('verify', ['KI-1'], environment)).toMatchObject({ code: 2, stderr: expect.stringContaining('--by') });
	const recorded = await runScript('verify', ['ki-1', '--by', 'SG shift lead', '--today', '2026-11-23'], environment);
	expect(recorded).toMatchObject({
		code: 0,
		stdout: expect.stringMatching(/first: the machine on my floor[\s\S]*KI-1 is verified by SG shift lead on 2026-11-23/),
	});
	expect(await readFile(file, 'utf8')).toContain('verification:\n  by: SG shift lead\n  on: 2026-11-23\n  every: 90\n---');

	// The role of last time stands, and an article that is broken is not verified.
	const text = await readFile(file, 'utf8');
	await writeFile(file, text.replace('Open the tray.', 'TODO open the tray.'));
	const refused = await runScript('verify', ['KI-1', '--today', '2026-12-01'], environment);
	expect(refused).toMatchObject({ code: 1, stdout: expect.stringMatching(/unfinished[\s\S]*not recorded/) });
	expect(await readFile(file, 'utf8')).toContain('on: 2026-11-23');
	expect(await runScript('verify', ['KI-9'], environment)).toMatchObject({
		code: 1,
		stderr: expect.stringContaining('KI-9: is no article'),
	});
});
