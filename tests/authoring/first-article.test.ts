import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyProject } from '../setup/project-copy.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const folder = join(temporaryFolder(), 'clone');
let env: NodeJS.ProcessEnv;
/** The commands of CONTRIBUTING.md's first section, a block each, just as they stand there. */
let blocks: string[];

beforeAll(async () => {
	env = copyProject(folder);
	const guide = await readFile(join(folder, 'CONTRIBUTING.md'), 'utf8');
	const section = guide.slice(guide.indexOf('## Your first known issue'), guide.indexOf('## Writing an article'));
	blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, commands = '']) => commands);
});

function run(commands: string): Promise<{ code: number; output: string }> {
	// As on a terminal; without what the machine's own shell says at its start.
	return new Promise((done) => {
		execFile('bash', ['--norc', '-eo', 'pipefail', '-c', commands], { cwd: folder, env }, (error, stdout) => {
			done({ code: error === null ? 0 : Number(error.code), output: stdout });
		});
	});
}

/** What somebody writes who has read the guide and nothing else. */
const phrases = [
	'every time the page reloads i get all languages again',
	'filter set to polish, pressed refresh, now its showing me thai posts',
	'why do i have to choose my language again after each update of the page',
	'the thing that limits the list to spanish does not stay',
	'reopened the tab and the list has everything, not only what i can read',
	'language choice resets itself, third time this morning',
];
const tests = [
	'Hi desk, I only read Korean. Whenever my browser refreshes, the selection on top goes back to "any" and I am served Arabic. Is that known?',
	'Queue view forgets what I picked: I select Portuguese, the browser updates itself during lunch, and afterwards I am given items in Hindi and Turkish. Colleagues beside me see it too.',
];
const sections: Record<string, string> = {
	Symptoms: 'After a reload the list shows items of all languages, and the filter above it reads **Any language**.',
	Check:
		"What does the client hold?\n\n```sql\nselect reviewer_id, name, value from review_queue.client_settings where reviewer_id = :reviewer_id and name = 'language_filter';\n```\n\nA row with an empty `value`: this issue. No row: the filter was never saved; ask them to choose it once more.",
	Workaround:
		'1. Ask the reviewer to choose the language and press **Save view** before leaving the page.\n2. Ask them to open the list from the saved view.',
	Verify: 'After a reload of the saved view, the filter reads the language that they chose.',
	'Roll back': 'Nothing to undo: deleting the saved view brings back the list as it was.',
	Escalate: 'To ESC-review-platform, tier 1, when a saved view is lost as well. Hand over the reviewer id and the time in UTC.',
	Reply:
		'<Reply channel="chat">\n\nHi [name], please choose your language, press Save view, and open the list from there: a reload then keeps it.\n\n</Reply>',
};

function fillIn(draft: string): string {
	const lists = draft
		.replace(/^# TODO.*\n/gm, '')
		.replace('phrases:\n', `phrases:\n${phrases.map((phrase) => `  - ${JSON.stringify(phrase)}\n`).join('')}`)
		.replace('tests: []\n', `tests:\n${tests.map((ticket) => `  - ${JSON.stringify(ticket)}\n`).join('')}`)
		.replace('state: work-in-progress', 'state: not-validated');
	return Object.entries(sections).reduce(
		(text, [heading, body]) => text.replace(new RegExp(`## ${heading}\n\n\\{/\\* TODO.*\\*/\\}`), `## ${heading}\n\n${body}`),
		lists,
	);
}

describe('CONTRIBUTING.md leads somebody new from a clone to a correct known issue', () => {
	test('by its commands and the messages that they print', async () => {
		const [begin = '', check = '', commit = ''] = blocks;
		// Installing is what copyProject stands for; pushing needs somewhere to push to.
		expect(begin).toMatch(/^npm ci\n/);
		const begun = await run(begin.replace('npm ci\n', ''));
		expect(begun.output).toContain('Replace every TODO');
		const file = join(folder, /content\/\S+\.mdx/.exec(begun.output)?.[0] ?? '');
		expect(file).toMatch(/known-issues\/review-queue\/KI-0043-/);

		// Of the draft alone: other articles come due as time passes.
		const draft: { path: string; severity: string }[] = JSON.parse(
			(await run('npm run -s check -- --format json || true')).output,
		).findings;
		const own = draft.filter(({ path }) => file.endsWith(path));
		expect(own.length).toBeGreaterThan(5);
		expect(new Set(own.map(({ severity }) => severity))).toEqual(new Set(['warning']));
		await writeFile(file, fillIn(await readFile(file, 'utf8')));
		const report = await run(check);
		expect(report.output).toMatch(/1 article changed, \d+ tickets compared, 0 problems$/m);
		expect(report.code).toBe(0);

		expect((await run(commit.replace(/git push.*\n/, ''))).code).toBe(0);
		expect((await run('git status --porcelain')).output.trim()).toBe('');
	});
});
