import type { Article } from './article.ts';

/** `fixed`: the fix of a known issue came; `archived`: no answer any more; `new`: came to the knowledge base, or back. */
export const changeKinds = ['new', 'changed', 'fixed', 'archived'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a commit did to an article. */
export interface Change {
	/** Hash of the commit. */
	commit: string;
	/** When it came into the branch, ISO 8601 with the committer's offset. */
	at: string;
	/** First line of the commit's message: what somebody wrote, so never markup. */
	subject: string;
	kind: ChangeKind;
	/** The article's version as of this commit, where this commit is the first to carry it. */
	version: string | null;
}

/** What git knows of the articles of a folder. */
export interface History {
	/** By path of the article within the folder, as it is called now: its changes, newest first. No one's name is in it. */
	changes: Map<string, Change[]>;
	/** Paths of articles whose bytes are not those of the last commit, those that no commit has included. */
	uncommitted: string[];
	/** What is not known and why, a sentence each, for the readers of the site. */
	limits: string[];
}

/** A change as it is shown. */
export interface ListedChange {
	/** Tells it from all others, in every later build too. */
	key: string;
	article: string;
	title: string;
	kind: ChangeKind;
	/** An instant, ISO 8601; a day (YYYY-MM-DD) where only the changelog tells. */
	at: string;
	/** The changelog's line of the version, else the commit's subject. */
	note: string;
}

/**
 * All changes of the articles, newest first: from git, and from an article's own changelog where git has none of it, or
 * not its newest version. `notices` says what the reader should know of the list.
 */
export function listChanges(articles: readonly Article[], history: History): { changes: ListedChange[]; notices: string[] } {
	const uncommitted = new Set(history.uncommitted);
	const changes = articles.flatMap((article) => {
		const known = history.changes.get(article.path) ?? [];
		const committed = known.map((change) => fromCommit(article, change));
		if (known.length === 0) return fromChangelog(article);
		return uncommitted.has(article.path) ? [...fromChangelog(article, known), ...committed] : committed;
	});
	// Array.sort keeps the order of what is equal, which for the changes of an article is the order of the commits.
	changes.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
	const pending = articles.filter(({ path }) => uncommitted.has(path)).map(({ id }) => id);
	const unknown = articles.filter(({ path }) => !history.changes.has(path) && !uncommitted.has(path)).length;
	const notices = [...history.limits];
	if (pending.length > 0) notices.push(`Not committed yet, so dated by the changelog: ${nameSome(pending)}.`);
	if (unknown > 0 && history.limits.length === 0)
		notices.push(`${unknown} ${unknown === 1 ? 'article is' : 'articles are'} not in git and dated by the changelog.`);
	return { changes, notices };
}

function fromCommit({ id, title, frontMatter }: Article, { commit, at, subject, kind, version }: Change): ListedChange {
	const line = version === null ? undefined : frontMatter?.changelog.find((one) => one.version === version);
	return { key: `${commit.slice(0, 10)}:${id}`, article: id, title, kind, at, note: line?.note ?? subject };
}

/** What the changelog says; with commits, only of versions that none of them has. The first version is the article's beginning. */
function fromChangelog({ id, title, frontMatter }: Article, known: readonly Change[] = []): ListedChange[] {
	const lines = frontMatter?.changelog ?? [];
	const first = lines.at(-1);
	return lines
		.filter((line) => !known.some(({ version }) => version === line.version) && (known.length === 0 || line === lines[0]))
		.map((line) => ({
			key: `${id}@${line.version}`,
			article: id,
			title,
			kind: line === first && known.length === 0 ? 'new' : 'changed',
			at: line.date,
			note: line.note,
		}));
}

function nameSome(ids: readonly string[]): string {
	const shown = 5;
	return ids.length <= shown ? ids.join(', ') : `${ids.slice(0, shown).join(', ')} and ${ids.length - shown} more`;
}
