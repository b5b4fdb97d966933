import { slug } from 'github-slugger';

/** Where a page comes from, the file that it becomes, both within their folders, and the id of the article. */
export interface PageName {
	from: string;
	to: string;
	id: string;
}

/**
 * Gives each page its file and its id. Path and stem are kept, but for what Astro cannot load; two that would meet, such
 * as README.md and readme.md, are told apart by a number.
 */
export function namePages(paths: readonly string[]): PageName[] {
	return nameByStem(paths.map((from) => ({ from, stem: from.replace(/\.(md|markdown|mdx)$/i, '') })));
}

/** The same for pages that come from elsewhere than the path they are to have, which is given without an extension. */
export function nameByStem(pages: readonly { from: string; stem: string }[]): PageName[] {
	const files = new Set<string>();
	const ids = new Set<string>();
	return pages.map(({ from, stem }) => {
		return { from, to: `${takeName(loadablePath(stem), files)}.mdx`, id: takeName(articleIdFrom(stem), ids) };
	});
}

/** Names that differ in case alone are one: they would be one file, or one page's address, on many machines. */
function takeName(name: string, taken: Set<string>): string {
	let free = name;
	for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`;
	taken.add(free.toLowerCase());
	return free;
}

/** Astro takes paths for addresses: `#` and `?` end them, `%` may not decode, control characters are dropped. */
export function loadablePath(path: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
	return path.replace(/[#?%\\\u0000-\u001f\u007f]/g, '-');
}

/** An id from a path: what an id may not hold becomes a hyphen. */
function articleIdFrom(stem: string): string {
	const parts = stem.split('/').map((part) =>
		part
			.normalize('NFKD')
			.replace(/\p{M}/gu, '')
			.replace(/[^A-Za-z0-9._-]+/g, '-')
			.replace(/^[^A-Za-z0-9]+/, ''),
	);
	return parts.map((part) => part || 'page').join('/');
}

/**
 * One part of a path from a title, whatever stands in it: no slash, no dot, no more bytes than a file system takes.
 * `fallback` where nothing is left of it.
 */
export function pathPartFrom(title: string, fallback: string): string {
	const part = [...slug(title.normalize('NFC').replace(/\s+/g, ' ').trim())]
		.slice(0, 60)
		.join('')
		.replace(/^[-_]+|[-_]+$/g, '');
	return loadablePath(part) || fallback;
}

/** A title for a page that has none: its file's name, or its folder's where the file is a README or index. */
export function titleFromPath(path: string): string {
	const parts = path.replace(/\.\w+$/, '').split('/');
	const name = /^(readme|index)$/i.test(parts.at(-1) ?? '') && parts.length > 1 ? parts.at(-2) : parts.at(-1);
	const words = (name ?? '').replace(/[-_\s]+/g, ' ').trim();
	return words === '' ? path : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
