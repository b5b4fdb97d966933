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
	const files = new Set<string>();
	const ids = new Set<string>();
	return paths.map((from) => {
		const stem = from.replace(/\.(md|markdown|mdx)$/i, '');
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

/** A title for a page that has none: its file's name, or its folder's where the file is a README or index. */
export function titleFromPath(path: string): string {
	const parts = path.replace(/\.\w+$/, '').split('/');
	const name = /^(readme|index)$/i.test(parts.at(-1) ?? '') && parts.length > 1 ? parts.at(-2) : parts.at(-1);
	const words = (name ?? '').replace(/[-_\s]+/g, ' ').trim();
	return words === '' ? path : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
