import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readVersions } from '../../src/knowledge/versions.node.ts';
import { maxTexts, textAsOf, type Version } from '../../src/knowledge/versions.ts';
import { articleText } from '../setup/articles.ts';
import { type MadeCommit, makeLongHistory } from '../setup/long-history.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function git(cwd: string, ...args: string[]): string {
	const who = {
		GIT_AUTHOR_NAME: 'Dee',
		GIT_COMMITTER_NAME: 'Dee',
		GIT_AUTHOR_EMAIL: 'canary@corp.example',
		GIT_COMMITTER_EMAIL: 'c@corp.example',
	};
	const when = { GIT_AUTHOR_DATE: '2027-01-01T00:00Z', GIT_COMMITTER_DATE: '2027-01-01T00:00Z' };
	const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', ...who, ...when };
	return execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' });
}

describe('over a history of more than 200 commits', () => {
	let corpus = '';
	let mainline: MadeCommit[] = [];
	let articles: { id: string; path: string }[] = [];
	let found: Map<string, Version[]>;

	beforeAll(async () => {
		({ corpus, mainline } = await makeLongHistory(join(temporary, 'long')));
		articles = [...(mainline.at(-1)?.articles ?? [])].map(([id, { path }]) => ({ id, path }));
		const read = await readVersions(corpus, articles);
		expect(read.limits).toEqual([]);
		found = read.versions;
	}, 60_000);

	/** What the generator did to an article, oldest first: texts that follow each other and are alike count once. */
	function lifeOf(id: string): { at: number; text: string | null; author: string; subject: string; path: string }[] {
		const life: ReturnType<typeof lifeOf> = [];
		for (const { at, articles: then } of mainline) {
			const one = then.get(id);
			const last = life.at(-1);
			if (one === undefined && (last === undefined || last.text === null)) continue;
			if (last !== undefined && last.text === (one?.text ?? null)) continue;
			life.push({
				at,
				text: one?.text ?? null,
				author: one?.author ?? '',
				subject: one?.subject ?? '',
				path: one?.path ?? last?.path ?? '',
			});
		}
		return life;
	}

	test('the repository is what it says: what the generator keeps is what git has', async () => {
		expect(Number(git(corpus, 'rev-list', '--count', 'main'))).toBeGreaterThan(200);
		const hashes = git(corpus, 'rev-list', '--first-parent', '--reverse', 'main').trim().split('\n');
		expect(hashes).toHaveLength(mainline.length);
		expect(git(corpus, 'rev-list', '--merges', '--count', 'main').trim()).not.toBe('0');
		for (const at of [0, 17, 60, 111, hashes.length - 1]) {
			const then = mainline[at]?.articles ?? new Map();
			const listed = git(corpus, 'ls-tree', '-r', '-z', '--name-only', hashes[at] ?? '', '.')
				.split('\0')
				.filter(Boolean);
			expect(listed.sort()).toEqual([...then.values()].map(({ path }) => path).sort());
			for (const { path, text } of then.values()) expect(git(corpus, 'show', `${hashes[at]}:corpus/${path}`)).toBe(text);
		}
	});

	test('every article has its versions, in order, with their instants, texts, paths and authors', () => {
		expect(articles.length).toBeGreaterThan(5);
		for (const { id } of articles) {
			const expected = lifeOf(id).reverse();
			const versions = found.get(id) ?? [];
			expect(
				versions.map(({ state, at }) => [state, Date.parse(at ?? '')]),
				id,
			).toEqual(expected.map(({ text, at }) => [text === null ? 'deleted' : 'committed', Math.floor(at / 1000) * 1000]));
			const kept = expected.filter(({ text }) => text !== null).slice(0, maxTexts);
			expect(
				versions.filter(({ text }) => text !== null).map(({ text, author, path }) => ({ text, author, path })),
				id,
			).toEqual(kept.map(({ text, author, path }) => ({ text, author, path })));
		}
	});

	test('some of them were moved, replaced, deleted, brought back and merged', () => {
		const all = [...found.values()].flat();
		const subjects = articles.flatMap(({ id }) => lifeOf(id).map(({ subject }) => subject.replace(/ \d+$/, '')));
		for (const kind of ['Move and edit', 'Rewrite', 'Bring back', 'Silent', 'Revert', 'Merge branch', 'Replace'])
			expect(subjects).toContain(kind);
		expect(all.some(({ state }) => state === 'deleted')).toBe(true);
		expect(all.some(({ path, text }) => text !== null && path.startsWith('area 3/b'))).toBe(true);
	});

	test('as of every day, it says what the main line held at the end of it', () => {
		const [first, last] = [mainline[0]?.at ?? 0, mainline.at(-1)?.at ?? 0];
		let compared = 0;
		for (let at = first - 86_400_000; at < last + 2 * 86_400_000; at += 86_400_000) {
			const day = dayOf(at);
			const then = mainline.findLast((commit) => dayOf(commit.at) <= day)?.articles;
			for (const { id } of articles) {
				const { standing } = textAsOf(found.get(id) ?? [], day);
				const text = then?.get(id)?.text ?? null;
				if (standing?.state === 'committed' && standing.text === null) continue;
				expect(standing?.text ?? null, `${id} on ${day}`).toBe(text);
				compared++;
			}
		}
		expect(compared).toBeGreaterThan(1_000);
	});

	test('every text has an address of its own, and the last text of a version has that of the version', () => {
		for (const versions of found.values()) {
			const addresses = versions.flatMap(({ address }) => address ?? []);
			expect(new Set(addresses).size).toBe(addresses.length);
			for (const [position, { version, address, commit }] of versions.entries()) {
				if (address === null) continue;
				const isLast = !versions.slice(0, position).some((newer) => newer.version === version && newer.address !== null);
				expect(address).toBe(isLast ? version : `${version}-${commit?.slice(0, 7)}`);
			}
		}
	});

	test('reasons are the changelog of the version, or the subject where no version came', () => {
		const all = articles.flatMap(({ id }) => found.get(id) ?? []);
		expect(all.find(({ reason }) => /^Silent/.test(reason))?.version).toMatch(/^\d/);
		expect(all.filter(({ reason }) => /^Note of/.test(reason)).length).toBeGreaterThan(all.length / 3);
	});

	test('a clone of the newest commits alone says where it ends', async () => {
		const clone = join(temporary, 'shallow');
		git(temporary, 'clone', '-q', '--depth', '12', `file://${join(temporary, 'long')}`, clone);
		const { versions, limits } = await readVersions(join(clone, 'corpus'), articles);
		expect(limits).toEqual([expect.stringMatching(/shallow clone.*\.$/)]);
		for (const { id } of articles) {
			const one = versions.get(id) ?? [];
			const whole = found.get(id) ?? [];
			const cut = one.at(-1);
			expect(one.length).toBeGreaterThan(0);
			if (cut?.state !== 'cut') continue;
			expect(one.slice(0, -1)).toEqual(whole.slice(0, one.length - 1));
			expect([cut.text, cut.author]).toEqual([whole[one.length - 1]?.text, '']);
			expect(textAsOf(one, '2020-01-01')).toEqual({ standing: null, why: 'cut' });
			expect(textAsOf(one, '2030-01-01').standing).not.toBeNull();
		}
		expect([...versions.values()].some((one) => one.at(-1)?.state === 'cut')).toBe(true);
	});
});

