import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readHistory } from '../../src/knowledge/history.node.ts';
import { articleText } from '../setup/articles.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let repository = '';
let corpus = '';
let hour = 0;

beforeEach(async () => {
	repository = await mkdtemp(join(temporary, 'repository-'));
	corpus = join(repository, 'content');
	await mkdir(join(corpus, 'known issues'), { recursive: true });
	hour = 0;
	git('init', '-q', '-b', 'main');
});

afterEach(() => {
	vi.unstubAllEnvs();
});

function git(...args: string[]): string {
	const date = new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
	const env = {
		PATH: process.env.PATH,
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_SYSTEM: '/dev/null',
		GIT_AUTHOR_NAME: 'namecanary',
		GIT_AUTHOR_EMAIL: 'canary@corp.example',
		GIT_COMMITTER_NAME: 'namecanary',
		GIT_COMMITTER_EMAIL: 'canary@corp.example',
		GIT_AUTHOR_DATE: '2020-01-01T00:00Z',
		GIT_COMMITTER_DATE: date,
	};
	return execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], { cwd: repository, env, encoding: 'utf8', stdio: 'pipe' });
}

function write(
	path: string,
	fields: Record<string, unknown> = {},
	body = 'Open the tray, take the sheet out and close it again.',
): Promise<void> {
	return writeFile(join(corpus, path), articleText({ id: 'KI-1', ...fields }, body));
}

/** Commits everything, an hour after the commit before. */
function commit(subject: string, ...more: string[]): void {
	hour++;
	git('add', '-A');
	git('commit', '-q', '--allow-empty', '-m', subject, ...more);
}

async function changesOf(path: string): Promise<string[]> {
	const { changes } = await readHistory(corpus);
	return (changes.get(path) ?? []).map(({ kind, subject, version }) => `${kind}${version === null ? '' : ` ${version}`}: ${subject}`);
}

