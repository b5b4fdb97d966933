import { articleAddress } from '../../layouts/addresses.ts';
import { fetchPage, movePlace } from '../fetch-page.ts';

/** A part of an article under one heading of the second level. */
export interface ArticlePart {
	heading: string;
	/** What stands under the heading, without it. */
	nodes: Node[];
}

/** An article as its page shows it. */
export interface ArticlePage {
	id: string;
	version: string;
	title: string;
	address: string;
	/** What stands before the first heading has an empty heading. */
	parts: ArticlePart[];
}

/** Fetches an article's page and takes its body apart. Throws a sentence where there is no such page. */
export async function fetchArticlePage(id: string): Promise<ArticlePage> {
	const address = articleAddress(id);
	const page = await fetchPage(address, id);
	const body = page.querySelector('.article-body');
	const about = page.querySelector<HTMLElement>('[data-article]');
	if (body === null || about === null) throw new Error(`The page of ${id} has no article.`);
	const { version = '', title = id } = about.dataset;
	return { id, version, title, address, parts: takeApart(body, address) };
}

function takeApart(body: Element, address: string): ArticlePart[] {
	const parts: ArticlePart[] = [{ heading: '', nodes: [] }];
	// They have done their work on the article's page, and would do none here.
	for (const script of body.querySelectorAll('script')) script.remove();
	for (const node of [...body.childNodes]) {
		const heading = node instanceof HTMLElement ? headingOf(node) : null;
		if (heading !== null) parts.push({ heading: heading.textContent?.trim() ?? '', nodes: [] });
		else parts.at(-1)?.nodes.push(node);
	}
	const shown = parts.filter(({ heading, nodes }) => heading !== '' || nodes.some((node) => node.textContent?.trim()));
	for (const { nodes } of shown) for (const node of nodes) if (node instanceof Element) movePlace(node, address);
	return shown;
}

/** A heading of the second level, bare or in the wrapper that carries its link. */
function headingOf(node: HTMLElement): HTMLElement | null {
	if (node.tagName === 'H2') return node;
	return node.classList.contains('sl-heading-wrapper') ? node.querySelector('h2') : null;
}
