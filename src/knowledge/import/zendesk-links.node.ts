import { basename, posix } from 'node:path';
import { decodeAddress } from '../links.ts';
import { isImageFile, unsafeProtocol } from '../markup.ts';
import { addressOfArticle, keepEmbedded, type PageLinks } from './page-links.node.ts';
import { loadablePath, type PageName } from './page-names.ts';
import type { HelpCenterArticle, HelpCenterAttachment } from './zendesk-export.ts';

/** Stands in where an article does not say where it was, so that its addresses can be taken apart like all others. */
const unknownHost = 'https://help-center.invalid';

export interface NamedArticle {
	entry: HelpCenterArticle;
	name: PageName;
}

/** A file of the export: its path within it, and where it lies. */
export interface ExportedFile {
	path: string;
	file: string;
}

/** What addresses in the articles of one help center can lead to. */
export interface HelpCenterTargets {
	articles: ReadonlyMap<string, readonly NamedArticle[]>;
	attachments: ReadonlyMap<string, HelpCenterAttachment>;
	files: readonly ExportedFile[];
	/** The hosts that the articles were on. */
	hosts: ReadonlySet<string>;
	/** The export as its reader named it. */
	exported: string;
}

/** Gathers once what all articles' addresses are looked up in. */
export function gatherTargets(
	pages: readonly NamedArticle[],
	attachments: readonly HelpCenterAttachment[],
	files: readonly ExportedFile[],
	exported: string,
): HelpCenterTargets {
	const hosts = pages.map(({ entry }) => hostOf(entry)).filter((host) => host !== null);
	return {
		articles: Map.groupBy(pages, ({ entry }) => entry.id),
		attachments: new Map(attachments.map((attachment) => [attachment.id, attachment])),
		files,
		hosts: new Set([new URL(unknownHost).host, ...hosts]),
		exported,
	};
}

/**
 * Gives the function that makes the address in an article of the one in a help center: articles by their file, attached
 * images by the place they are copied to, everything else in the help center by its whole address, and all others as they
 * are. Takes down what it met in `links`.
 */
export function helpCenterRewriter(
	{ name, entry }: NamedArticle,
	targets: HelpCenterTargets,
	links: PageLinks,
): (address: string) => string {
	const { hosts, attachments, exported } = targets;
	const base = hostOf(entry) === null ? `${unknownHost}/` : String(entry.html_url);

	return (address) => {
		const embedded = keepEmbedded(name, address, links);
		if (embedded !== null) return embedded;
		if (unsafeProtocol(address) !== null || address.startsWith('#')) return address;
		const url = URL.parse(address, base);
		if (url === null) return address;
		const [, attachmentId, attachedName] = /\/article_attachments\/(\d+)(?:\/([^/]+))?/.exec(url.pathname) ?? [];
		if (attachmentId !== undefined && (hosts.has(url.host) || attachments.has(attachmentId))) {
			return attachedAddress(attachmentId, decodeAddress(attachedName ?? ''), url);
		}
		if (!hosts.has(url.host)) return address;
		const [, locale = '', id] = /\/hc\/(?:([\w-]+)\/)?articles\/(\d+)/.exec(url.pathname) ?? [];
		if (id !== undefined) {
			const target = findArticle(id, locale.toLowerCase());
			if (target?.entry === entry) return url.hash === '' ? basename(name.to) : url.hash;
			if (target !== undefined) return addressOfArticle(name, target.name.to, url.hash);
		}
		return keepAddress(url, address, `is not in ${exported}`);
	};

	/** In the language that the address names, else in that of the page, else as it was first written. */
	function findArticle(id: string, locale: string): NamedArticle | undefined {
		const same = targets.articles.get(id) ?? [];
		const inLocale = (wanted: string): NamedArticle | undefined => same.find((other) => other.entry.locale.toLowerCase() === wanted);
		const first = same.find((other) => other.entry.locale === other.entry.source_locale) ?? same[0];
		return inLocale(locale) ?? inLocale(entry.locale.toLowerCase()) ?? first;
	}

	function attachedAddress(id: string, nameInUrl: string, url: URL): string {
		const known = attachments.get(id);
		const fileName = fileNameOf(known?.file_name || nameInUrl, known?.content_type ?? '');
		const file = findFile(id, known?.file_name || nameInUrl, targets);
		if (!isImageFile(fileName)) {
			return keepAddress(url, url.href, file === undefined ? `is not in ${exported}` : 'is neither a page nor an image, and stays behind');
		}
		if (file === undefined) return keepAddress(url, url.href, `is not in ${exported}`);
		const target = `attachments/${id}-${fileName}`;
		links.images.set(target, { file: file.file });
		return encodeURI(posix.relative(posix.dirname(name.to), target));
	}

	function keepAddress(url: URL, address: string, why: string): string {
		const kept = url.origin === unknownHost ? address.replace(unknownHost, '') : url.href;
		links.dangling.set(kept, why);
		return kept;
	}
}

function hostOf(entry: HelpCenterArticle): string | null {
	const url = URL.parse(entry.html_url ?? '');
	return url !== null && /^https?:$/.test(url.protocol) ? url.host : null;
}

/** The name alone, without any path before it, with the extension that says what it is. */
function fileNameOf(name: string, contentType: string): string {
	const bare = loadablePath(name.split(/[/\\]/).at(-1) ?? '').replace(/^\.+/, '') || 'file';
	const kind = /^image\/(png|jpe?g|gif|webp|avif|svg)/.exec(contentType)?.[1];
	return isImageFile(bare) || kind === undefined ? bare : `${bare}.${kind}`;
}

/** The file that tools save an attachment as: in a folder of its id, with its id before its name, or by its name where no other has it. */
function findFile(id: string, name: string, { attachments, files }: HelpCenterTargets): ExportedFile | undefined {
	const byId = files.find(
		({ path }) => !/\.json$/i.test(path) && path.split('/').some((part) => part === id || new RegExp(`^${id}[-_.]`).test(part)),
	);
	if (byId !== undefined || name === '') return byId;
	const named = files.filter(({ path }) => basename(path) === name);
	const isOnly = named.length === 1 && [...attachments.values()].filter((attachment) => attachment.file_name === name).length <= 1;
	return isOnly ? named[0] : undefined;
}
