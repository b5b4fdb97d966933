import type { Change, History } from './changes.ts';
import { splitFrontMatter } from './front-matter.ts';
import { findRepository, git, type NoRepository, noCommit, readBlobs } from './git.node.ts';
import { firstParentLog, followFiles, type LoggedCommit, parseLog } from './git-log.ts';

/** Articles read anew to tell what a commit did, at most: the newest. Older ones are "new" or "changed". */
const maxArticlesRead = 2_000;

/**
 * The history of the articles below a folder. Follows the first parent of merges, so that what was merged counts from
 * then on, whenever it was written. Whatever git cannot tell is a sentence in `limits`, never an error.
 */
export async function readHistory(folder: string): Promise<History> {
	const none = ({ why }: NoRepository): History => ({
		changes: new Map(),
		uncommitted: [],
		limits: [`${why}: changes are known by the articles’ own changelogs alone.`],
	});
	const repository = await findRepository(folder);
	if ('why' in repository) return none(repository);
	const log = await git(folder, [...firstParentLog, '-M', '--', '.']);
	if (log === 'absent' || log.code !== 0) return none(noCommit);
	const commits = parseLog(log.output.toString()).filter(({ hash }) => !repository.ends.has(hash));
	const changes = await nameChanges(folder, commits);
	const status = await git(folder, ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', '.']);
	const uncommitted = status === 'absent' ? [] : await pathsOf(folder, status.output.toString());
	const limits = repository.isShallow
		? ['This site was built from a shallow clone: changes from before it begins are known by the articles’ own changelogs alone.']
		: [];
	return { changes, uncommitted, limits };
}

async function nameChanges(folder: string, commits: readonly LoggedCommit[]): Promise<Map<string, Change[]>> {
	const steps = [...followFiles(commits)].filter(([path]) => path.endsWith('.mdx'));
	const blobs = commits.flatMap(({ files }) => files.filter(({ to }) => to.endsWith('.mdx')).map(({ blob }) => blob));
	const stages = await readStages(folder, [...new Set(blobs)].filter((blob) => !/^0+$/.test(blob)).slice(0, maxArticlesRead));
	return new Map(
		steps.map(([path, taken]) => {
			const known = taken.map(({ commit, file }, at): Change => {
				const before = taken[at + 1];
				const stage = stages.get(file.blob);
				const earlier = before === undefined ? undefined : stages.get(before.file.blob);
				const turned = (into: Stage['turn']): boolean =>
					stage?.turn === into && before !== undefined && earlier !== undefined && earlier.turn !== into;
				const kind = turned('archived') ? 'archived' : turned('fixed') ? 'fixed' : /[AC]/.test(file.status) ? 'new' : 'changed';
				const version = stage !== undefined && stage.version !== earlier?.version ? stage.version : null;
				return { commit: commit.hash, at: commit.at, subject: commit.subject, kind, version };
			});
			// Of an article that was deleted and came again, the deletion is no news.
			return [path, known.filter((_, at) => taken[at]?.file.status !== 'D')] as const;
		}),
	);
}

/** What an article said of itself at some time. */
interface Stage {
	version: string | null;
	turn: 'archived' | 'fixed' | null;
}

/** Reads articles as they once were, by object id. What cannot be read is left out. */
async function readStages(folder: string, blobs: readonly string[]): Promise<Map<string, Stage>> {
	return new Map([...(await readBlobs(folder, blobs))].map(([blob, text]) => [blob, stageOf(text)]));
}

/** Old articles may follow an old schema: only these fields are looked at. */
function stageOf(text: string): Stage {
	const split = splitFrontMatter(text, '');
	if ('rule' in split) return { version: null, turn: null };
	const { version, state, fix } = split.data;
	const isFixed = typeof fix === 'object' && fix !== null && 'state' in fix && fix.state === 'fixed';
	return { version: typeof version === 'string' ? version : null, turn: state === 'archived' ? 'archived' : isFixed ? 'fixed' : null };
}

/** Paths of articles that `git status` names, below the folder; it gives them below the top of the repository. */
async function pathsOf(folder: string, status: string): Promise<string[]> {
	const place = await git(folder, ['rev-parse', '--show-prefix']);
	const prefix = place === 'absent' ? '' : place.output.toString().replace(/\n$/, '');
	const paths = status.split('\0').map((line) => line.slice(3));
	return paths.filter((path) => path.endsWith('.mdx')).map((path) => path.slice(prefix.length));
}
