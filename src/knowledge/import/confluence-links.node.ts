import { basename, posix } from 'node:path';
import { decodeAddress } from '../links.ts';
import { isImageFile, unsafeProtocol } from '../markup.ts';
import type { ExportFolder } from './json-export.node.ts';
import { addressOfArticle, keepEmbedded, linkRewriter, type PageLinks } from './page-links.node.ts';
import { loadablePath, type PageName } from './page-names.ts';

/** A page of a space, in whichever form it was exported. */
export interface SpacePage {
	pageId: string;
	space: string;
	title: string;
	name: PageName;
	/** Of the wiki, without a slash at its end; empty where the export does not say. */
	base: string;
}

/**
 * Gives the function that makes the address in an article of the one in a Confluence page: pages of the export by their
 * file, whichever of Confluence's addresses names them, images by the place they are copied to, all others whole. Takes
 * down what it met in `links`.
 */
export function spaceRewriter(
	page: SpacePage,
	pages: readonly SpacePage[],
	source: ExportFolder,
	links: PageLinks,
): (address: string) => string {
	const { name } = page;
	const names = pages.map((other) => other.name);
	const byFile = linkRewriter(name, names, source.folder, links);

	return (address) => {
		const embedded = keepEmbedded(name, address, links);
		if (embedded !== null) return embedded;
		if (unsafeProtocol(address) !== null || address.startsWith('#')) return address;
		const [, path = '', end = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
		const file = attachedFile(path);
		if (file !== null) return attachedAddress(file, address);
		const target = findPage(path, end);
		if (target !== undefined) return addressOfArticle(name, target.name.to, /#.*$/s.exec(end)?.[0] ?? '');
		if (isOnWiki(address)) return keepAddress(address, `is not in ${source.folder}`);
		return byFile(address);
	};

	function findPage(path: string, end: string): SpacePage | undefined {
		const id = /[?&]pageId=(\d+)/.exec(end)?.[1] ?? /\/pages\/(\d+)(?:\/|$)/.exec(path)?.[1];
		if (id !== undefined) return pages.find(({ pageId }) => pageId === id);
		const [, space = '', title] = /\/display\/([^/]*)\/([^/]+)$/.exec(path) ?? [];
		if (title === undefined) return undefined;
		const same = pages.filter((other) => other.title === decodeAddress(title.replaceAll('+', ' ')));
		return same.find((other) => other.space === decodeAddress(space)) ?? (same.length === 1 && same[0]?.space === '' ? same[0] : undefined);
	}

	/** The page that holds an attachment and the file's name, of `/download/attachments/ID/NAME` and the like. */
	function attachedFile(path: string): { owner: string; fileName: string } | null {
		const [, owner = '', fileName] = /\/download\/(?:attachments|thumbnails)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
		if (fileName !== undefined) return { owner, fileName: lastPart(decodeAddress(fileName)) };
		const [, space = '', title = '', attached] = /^\/display\/([^/]*)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
		if (attached === undefined) return null;
		return { owner: findPage(`/display/${space}/${title}`, '')?.pageId ?? '', fileName: lastPart(decodeAddress(attached)) };
	}

	function attachedAddress({ owner, fileName }: { owner: string; fileName: string }, address: string): string {
		const file = source.paths.find(
			(path) => path === `attachments/${owner}/${fileName}` || path.endsWith(`/${owner}/${fileName}`) || path === `${owner}/${fileName}`,
		);
		const named = file ?? onlyOne(source.paths.filter((path) => basename(path) === fileName));
		if (named === undefined) return keepAddress(address, `is not in ${source.folder}`);
		if (!isImageFile(fileName)) return keepAddress(address, 'is neither a page nor an image, and stays behind');
		const target = `attachments/${loadablePath(`${owner || 'other'}/${fileName}`).replace(/(^|\/)\.+/g, '$1')}`;
		links.images.set(target, { file: posix.join(source.folder, named) });
		return encodeURI(posix.relative(posix.dirname(name.to), target));
	}

	function isOnWiki(address: string): boolean {
		if (/^\/(?!\/)/.test(address)) return true;
		const host = URL.parse(page.base)?.host;
		return host !== undefined && URL.parse(address)?.host === host;
	}

	function keepAddress(address: string, why: string): string {
		const root = URL.parse(page.base);
		// Confluence's own pages begin their addresses with the path that the wiki has on its host.
		const isWhole = root !== null && root.pathname !== '/' && address.startsWith(`${root.pathname}/`);
		const whole = address.startsWith('/') ? `${isWhole ? root.origin : page.base}${address}` : address;
		links.dangling.set(whole, why);
		return whole;
	}
}

function onlyOne(paths: readonly string[]): string | undefined {
	return paths.length === 1 ? paths[0] : undefined;
}

/** A name alone: nothing in an export may say into which folder it is to be written. */
function lastPart(name: string): string {
	return name.split(/[/\\]/).at(-1) ?? '';
}
