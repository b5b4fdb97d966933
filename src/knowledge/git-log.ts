/** What a commit did to a file. */
export interface LoggedFile {
	/** A: added, M: modified, D: deleted, R: renamed, T: its type changed. */
	status: string;
	/** Object id of the file's bytes after the commit; zeros where it was deleted. */
	blob: string;
	/** The same before the commit; zeros where there was no file. */
	before: string;
	/** Path below the folder that was asked about, before and after; both the same unless it was renamed. */
	from: string;
	to: string;
}

export interface LoggedCommit {
	hash: string;
	/** Hashes of the commits that it stands on; with several it is a merge. */
	parents: string[];
	/** Name of who wrote it, without the mail address. */
	author: string;
	/** When it came into the branch, ISO 8601 with the committer's offset. */
	at: string;
	/** Its first line; of a merge that says no more than that it is one, the first line of what it merges. */
	subject: string;
	files: LoggedFile[];
}

const readable = ['log', '-z', '--raw', '--no-abbrev', '--relative', '--format=%H%x00%P%x00%aN%x00%cI%x00%s%x00%b'];

/** The `git log` of what came into the branch and when: merges count as one commit, with all that they brought. */
export const firstParentLog = [...readable, '--first-parent', '-m'];

/** The `git log` of every single commit and what it did; merges have no files. */
export const wholeLog = [...readable, '--full-history', '--parents', '--topo-order'];

const entry = /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;

/** Reads the output of `firstParentLog` or `wholeLog`, newest first as it is. Nothing in a message or a path can pass for anything else: none holds a NUL. */
export function parseLog(output: string): LoggedCommit[] {
	const tokens = output.split('\0');
	const commits: LoggedCommit[] = [];
	let at = 0;
	while (at + 5 < tokens.length) {
		const [hash = '', parents = '', author = '', time = '', subject = '', body = ''] = tokens.slice(at, at + 6);
		at += 6;
		const files: LoggedFile[] = [];
		for (let found = entry.exec(tokens[at] ?? ''); found !== null; found = entry.exec(tokens[at] ?? '')) {
			const [, before = '', blob = '', status = ''] = found;
			const from = tokens[at + 1] ?? '';
			const isMoved = status === 'R' || status === 'C';
			const to = isMoved ? (tokens[at + 2] ?? '') : from;
			files.push({ status, blob, before, from, to });
			at += isMoved ? 3 : 2;
		}
		commits.push({ hash, parents: parents.split(' ').filter(Boolean), author, at: time, subject: titleOf(subject, body), files });
	}
	return commits;
}

/** Web hosts put the title of what was merged below "Merge pull request …". */
function titleOf(subject: string, body: string): string {
	const title = /^Merge (pull|merge) request\b/.test(subject) ? body.split('\n').find((line) => line.trim() !== '') : undefined;
	return (title ?? subject).trim();
}

/**
 * What each commit did to the files that are there now, by their path now, newest first: renames are followed back. A
 * file that was deleted and came again at its path has both lives.
 */
export function followFiles<Commit extends LoggedCommit>(commits: readonly Commit[]): Map<string, { commit: Commit; file: LoggedFile }[]> {
	const steps = new Map<string, { commit: Commit; file: LoggedFile }[]>();
	/** Path at the commit that is looked at, to the path now; null where no file of now was called so. */
	const now = new Map<string, string | null>();
	for (const commit of commits) {
		const moves: [string, string][] = [];
		for (const file of commit.files) {
			const path = now.has(file.to) ? now.get(file.to) : file.to;
			if (path === null || path === undefined) continue;
			steps.set(path, [...(steps.get(path) ?? []), { commit, file }]);
			if (file.status === 'R') moves.push([file.from, path]);
		}
		// Before this commit the new names were not taken; two files may have changed places.
		for (const file of commit.files) if (file.status === 'R') now.set(file.to, null);
		for (const [from, path] of moves) now.set(from, path);
	}
	return steps;
}
