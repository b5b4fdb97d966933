import { spawn } from 'node:child_process';

export interface GitAnswer {
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
	return new Promise((done) => {
		const child = spawn('git', ['-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false', ...args], { cwd: folder, env });
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

/**
 * Texts of files as they once were, by the name that was asked for: an object id, or `commit:./path` below the folder. What
 * git does not have, or what is no file, is left out.
 */
export async function readBlobs(folder: string, names: readonly string[]): Promise<Map<string, string>> {
	const texts = new Map<string, string>();
	if (names.length === 0) return texts;
	const read = await git(folder, ['cat-file', '--batch'], `${names.join('\n')}\n`);
	if (read === 'absent') return texts;
	const bytes = read.output;
	let at = 0;
	// One answer for each name, in their order.
	for (const name of names) {
		const lineEnd = bytes.indexOf(0x0a, at);
		if (lineEnd === -1) break;
		const header = bytes.toString('utf8', at, lineEnd);
		at = lineEnd + 1;
		const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header) ?? [];
		if (type === undefined) continue;
		if (type === 'blob') texts.set(name, bytes.toString('utf8', at, at + Number(size)));
		at += Number(size) + 1;
	}
	return texts;
}
