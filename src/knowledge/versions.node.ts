import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from './article.ts';
import { splitFrontMatter } from './front-matter.ts';
import { findRepository, git, noCommit, readBlobs, readTree } from './git.node.ts';
import { firstParentLog, type LoggedCommit, parseLog, wholeLog } from './git-log.ts';
import { isSameText } from './same-text.ts';
import { followArticles, type Sighting } from './trail.ts';
import { addressVersions, addToldVersions, type ChangelogLine, maxTexts, type Version } from './versions.ts';

/** Texts of all articles that are read at most, the newest; so much fits into memory many times over. */
const maxTextsRead = 10_000;

export interface ArticleVersions {
	/** By id of the article: what it said, newest first. */
	versions: Map<string, Version[]>;
	/** What is not known and why, a sentence each, for the readers of the site. */
	limits: string[];
}

type Unaddressed = Omit<Version, 'address'>;

/**
 * Every version of these articles of a folder, from git. Follows the first parent of merges: what was merged counts from
 * then on, whenever it was written, and has the name of who wrote it, not of who merged it. Consecutive versions with one
 * text are one, so a mere renaming is none; a text that changed without a new number is one of its own. Whatever git cannot
 * tell is a sentence in `limits`, never an error.
 */
export async function readVersions(folder: string, articles: readonly Pick<Article, 'id' | 'path'>[]): Promise<ArticleVersions> {
	const known = await readCommitted(folder, articles);
	const versions = new Map<string, Version[]>();
	for (const { id, path } of articles) {
		const text = await readFile(join(folder, path), 'utf8');
		const now = describe(text);
		const committed = known.versions.get(id) ?? [];
		const [newest] = committed;
		const isCommitted = newest !== undefined && newest.text !== null && isSameText(newest.text, text);
		const line = now.changelog.find(({ version }) => version === now.version);
		const reason = line?.note ?? '';
		const current: Unaddressed = known.hasHistory
			? { state: 'pending', version: now.version, commit: null, at: null, author: '', reason, path, text }
			: { state: 'told', version: now.version, commit: null, at: line?.date ?? null, author: '', reason, path, text };
		const all = addToldVersions(isCommitted ? committed : [current, ...committed], now.changelog, path);
		let texts = 0;
		const kept = all.map((one) => (one.text !== null && ++texts > maxTexts ? { ...one, text: null } : one));
		versions.set(id, addressVersions(kept));
	}
	return { versions, limits: known.limits };
}

interface Committed {
	versions: Map<string, Unaddressed[]>;
	limits: string[];
	/** Whether git knows of anything that is committed. */
	hasHistory: boolean;
}

async function readCommitted(folder: string, articles: readonly Pick<Article, 'id' | 'path'>[]): Promise<Committed> {
	const none = (why: string): Committed => ({
		versions: new Map(),
		limits: [`${why}: of earlier versions there is what the article’s own changelog tells, without their texts.`],
		hasHistory: false,
	});
	const repository = await findRepository(folder);
	if ('why' in repository) return none(repository.why);
	const log = await git(folder, [...firstParentLog, '-M', '--', '.']);
	if (log === 'absent' || log.code !== 0) return none(noCommit.why);
	const commits = parseLog(log.output.toString());
	const tree = await readTree(folder, 'HEAD', /\.mdx$/);
	const blobs = [...new Set([...tree.values(), ...commits.flatMap(blobsOf)])];
	const texts = await readBlobs(folder, blobs.slice(0, maxTextsRead));
	const ids = new Map([...texts].map(([blob, text]) => [blob, idOf(text)]));
	const places = new Map(articles.map(({ id, path }) => [id.toLowerCase(), placeOf(id, path, tree, ids)]));
	const sightings = followArticles(commits, (blob) => ids.get(blob) ?? null, places);
	const writers = await readWriters(folder, commits);
	const versions = new Map(
		articles.map(({ id }) => {
			const seen = sightings.get(id.toLowerCase()) ?? [];
			return [id, seen.length === 0 ? [] : nameVersions(seen, texts, writers, repository.ends)];
		}),
	);
	const limits: string[] = [];
	if (repository.isShallow) {
		limits.push('This site was built from a shallow clone: what the article said before the clone begins is not known here.');
	}
	if (blobs.length > maxTextsRead)
		limits.push(`Of all articles together, the newest ${maxTextsRead} texts were read; older ones are not shown.`);
	return { versions, limits, hasHistory: true };
}

/** Object ids of all texts that a commit touched. */
function blobsOf({ files }: LoggedCommit): string[] {
	const texts = files.filter(({ from, to }) => /\.mdx?$/.test(from) || /\.mdx?$/.test(to));
	return texts.flatMap(({ blob, before }) => [blob, before]).filter((blob) => !/^0+$/.test(blob));
}

/** Where the newest commit has an article: where its file lies now, or, moved since, where its id is. */
function placeOf(id: string, path: string, tree: ReadonlyMap<string, string>, ids: ReadonlyMap<string, string | null>): string | null {
	const own = id.toLowerCase();
	const isOwn = ([, blob]: [string, string]): boolean => ids.get(blob) === own;
	const here = tree.get(path);
	if (here !== undefined && isOwn([path, here])) return path;
	const moved = [...tree].find(isOwn)?.[0];
	// An id that the last commit has nowhere: it is new, or has been corrected.
	return moved ?? (here === undefined ? null : path);
}

