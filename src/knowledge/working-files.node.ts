import { createHash } from 'node:crypto';
import { basename, join, relative, resolve } from 'node:path';

/** The team's knowledge base: `SIGNPOST_CONTENT`, or the one that ships. */
export function contentFolder(): string {
	return process.env.SIGNPOST_CONTENT || 'content';
}

/** A variable of the environment has a value that cannot be worked with. */
export class SettingError extends Error {}

/** The path under which the site is served, from `SIGNPOST_BASE`: with a slash at both ends. */
export function siteBase(): string {
	const path = (process.env.SIGNPOST_BASE ?? '').replace(/^\/+|\/+$/g, '');
	if (!/^([A-Za-z0-9_~-][A-Za-z0-9._~-]*(\/(?!$)|$))*$/.test(path)) {
		throw new SettingError(`SIGNPOST_BASE=${path}: is no path. Use letters, digits, ".", "_", "~" and "-" between slashes, such as /kb.`);
	}
	return path === '' ? '/' : `/${path}/`;
}

/** Whom the site is made for, from `SIGNPOST_AUDIENCE`: the desk itself unless it says `partner`. */
export function siteAudience(): 'internal' | 'partner' {
	const audience = process.env.SIGNPOST_AUDIENCE || 'internal';
	if (audience === 'internal' || audience === 'partner') return audience;
	throw new SettingError(`SIGNPOST_AUDIENCE=${audience}: is no audience. Use partner or internal, or leave it out.`);
}

function home(): string {
	return resolve(process.env.SIGNPOST_HOME || '.signpost');
}

/** Model and embeddings: safe to delete, costly to make. */
export function cacheFolder(): string {
	return join(home(), 'cache');
}

/** Where the index of a corpus lives; rebuilt from content, safe to delete. */
export function indexFolder(corpus: string): string {
	return madeFolder('index', corpus);
}

/** Where lies what pages rank a corpus with, when there is no server; made from the index, safe to delete. */
export function staticFolder(corpus: string): string {
	return madeFolder('static', corpus);
}

/**
 * Where people's work on a corpus lives: links, feedback, tickets. No command deletes it but the one that says so. Named
 * by the way from the working files to the corpus, so that it is found again when both are moved together.
 */
export function dataFolder(corpus: string): string {
	return join(home(), 'data', nameFor(corpus, relative(home(), resolve(corpus))));
}

/**
 * Where the copy of a corpus stands that holds only what partners may see; rebuilt from content, safe to delete. Always
 * at the same path, for links that partners' specialists add belong to it.
 */
export function editionFolder(corpus: string): string {
	return join(home(), 'editions', `${nameFor(corpus, relative(home(), resolve(corpus)))}-partner`);
}

/** Where a corpus stands as it was before the change at hand; made from git again, safe to delete. */
export function baseFolder(corpus: string): string {
	return madeFolder('base', corpus);
}

/** Where what the articles of a corpus once said is laid out for the site; made from git, safe to delete. */
export function versionsFolder(corpus: string): string {
	return madeFolder('versions', corpus);
}

/** What is made from a corpus again where it is gone. */
function madeFolder(kind: 'index' | 'static' | 'site' | 'base' | 'versions', corpus: string): string {
	return join(home(), kind, nameFor(corpus, resolve(corpus)));
}

/** A folder's name that a person can read and that no other corpus has. */
function nameFor(corpus: string, path: string): string {
	const name = basename(resolve(corpus)).replace(/[^\w.-]/g, '-');
	return `${name}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}

/** Where the built site and what Astro keeps for the next build live, one for each corpus. */
export function siteFolder(corpus: string): string {
	return madeFolder('site', corpus);
}
