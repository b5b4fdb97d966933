import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

interface GitAnswer {
	code: number | null;
	output: Buffer;
	errors: string;
}

/**
 * Runs git in a folder. Variables of the shell that point git at another repository are left out, as when a hook builds
 * the site; it takes no locks, asks nobody, runs nothing that the repository's own settings name, and fetches nothing.
 */
export function git(folder: string, args: readonly string[], input = ''): Promise<GitAnswer | 'absent'> {
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
	const env = { ...Object.fromEntries(inherited), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };
	// Settings of a person that would leave out the first commit's files, or show signatures among them.
	const settings = ['core.fsmonitor=false', 'log.showSignature=false', 'log.showRoot=true'].flatMap((setting) => ['-c', setting]);
	return new Promise((done) => {
		const child = spawn('git', [...settings, ...args], { cwd: folder, env });
		const output: Buffer[] = [];
		const errors: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
		child.once('error', () => done('absent'));
		child.once('close', (code) => done({ code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() }));
		// git may end before it has read everything; its exit code tells.
		child.stdin.on('error', () => {});
		child.stdin.end(input);
	});
}

/** What git says of the repository of a folder before it is asked for anything. */
export interface Repository {
	isShallow: boolean;
	/** Commits whose parents a shallow clone has left out: all their files look new. */
	ends: Set<string>;
}

/** Why there is no history to read, as the beginning of a sentence. */
export interface NoRepository {
	why: string;
}

/** Looks whether git can tell anything of a folder. */
export async function findRepository(folder: string): Promise<Repository | NoRepository> {
	const place = await git(folder, ['rev-parse', '--is-shallow-repository', '--git-path', 'shallow']);
	if (place === 'absent') return { why: 'git is not installed here' };
	if (place.code !== 0) {
		const isForeign = /dubious ownership/.test(place.errors);
		return {
			why: isForeign
				? 'The folder of the articles belongs to another user, so that git does not read it'
				: 'The articles are not in a git repository',
		};
	}
	const [isShallow = 'false', shallowFile = ''] = place.output.toString().split('\n');
	if (isShallow !== 'true') return { isShallow: false, ends: new Set() };
	const ends = await readFile(resolve(folder, shallowFile), 'utf8').catch(() => '');
	return { isShallow: true, ends: new Set(ends.split('\n')) };
}

/** What follows a repository that has no commit. */
export const noCommit: NoRepository = { why: 'The git repository of the articles has no commit yet' };

/** Object ids of the files of a commit that `wanted` takes, by path below the folder. */
export async function readTree(folder: string, commit: string, wanted: RegExp): Promise<Map<string, string>> {
	const listed = await git(folder, ['ls-tree', '-r', '-z', commit, '--', '.']);
	const lines = listed === 'absent' ? [] : listed.output.toString().split('\0');
	const entries = lines.flatMap((line) => {
		const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
		return blob === undefined || path === undefined || !wanted.test(path) ? [] : [[path, blob] as const];
	});
	return new Map(entries);
}

/** Texts by object id, as UTF-8; what git does not have is left out. */
export async function readBlobs(folder: string, blobs: readonly string[]): Promise<Map<string, string>> {
	const texts = new Map<string, string>();
	if (blobs.length === 0) return texts;
	const read = await git(folder, ['cat-file', '--batch'], `${blobs.join('\n')}\n`);
	if (read === 'absent') return texts;
	const bytes = read.output;
	for (let at = 0; at < bytes.length; ) {
		const lineEnd = bytes.indexOf(0x0a, at);
		if (lineEnd === -1) break;
		const [id = '', type = '', size = ''] = bytes.toString('utf8', at, lineEnd).split(' ');
		at = lineEnd + 1;
		if (type !== 'blob') continue;
		texts.set(id, bytes.toString('utf8', at, at + Number(size)));
		at += Number(size) + 1;
	}
	return texts;
}
