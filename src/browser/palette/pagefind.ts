import { articleRoute } from '../../knowledge/links.ts';
import { siteAddress } from '../../layouts/addresses.ts';

/** The part of Pagefind's interface that is used (pagefind.app/docs/api). */
interface Pagefind {
	init(): Promise<void>;
	search(query: string): Promise<{ results: { data(): Promise<PagefindPage> }[] }>;
}

interface PagefindPage {
	url: string;
	sub_results: { title: string; url: string; excerpt: string }[];
}

/** A page that has every word of the query. */
export interface KeywordHit {
	/** Address of the part of the page that has them, below the site's base. */
	address: string;
	/** Its heading. */
	heading: string;
	/** A stretch of it; the words of the query are marked. */
	excerpt: { part: string; marked: boolean }[];
}

/** Pages looked at; each costs a request of a few KB. */
const most = 12;

let opened: Promise<Pagefind | null> | null = null;

/** Fetches Pagefind; null where the site has none. */
function openPagefind(): Promise<Pagefind | null> {
	opened ??= import(/* @vite-ignore */ siteAddress('pagefind/pagefind.js'))
		.then(async (pagefind: Pagefind) => {
			await pagefind.init();
			return pagefind;
		})
		.catch(() => {
			opened = null;
			return null;
		});
	return opened;
}

/** Hits by the id of their article, best first. Empty where nothing has every word, or Pagefind cannot be had. */
export async function findByKeywords(query: string, idOfRoute: ReadonlyMap<string, string>): Promise<Map<string, KeywordHit>> {
	const pagefind = await openPagefind();
	const found = (await pagefind?.search(query))?.results.slice(0, most) ?? [];
	const pages = await Promise.all(found.map((result) => result.data()));
	const hits = new Map<string, KeywordHit>();
	for (const { url, sub_results: parts } of pages) {
		const id = idOfRoute.get(new URL(url, location.href).pathname);
		const [part] = parts;
		if (id === undefined || part === undefined) continue;
		const excerpt = withoutHeading(readExcerpt(part.excerpt), part.title);
		if (hasWordOf(query, excerpt)) hits.set(id, { address: part.url, heading: part.title, excerpt });
	}
	return hits;
}

/** Ids by the path of their page. */
export function routesOf(ids: readonly string[]): Map<string, string> {
	return new Map(ids.map((id) => [siteAddress(articleRoute(id)), id]));
}

/** Letters that two forms of a word have in common at its start, at least. */
const commonStart = 3;

/**
 * Whether a marked word is a form of one of the query: for a word that no page has, Pagefind takes pages with words that
 * begin with its first letter, and so finds something for anything.
 */
function hasWordOf(query: string, excerpt: KeywordHit['excerpt']): boolean {
	const starts = query
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.flatMap((word) => (word === '' ? [] : [word.slice(0, commonStart)]));
	return excerpt.some(({ part, marked }) => marked && starts.some((start) => part.toLowerCase().includes(start)));
}

/** Without the section's heading, with which its text begins in Pagefind's index: the hit names it already. */
function withoutHeading(excerpt: KeywordHit['excerpt'], heading: string): KeywordHit['excerpt'] {
	const [first, ...others] = excerpt;
	if (first === undefined || first.marked || !first.part.startsWith(`${heading}. `)) return excerpt;
	return [{ ...first, part: first.part.slice(heading.length + 2) }, ...others];
}

/** Pagefind's excerpt is HTML with `<mark>`; taken apart here so that it only ever becomes text. */
function readExcerpt(html: string): KeywordHit['excerpt'] {
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	return [...body.childNodes].map((node) => ({ part: node.textContent ?? '', marked: node.nodeName === 'MARK' }));
}