/** The id in a text, in small letters: ids differ in more than case. */
function idOf(text: string): string | null {
	const end = text.indexOf('\n---', 3);
	const fields = end === -1 ? '' : text.slice(0, end);
	return (/^id:[ \t]*["']?([A-Za-z0-9][\w./-]*)["']?[ \t]*\r?$/m.exec(fields)?.[1] ?? null)?.toLowerCase() ?? null;
}

function nameVersions(
	seen: readonly Sighting<LoggedCommit>[],
	texts: ReadonlyMap<string, string>,
	writers: Writers,
	ends: ReadonlySet<string>,
): Unaddressed[] {
	const distinct = seen.filter(({ blob }, at) => {
		const older = seen[at + 1];
		if (older === undefined) return blob !== null;
		const [text, before] = [blob, older.blob].map((one) => (one === null ? null : texts.get(one)));
		return (
			blob !== older.blob && (text === undefined || text === null || before === undefined || before === null || !isSameText(text, before))
		);
	});
	const described = distinct.map(({ blob }) => describe(blob === null ? null : (texts.get(blob) ?? null)));
	return distinct.map(({ commit, path, blob }, at): Unaddressed => {
		const { version, changelog } = described[at] ?? describe(null);
		const isFirst = version !== null && version !== described[at + 1]?.version;
		const note = isFirst ? changelog.find((line) => line.version === version)?.note : undefined;
		const isCut = ends.has(commit.hash);
		return {
			state: blob === null ? 'deleted' : isCut ? 'cut' : 'committed',
			version,
			commit: commit.hash,
			at: commit.at,
			// Who wrote what stood there when the clone was cut, and why, lies before the cut.
			author: isCut ? '' : writerOf(commit, path, blob, writers),
			reason: note ?? (isCut ? '' : commit.subject),
			path,
			text: blob === null ? null : (texts.get(blob) ?? null),
		};
	});
}

/** What a text says of its version. Old articles may follow an old schema: only these fields are looked at. */
function describe(text: string | null): { version: string | null; changelog: ChangelogLine[] } {
	const split = text === null ? null : splitFrontMatter(text, '');
	if (split === null || 'rule' in split) return { version: null, changelog: [] };
	const { version, changelog } = split.data;
	return {
		version: isVersion(version) ? version : null,
		changelog: (Array.isArray(changelog) ? changelog : []).flatMap((line: unknown): ChangelogLine[] => {
			if (typeof line !== 'object' || line === null || !('version' in line) || !isVersion(line.version)) return [];
			const date = 'date' in line && typeof line.date === 'string' && /^\d{4}-\d\d-\d\d$/.test(line.date) ? line.date : null;
			return [{ version: line.version, date, note: 'note' in line ? String(line.note) : '' }];
		}),
	};
}

/** It becomes a part of an address. */
function isVersion(version: unknown): version is string {
	return typeof version === 'string' && /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version);
}

/** The single commits that a commit of the branch brought, newest first, by its hash; itself alone where it is no merge. */
type Writers = ReadonlyMap<string, readonly LoggedCommit[]>;

async function readWriters(folder: string, mainline: readonly LoggedCommit[]): Promise<Writers> {
	const brought = new Map<string, LoggedCommit[]>();
	if (!mainline.some(({ parents }) => parents.length > 1)) return brought;
	const log = await git(folder, [...wholeLog, '-M', '--', '.']);
	if (log === 'absent') return brought;
	const all = parseLog(log.output.toString());
	const parents = new Map(all.map((commit) => [commit.hash, commit.parents]));
	const owner = new Map<string, string>();
	// Oldest first, so that each commit belongs to the first of the branch that had it.
	for (const { hash } of mainline.toReversed()) {
		const open = [hash];
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			if (owner.has(at)) continue;
			owner.set(at, hash);
			open.push(...(parents.get(at) ?? []));
		}
	}
	for (const commit of all) {
		const hash = owner.get(commit.hash);
		if (hash === undefined) continue;
		const others = brought.get(hash);
		if (others === undefined) brought.set(hash, [commit]);
		else others.push(commit);
	}
	return brought;
}

/**
 * The author of a commit. Of a merge, that of the newest commit that it brought and that made this very text; where the
 * merge made it of two, that of the newest one that touched the file; whoever pressed merge only where nobody else did.
 * What was squashed is a commit like any other: web hosts give it the author of the pull request.
 */
function writerOf({ hash, parents, author }: LoggedCommit, path: string, blob: string | null, writers: Writers): string {
	if (parents.length < 2) return author;
	const merged = (writers.get(hash) ?? []).filter((commit) => commit.hash !== hash);
	const touches = ({ files }: LoggedCommit): boolean => files.some(({ from, to }) => to === path || from === path);
	const makes = ({ files }: LoggedCommit): boolean =>
		files.some((file) => (blob === null ? file.status === 'D' && file.from === path : file.blob === blob));
	return (merged.find(makes) ?? merged.find(touches))?.author ?? author;
}
