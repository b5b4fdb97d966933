/** What an article said from some time on, or that it was gone. */
export interface Version {
	/**
	 * How it is known. `committed`: a commit brought it; `deleted`: a commit took the article away; `cut`: it stood there
	 * where a shallow clone begins, perhaps for long; `pending`: it is not committed yet; `told`: only the article's
	 * changelog tells of it, as of versions from before its first commit.
	 */
	state: 'committed' | 'deleted' | 'cut' | 'pending' | 'told';
	/** The semantic version that the text gives itself; null where it gives none. */
	version: string | null;
	/** Hash of the commit; null where there is none. */
	commit: string | null;
	/** When it came into the branch, ISO 8601; the changelog's day (YYYY-MM-DD) where no commit tells; null where nothing does. */
	at: string | null;
	/** Name of who wrote it; empty where nobody is known. */
	author: string;
	/** The changelog's line of the version, else the commit's subject. */
	reason: string;
	/** Path of the file within the corpus, as it was called then. */
	path: string;
	/** The whole file; null where it is not known or is older than what is kept. */
	text: string | null;
	/** Last part of its permanent address, as `1.2.0` or `1.2.0-1a2b3c4`; null where there is no text to show. */
	address: string | null;
}

/** Texts of an article that the site shows at most, the newest: every one is a page. */
export const maxTexts = 30;

/** What `textAsOf` looks at; in the page there are no texts. */
export type Dated = Pick<Version, 'state' | 'at'>;

/**
 * `standing`: what the article said at the end of a day, or the deletion that left nothing then. `before`: it did not
 * exist yet. `cut`: a shallow clone begins later. `unknown`: no commit has included it.
 */
export type AsOf<V> = { standing: V } | { standing: null; why: 'before' | 'cut' | 'unknown' };

/**
 * What stood at the end of a day, by UTC, of versions newest first. Only commits count: a changelog names days without
 * their texts, and what is not committed has not come into force on any day.
 */
export function textAsOf<V extends Dated>(versions: readonly V[], day: string): AsOf<V> {
	const known = versions.filter(({ state }) => state === 'committed' || state === 'deleted' || state === 'cut');
	const standing = known.find(({ at }) => at !== null && utcDay(at) <= day);
	if (standing !== undefined) return { standing };
	const oldest = known.at(-1);
	return { standing: null, why: oldest === undefined ? 'unknown' : oldest.state === 'cut' ? 'cut' : 'before' };
}

/** The day of an instant by UTC; a day stays as it is. */
function utcDay(at: string): string {
	return new Date(at).toISOString().slice(0, 10);
}

/**
 * Gives each text its permanent address, newest first as they come: the last text that carries a version has the
 * version's own, those that were changed without a new number that of their commit behind it.
 */
export function addressVersions(versions: readonly Omit<Version, 'address'>[]): Version[] {
	const taken = new Set<string>();
	return versions.map((one) => {
		if (one.text === null) return { ...one, address: null };
		const name = one.version ?? (one.commit === null ? 'unversioned' : `unversioned-${one.commit.slice(0, 7)}`);
		// Seven digits tell the commits of an article apart; where they do not, the whole hash does.
		const tries = [name, `${name}-${one.commit?.slice(0, 7)}`, `${name}-${one.commit}`];
		const address = tries.find((candidate) => !taken.has(candidate)) ?? name;
		taken.add(address);
		return { ...one, address };
	});
}

/** A line of an article's changelog, as far as it can be read. */
export interface ChangelogLine {
	version: string;
	date: string | null;
	note: string;
}

/**
 * Puts among the versions, newest first, the lines of the newest changelog whose version no text carries: from before the
 * article was in git, or come and gone within what was merged at once. Each stands behind the versions that the changelog
 * has above it.
 */
export function addToldVersions<V extends Omit<Version, 'address'>>(
	versions: readonly V[],
	changelog: readonly ChangelogLine[],
	path: string,
): (V | Omit<Version, 'address'>)[] {
	const all: (V | Omit<Version, 'address'>)[] = [...versions];
	for (const [position, { version, date, note }] of changelog.entries()) {
		if (all.some((one) => one.version === version)) continue;
		const newer = new Set(changelog.slice(0, position).map((line) => line.version));
		const behind = all.findLastIndex((one) => one.version !== null && newer.has(one.version));
		const told = { state: 'told', version, commit: null, at: date, author: '', reason: note, path, text: null } as const;
		// A changelog that is ahead of the text does not make it the newest: what stands is.
		all.splice(Math.max(1, behind + 1), 0, told);
	}
	return all;
}