describe('readHistory', () => {
	test('gives the commits of each article, newest first, with the instant at which they came in', async () => {
		await write('known issues/jam é.mdx');
		commit('Paper jams');
		await write('other.mdx', { id: 'KI-2' });
		commit('Another');
		await write('known issues/jam é.mdx', { version: '1.1.0' });
		commit('Say which tray');
		const { changes, uncommitted, limits } = await readHistory(corpus);
		expect(changes.get('known issues/jam é.mdx')).toEqual([
			{
				commit: expect.stringMatching(/^[0-9a-f]{40}$/),
				at: '2026-11-01T03:00:00+00:00',
				subject: 'Say which tray',
				kind: 'changed',
				version: '1.1.0',
			},
			{
				commit: expect.stringMatching(/^[0-9a-f]{40}$/),
				at: '2026-11-01T01:00:00+00:00',
				subject: 'Paper jams',
				kind: 'new',
				version: '1.0.0',
			},
		]);
		expect([...changes.keys()].sort()).toEqual(['known issues/jam é.mdx', 'other.mdx']);
		expect([uncommitted, limits]).toEqual([[], []]);
		expect(JSON.stringify([...changes])).not.toMatch(/canary/);
	});

	test('tells the commit that fixed an issue and the one that archived it from those that only change words', async () => {
		await write('jam.mdx', { fix: { state: 'planned' } });
		commit('one');
		await write('jam.mdx', { fix: { state: 'fixed', release: '7.6' } });
		commit('two');
		await write('jam.mdx', { fix: { state: 'fixed', release: '7.6' } }, 'In other words: close the tray once the sheet is out of it.');
		commit('three');
		await write('jam.mdx', { state: 'archived', fix: { state: 'fixed', release: '7.6' } });
		commit('four');
		expect(await changesOf('jam.mdx')).toEqual(['archived: four', 'changed: three', 'fixed: two', 'new 1.0.0: one']);
	});

	test('follows an article that was renamed, and not the one that took its name', async () => {
		await write('jam.mdx');
		commit('one');
		await rename(join(corpus, 'jam.mdx'), join(corpus, 'known issues/jam.mdx'));
		commit('moved');
		await write('jam.mdx', { id: 'KI-9' }, 'Something else altogether, which happens to be about other printers and their paper.');
		commit('a new one');
		expect(await changesOf('known issues/jam.mdx')).toEqual(['changed: moved', 'new 1.0.0: one']);
		expect(await changesOf('jam.mdx')).toEqual(['new 1.0.0: a new one']);
	});

	test('dates what was merged by the merge, and names it as the pull request does', async () => {
		await write('jam.mdx');
		commit('one');
		git('checkout', '-q', '-b', 'topic');
		await write('jam.mdx', { version: '2.0.0' });
		commit('wip');
		git('checkout', '-q', 'main');
		await write('other.mdx', { id: 'KI-2' });
		commit('meanwhile');
		hour = 20;
		git('merge', '-q', '--no-ff', '-m', 'Merge pull request #7 from canary/topic', '-m', 'Another way to clear the tray', 'topic');
		const { changes } = await readHistory(corpus);
		expect(changes.get('jam.mdx')?.[0]).toMatchObject({
			at: '2026-11-01T20:00:00+00:00',
			subject: 'Another way to clear the tray',
			version: '2.0.0',
		});
		expect(changes.get('jam.mdx')).toHaveLength(2);
	});

	test('takes a message for nothing but text', async () => {
		const hostile = '<img src=x onerror=alert(1)> \u0001:100644 100644 0000 1111 M';
		await write('jam.mdx');
		commit(hostile, '-m', ':100644 100644 0 0 M\nMerge');
		expect(await changesOf('jam.mdx')).toEqual([`new 1.0.0: ${hostile}`]);
	});

	test('names what is not committed', async () => {
		await write('jam.mdx');
		await write('still.mdx', { id: 'KI-2' });
		commit('one');
		await write('jam.mdx', { version: '1.1.0' });
		await write('known issues/new ü.mdx', { id: 'KI-3' });
		await writeFile(join(repository, 'elsewhere.mdx'), 'not in the folder');
		const { uncommitted } = await readHistory(corpus);
		expect(uncommitted.sort()).toEqual(['jam.mdx', 'known issues/new ü.mdx']);
	});

	test('leaves out what a shallow clone makes look new, and says so', async () => {
		await write('jam.mdx');
		await write('old.mdx', { id: 'KI-2' });
		commit('one');
		commit('nothing');
		await write('jam.mdx', { version: '1.1.0' });
		commit('two');
		const origin = repository;
		repository = await mkdtemp(join(temporary, 'clone-'));
		corpus = join(repository, 'content');
		git('clone', '-q', '--depth', '2', `file://${origin}`, '.');
		const { changes, limits } = await readHistory(corpus);
		expect([...changes.keys()]).toEqual(['jam.mdx']);
		expect(changes.get('jam.mdx')?.map(({ subject }) => subject)).toEqual(['two']);
		expect(limits).toEqual([expect.stringMatching(/shallow clone.*\.$/)]);
	});

	test('says in a sentence why nothing is known: no repository, no commit, no git', async () => {
		const said = async () => (await readHistory(corpus)).limits;
		await write('jam.mdx');
		expect(await said()).toEqual([expect.stringMatching(/no commit yet.*\.$/)]);
		await rm(join(repository, '.git'), { recursive: true });
		expect(await said()).toEqual([expect.stringMatching(/not in a git repository.*\.$/)]);
		vi.stubEnv('PATH', temporary);
		expect(await said()).toEqual([expect.stringMatching(/git is not installed.*\.$/)]);
	});

	test('asks the repository of the folder, whatever a hook has set and wherever the folder is linked from', async () => {
		await write('jam.mdx');
		commit('one');
		vi.stubEnv('GIT_DIR', join(temporary, 'another'));
		vi.stubEnv('GIT_INDEX_FILE', join(temporary, 'index'));
		expect(await changesOf('jam.mdx')).toEqual(['new 1.0.0: one']);
		const link = join(repository, '..', 'linked');
		await symlink(corpus, link);
		corpus = link;
		expect(await changesOf('jam.mdx')).toEqual(['new 1.0.0: one']);
	});
});
