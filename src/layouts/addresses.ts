import { slug } from 'github-slugger';
import { articleRoute } from '../knowledge/links.ts';
import type { ArticleKind } from '../knowledge/schemas/index.ts';

/** Addresses within the site, with the path under which it is served. */
const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

export function siteAddress(path: string): string {
	return `${base}${path}`;
}

export function articleAddress(id: string): string {
	return siteAddress(articleRoute(id));
}

export function systemSlug(system: string): string {
	return slug(system);
}

export function systemAddress(system: string): string {
	return siteAddress(`systems/${systemSlug(system)}/`);
}

/** The list of a kind: some have a page of their own, all others are browsed. */
export function kindAddress(kind: ArticleKind): string {
	const own: Partial<Record<ArticleKind, string>> = { 'known-issue': 'known-issues/', escalation: 'escalation/' };
	return siteAddress(own[kind] ?? `browse/${kind}/`);
}

/** The page that lists the versions of an article. */
export function historyAddress(id: string): string {
	return `${articleAddress(id)}history/`;
}

/** The permanent address of one version of an article. */
export function versionAddress(id: string, version: string): string {
	return `${articleAddress(id)}versions/${version}/`;
}