describe('what is not in git', () => {
	async function makeCorpus(): Promise<string> {
		const folder = await mkdtemp(join(temporary, 'corpus-'));
		await writeFile(join(folder, 'a.mdx'), text('1.1.0', 'One.'));
		return folder;
	}
	const changelog = [
		{ version: '1.1.0', date: '2026-11-02', note: 'Second.' },
		{ version: '1.0.0', date: '2026-10-01', note: 'First.' },
	];
	const text = (version: string, body: string) => articleText({ id: 'KI-1', version, changelog }, body);
	const articles = [{ id: 'KI-1', path: 'a.mdx' }];
	const brief = (versions: Version[] | undefined) =>
		versions?.map(({ state, version, reason, address }) => [state, version, reason, address]);

	test('is told by the changelog, and why: no repository, no git, no commit', async () => {
		const folder = await makeCorpus();
		const told = [
			['told', '1.1.0', 'Second.', '1.1.0'],
			['told', '1.0.0', 'First.', null],
		];
		const read = async () => {
			const { versions, limits } = await readVersions(folder, articles);
			return [brief(versions.get('KI-1')), limits];
		};
		expect(await read()).toEqual([told, [expect.stringMatching(/not in a git repository.*without their texts\.$/)]]);
		git(folder, 'init', '-q', '-b', 'main');
		expect(await read()).toEqual([told, [expect.stringMatching(/no commit yet.*\.$/)]]);
		vi.stubEnv('PATH', temporary);
		expect(await read()).toEqual([told, [expect.stringMatching(/git is not installed.*\.$/)]]);
		vi.unstubAllEnvs();
	});

	test('is the newest version, not committed yet: a changed file, a moved one, a new one', async () => {
		const folder = await makeCorpus();
		git(folder, 'init', '-q', '-b', 'main');
		git(folder, 'add', '-A');
		git(folder, 'commit', '-q', '-m', 'one');
		const hash = git(folder, 'rev-parse', 'HEAD').slice(0, 7);
		await appendFile(join(folder, 'a.mdx'), '\nTwo.\n');
		await writeFile(join(folder, 'b.mdx'), articleText({ id: 'KI-2' }, 'New.'));
		const { versions } = await readVersions(folder, [...articles, { id: 'KI-2', path: 'b.mdx' }]);
		expect(brief(versions.get('KI-1'))).toEqual([
			['pending', '1.1.0', 'Second.', '1.1.0'],
			['committed', '1.1.0', 'Second.', `1.1.0-${hash}`],
			['told', '1.0.0', 'First.', null],
		]);
		expect(brief(versions.get('KI-2'))).toEqual([['pending', '1.0.0', '', '1.0.0']]);
		expect(textAsOf(versions.get('KI-2') ?? [], '2030-01-01')).toEqual({ standing: null, why: 'unknown' });
		expect(textAsOf(versions.get('KI-1') ?? [], '2030-01-01').standing).toMatchObject({ state: 'committed' });

		await rename(join(folder, 'a.mdx'), join(folder, 'c.mdx'));
		await writeFile(join(folder, 'c.mdx'), text('1.1.0', 'One.').replaceAll('\n', '\r\n'));
		const moved = await readVersions(folder, [{ id: 'KI-1', path: 'c.mdx' }]);
		expect(brief(moved.versions.get('KI-1'))?.map(([state]) => state)).toEqual(['committed', 'told']);
	});

	test('what could not be read then keeps its place in the history, and an id that was corrected its past', async () => {
		const folder = await makeCorpus();
		git(folder, 'init', '-q', '-b', 'main');
		const steps = ['No fields at all.\n', text('1.0.0', 'One.').replace('KI-1', 'KI-10'), '---\nid: [\n---\n', text('1.1.0', 'Two.')];
		for (const [position, content] of steps.entries()) {
			await writeFile(join(folder, 'a.mdx'), content);
			git(folder, 'add', '-A');
			git(folder, 'commit', '-q', '-m', `step ${position}`);
		}
		const { versions } = await readVersions(folder, articles);
		expect(versions.get('KI-1')?.map((one) => one.text)).toEqual(steps.toReversed());
		expect(versions.get('KI-1')?.map(({ address }) => address?.replace(/-[0-9a-f]{7}$/, ''))).toEqual([
			'1.1.0',
			'unversioned',
			'1.0.0',
			'unversioned',
		]);
		expect(await readFile(join(folder, 'a.mdx'), 'utf8')).toBe(steps.at(-1));
		await rm(folder, { recursive: true });
	});
});
