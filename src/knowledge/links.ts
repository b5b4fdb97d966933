/** A relative address in an article, taken apart. */
export interface RelativeAddress {
	/** Path within the corpus, `/` between parts, decoded. Empty for a bare fragment: the article itself. */
	path: string;
	/** Fragment without `#`, decoded; empty where there is none. */
	fragment: string;
}

/**
 * Resolves an address in the article at `from` (a path within the corpus) to a path within the corpus. Null where it
 * is absolute, has a protocol, or leads out of the corpus. A leading `/` means the root of the corpus.
 */
export function resolveRelative(from: string, address: string): RelativeAddress | null {
	if (isAbsolute(address)) return null;
	const hash = address.indexOf('#');
	const fragment = hash === -1 ? '' : decodeAddress(address.slice(hash + 1));
	const pathPart = decodeAddress((hash === -1 ? address : address.slice(0, hash)).replace(/\?.*$/, ''));
	if (pathPart === '') return { path: '', fragment };
	const parts = pathPart.startsWith('/') ? [] : from.split('/').slice(0, -1);
	for (const part of pathPart.split('/')) {
		if (part === '..') {
			if (parts.pop() === undefined) return null;
		} else if (part !== '.' && part !== '') {
			parts.push(part);
		}
	}
	return { path: parts.join('/'), fragment };
}

/** Whether an address names its host or protocol itself, as `https://…`, `mailto:…` and `//host` do. */
export function isAbsolute(address: string): boolean {
	return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
}

/** A part of an address as people read it; as it is, where it cannot be decoded. */
export function decodeAddress(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * The article file that a path in a link means: the path itself, its `.md` or extensionless form as `.mdx`, or the
 * README or index of a folder. Null where the corpus has none.
 */
export function findLinkedFile(path: string, exists: (path: string) => boolean): string | null {
	const bare = path.replace(/\.(md|markdown|mdx)$/i, '');
	const folder = path === '' ? '' : `${path}/`;
	const tries = [path, `${bare}.mdx`, `${folder}README.mdx`, `${folder}index.mdx`];
	return tries.find((candidate) => candidate.endsWith('.mdx') && exists(candidate)) ?? null;
}

/** The address of an article's page below the site's base, always lower case: ids differ in more than case. */
export function articleRoute(id: string): string {
	return `articles/${id.toLowerCase()}/`;
}

/** Whether a text, such as the tracker of a fix, is an address that readers may be led to, and nothing else. */
export function isWebAddress(text: string): boolean {
	return /^https:\/\/\S+$/.test(text);
}
