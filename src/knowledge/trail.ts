import type { LoggedCommit } from './git-log.ts';

/** What a commit made of an article. */
export interface Sighting<Commit> {
	commit: Commit;
	/** Path of the article's file after the commit; before it, where the commit deleted it. */
	path: string;
	/** Object id of its text after the commit; null where the commit deleted it. */
	blob: string | null;
}

/** A file as it was on one side of a commit. */
interface Side {
	path: string;
	blob: string;
	id: string | null;
}

/**
 * What each commit did to the articles that are there now, by id, newest first. An article is known by its id, which never
 * changes, wherever its file lies and however much of it was rewritten with the move; git, which goes by likeness, takes a
 * new article that was written over the copy of a deleted one for the same, and two that changed places for themselves.
 * Where a text has no id that is known, the path tells whose it is, or the rename that git sees. A deletion and a return
 * are two sightings.
 *
 * `commits` are newest first; `idOf` gives the id in a text, null where there is none; `places` has every article of now
 * by its id, with its path at the newest commit, null where that has no such article.
 */
export function followArticles<Commit extends LoggedCommit>(
	commits: readonly Commit[],
	idOf: (blob: string) => string | null,
	places: ReadonlyMap<string, string | null>,
): Map<string, Sighting<Commit>[]> {
	const sightings = new Map<string, Sighting<Commit>[]>([...places.keys()].map((id) => [id, []]));
	/** Whose file lies at a path, after the commit that is looked at. */
	const owners = new Map<string, string>();
	/** Articles that had no file then, and where they were last seen. */
	const absent = new Map<string, string | null>();
	for (const [id, path] of places) {
		if (path === null) absent.set(id, null);
		else owners.set(path, id);
	}
	for (const commit of commits) {
		const after = sidesOf(commit, 'after', idOf);
		const before = sidesOf(commit, 'before', idOf);
		// It may have been there under a name that nothing newer has told, as where its copy came before it went.
		for (const { id, path } of after) {
			if (id === null || !absent.has(id) || owners.has(path)) continue;
			owners.set(path, id);
			absent.delete(id);
		}
		const moves: { id: string; from: string; to: string | null }[] = [];
		for (const { path, blob } of after) {
			const id = owners.get(path);
			if (id === undefined) continue;
			sightings.get(id)?.push({ commit, path, blob });
			moves.push({ id, from: path, to: placeBefore(id, path, commit, before, sightings) });
		}
		for (const { path, id: named } of before) {
			const id = named ?? [...absent].find(([, seen]) => seen === path)?.[0];
			if (id === undefined || !absent.has(id)) continue;
			sightings.get(id)?.push({ commit, path, blob: null });
			absent.delete(id);
			moves.push({ id, from: '', to: path });
		}
		// All leave before any arrives: two may have changed places.
		for (const { from } of moves) owners.delete(from);
		for (const { id, from, to } of moves) {
			if (to === null) absent.set(id, from);
			else owners.set(to, id);
		}
	}
	return sightings;
}

function sidesOf(commit: LoggedCommit, when: 'before' | 'after', idOf: (blob: string) => string | null): Side[] {
	return commit.files
		.map((file) => ({ path: when === 'after' ? file.to : file.from, blob: when === 'after' ? file.blob : file.before }))
		.filter(({ blob }) => !/^0+$/.test(blob))
		.map((side) => ({ ...side, id: idOf(side.blob) }));
}

/** Where the file of an article lay before a commit that changed it; null where the commit brought it. */
function placeBefore(
	id: string,
	path: string,
	commit: LoggedCommit,
	before: readonly Side[],
	known: ReadonlyMap<string, unknown>,
): string | null {
	const renamed = commit.files.find((file) => file.to === path && file.status === 'R')?.from;
	const own = before.filter((side) => side.id === id);
	const same = before.find((side) => side.path === path);
	const kept = own.find((side) => side.path === path) ?? own.find((side) => side.path === renamed) ?? own[0];
	if (kept !== undefined) return kept.path;
	// Its number was corrected, or its front matter could not be read.
	if (same !== undefined && (same.id === null || !known.has(same.id))) return path;
	const from = before.find((side) => side.path === renamed);
	return from !== undefined && from.id === null ? from.path : null;
}
