import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';

/** The team's knowledge base: `SIGNPOST_CONTENT`, or the one that ships. */
export function contentFolder(): string {
	return process.env.SIGNPOST_CONTENT || 'content';
}

/** The path under which the site is served, from `SIGNPOST_BASE`: with a slash at both ends. */
export function siteBase(): string {
	const path = (process.env.SIGNPOST_BASE ?? '').replace(/^\/+|\/+$/g, '');
	return path === '' ? '/' : `/${path}/`;
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
	const path = resolve(corpus);
	return join(home(), 'index', `${basename(path).replace(/[^\w.-]/g, '-')}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`);
}

/** Where the built site and what Astro keeps for the next build live, one for each corpus. */
export function siteFolder(corpus: string): string {
	return indexFolder(corpus).replace(join(home(), 'index'), join(home(), 'site'));
}
