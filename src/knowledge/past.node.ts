import { splitFrontMatter } from './front-matter.ts';
import { findRepository, git, noCommit, readBlobs, readTree } from './git.node.ts';
import { firstParentLog, parseLog } from './git-log.ts';

/** What a file said of itself and held, at some commit. Old files may follow an old schema: only these fields are looked at. */
export interface PastArticle {
	id: string;
	path: string;
	title: string;
	version: string;
	/** Text below the front matter, without white space at its ends. */
	body: string;
}

/** An article that is in no file any more. */
export interface DeletedArticle extends PastArticle {
	/** The day it was deleted, YYYY-MM-DD. */
	on: string;
}

/** The corpus as it was at a commit that a change is compared with. */
export interface Base {
	/** As it was asked for, such as `origin/main`. */
	name: string;
	commit: string;
	/** Text of each file of the corpus that is no image, by path: articles, settings, links. */
	files: Map<string, string>;
	/** By id, in lower case. */
	articles: Map<string, PastArticle>;
}

export interface Past {
	base: Base | null;
	deleted: DeletedArticle[];
	/** What is not known and why, a sentence each. */
	limits: string[];
}

/** The commit that was asked for is not there; `message` says what to do. */
export class BaseError extends Error {}

/** What follows the reason why git cannot tell. */
const notCompared = 'nothing is compared with what was there before.';

/** Branches that changes are made for, the first that is there. */
const mainBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * What git knows of the corpus before the change that is at hand. The base is where this branch left `wanted`, or the main
 * branch; on the main branch itself it is the last commit. Throws BaseError where `wanted` is no commit.
 */
export async function readPast(folder: string, wanted?: string): Promise<Past> {
	const without = (limit: string): Past => {
		if (wanted !== undefined) throw new BaseError(`${wanted}: ${limit} Run it in a clone of the repository, or leave out --base.`);
		return { base: null, deleted: [], limits: [limit] };
	};
	const repository = await findRepository(folder);
	if ('why' in repository) return without(`${repository.why}: ${notCompared}`);
	if ((await lineOf(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])) === null) return without(`${noCommit.why}: ${notCompared}`);
	const limits = repository.isShallow ? ['This is a shallow clone: articles that were deleted before it begins are not known.'] : [];
	const base = await findBase(folder, wanted);
	return { base: await readBase(folder, base), deleted: await readDeleted(folder, base), limits };
}

async function findBase(folder: string, wanted: string | undefined): Promise<{ name: string; commit: string }> {
	for (const name of wanted === undefined ? mainBranches : [wanted]) {
		const commit = await lineOf(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
		if (commit === null) continue;
		// Of unrelated histories, as in a shallow clone, the branch itself is the best that is known.
		return { name, commit: (await lineOf(folder, ['merge-base', commit, 'HEAD'])) ?? commit };
	}
	if (wanted !== undefined)
		throw new BaseError(`--base ${wanted}: no such commit here. Fetch it (git fetch origin), or name another branch, tag or commit.`);
	return { name: 'HEAD', commit: (await lineOf(folder, ['rev-parse', 'HEAD'])) ?? 'HEAD' };
}

async function lineOf(folder: string, args: readonly string[]): Promise<string | null> {
	const answer = await git(folder, args);
	return answer === 'absent' || answer.code !== 0 ? null : answer.output.toString().trim();
}

async function readBase(folder: string, { name, commit }: { name: string; commit: string }): Promise<Base> {
	const blobs = await readTree(folder, commit, /\.(mdx|jsonl?)$/);
	const texts = await readBlobs(folder, [...new Set(blobs.values())]);
	const files = new Map([...blobs].flatMap(([path, blob]) => (texts.has(blob) ? [[path, texts.get(blob) ?? ''] as const] : [])));
	const articles = new Map<string, PastArticle>();
	for (const [path, text] of files) {
		const article = path.endsWith('.mdx') ? describeFile(text, path) : null;
		if (article !== null && !articles.has(article.id.toLowerCase())) articles.set(article.id.toLowerCase(), article);
	}
	return { name, commit, files, articles };
}

/**
 * Every article that a commit up to the base deleted, newest first; one that was only renamed is not among them. What came
 * and went on this branch alone nobody has seen, and what it takes away is in the base.
 */
async function readDeleted(folder: string, { commit }: { commit: string }): Promise<DeletedArticle[]> {
	const log = await git(folder, [...firstParentLog, '-M', '--diff-filter=D', commit, '--', '*.mdx']);
	if (log === 'absent' || log.code !== 0) return [];
	const files = parseLog(log.output.toString()).flatMap(({ at, files: gone }) =>
		gone.map(({ from, before }) => ({ path: from, before, on: at.slice(0, 10) })),
	);
	const texts = await readBlobs(
		folder,
		files.map(({ before }) => before),
	);
	return files.flatMap(({ path, before, on }) => {
		const article = describeFile(texts.get(before) ?? '', path);
		return article === null ? [] : [{ ...article, on }];
	});
}

/** The article in a file; null where it holds none. */
function describeFile(text: string, path: string): PastArticle | null {
	const split = splitFrontMatter(text, path);
	if ('rule' in split) return null;
	const { id, kind, title, version } = split.data;
	if (typeof id !== 'string' || String(kind).startsWith('training')) return null;
	return { id, path, title: String(title ?? ''), version: String(version ?? ''), body: split.body.trim() };
}
