import { slug } from 'github-slugger';
import { articleRoute } from '../knowledge/links.ts';

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
