import { statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path/posix';
import { findLinkedFile, isAbsolute, resolveRelative } from '../links.ts';
import { isImageFile, isSafeImageAddress, unsafeProtocol } from '../markup.ts';
import { loadablePath, type PageName } from './page-names.ts';

/** An image that pages show: the file to copy, or what a page carried within itself. */
export type ImageSource = { file: string } | { bytes: Uint8Array };

/** What the addresses of a page led to. */
export interface PageLinks {
	/** By the path in the corpus. */
	images: Map<string, ImageSource>;
	/** Relative addresses that lead to nothing that is imported, each with why. */
	dangling: Map<string, string>;
}

const embeddedImage = /^data:image\/(png|jpeg|gif|webp|avif|svg)(?:\+xml)?;base64,/;

/**
 * Gives the function that makes the address in an article of the one in the page it was: pages by their new name,
 * images by the place they are copied to, all others as they are. Takes down what it met in `links`.
 */
export function linkRewriter(page: PageName, pages: readonly PageName[], folder: string, links: PageLinks): (address: string) => string {
	const byFile = new Map(pages.map((other) => [other.from, other.to]));
	const articles = new Set(byFile.values());
	const entrances = new Map(
		pages.filter(({ from }) => /^(readme|index)\./i.test(basename(from))).map(({ from, to }) => [dirname(from), to]),
	);
	const addressOf = (target: string, address: string): string => addressOfArticle(page, target, /[?#].*$/.exec(address)?.[0] ?? '');

	return (address) => {
		const embedded = keepEmbedded(page, address, links);
		if (embedded !== null) return embedded;
		// As in `link:https://…`, which AsciiDoc writes: the address itself stands behind the odd protocol.
		if (unsafeProtocol(address) !== null) return /^[a-z][a-z0-9+.-]*:(https?:\/\/.+)$/i.exec(address)?.[1] ?? address;

		const target = resolveRelative(page.from, address);
		if (target === null) {
			if (!isAbsolute(address)) links.dangling.set(address, `lies outside ${folder}`);
			return address;
		}
		if (target.path === '') return address;
		const named = byFile.get(target.path);
		if (named !== undefined) {
			const kept = named.replace(/\.mdx$/, '') === target.path.replace(/\.(md|markdown|mdx)$/i, '');
			return kept ? address.replace(/\.(md|markdown)(?=$|[?#])/i, '.mdx') : addressOf(named, address);
		}
		const found = findLinkedFile(target.path, (path) => articles.has(path));
		if (found !== null) return address.replace(/\.(md|markdown)(?=$|[?#])/i, '.mdx');
		const entrance = entrances.get(target.path);
		if (entrance !== undefined) return addressOf(entrance, address);

		const stands = statSync(join(folder, target.path), { throwIfNoEntry: false });
		if (stands?.isFile() && isImageFile(target.path)) return keepImage(page, folder, target.path, address, links);
		links.dangling.set(address, stands === undefined ? `is not in ${folder}` : 'is neither a page nor an image, and stays behind');
		return address;
	};
}

/** The address, in the article that `page` becomes, of the article at `target`; `end` is what follows, such as a fragment. */
export function addressOfArticle(page: PageName, target: string, end: string): string {
	return `${relative(dirname(page.to), target).split('/').map(encodeURIComponent).join('/')}${end}`;
}

/** Images are copied to their own path, unless the site could not serve it from there; a query behind it means nothing there. */
function keepImage(page: PageName, folder: string, path: string, address: string, links: PageLinks): string {
	const target = loadablePath(path).replace(/(^|\/)\.+/g, '$1');
	links.images.set(target, { file: join(folder, path) });
	const bare = address.replace(/[?#].*$/, '');
	const stays = target === path && dirname(page.to) === dirname(page.from);
	return stays && isSafeImageAddress(bare) ? bare : encodeURI(relative(dirname(page.to), target));
}

/** An image written into the page becomes a file beside it. Null where the address holds no image. */
export function keepEmbedded(page: PageName, address: string, links: PageLinks): string | null {
	const embedded = embeddedImage.exec(address);
	if (embedded === null) return null;
	const bytes = Buffer.from(address.slice(embedded[0].length), 'base64');
	const known = [...links.images].find(([, image]) => 'bytes' in image && bytes.equals(image.bytes))?.[0];
	const number = [...links.images.values()].filter((image) => 'bytes' in image).length + 1;
	const path = known ?? `${page.to.replace(/\.mdx$/, '')}-image-${number}.${embedded[1] === 'jpeg' ? 'jpg' : embedded[1]}`;
	links.images.set(path, { bytes });
	return encodeURI(basename(path));
}
