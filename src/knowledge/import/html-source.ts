import type { Root } from 'hast';
import { decodeAddress } from '../links.ts';
import { keepVisible, parseHtml } from './html-page.ts';
import { htmlToMdx } from './html-to-markdown.ts';
import type { SourcePage } from './import-pages.node.ts';
import { unlessTooDeep } from './markdown-to-mdx.ts';

/**
 * The parts of a page that its HTML makes. `fragments` are the places that something leads to; `prepare` puts plain HTML
 * in the place of what a system has of its own, in the tree.
 */
export function htmlSource(
	html: string,
	fragments: ReadonlySet<string>,
	prepare: (tree: Root) => void = () => {},
): Pick<SourcePage, 'source' | 'language' | 'convert'> {
	return {
		source: html,
		language: 'html',
		convert: (rewrite) =>
			unlessTooDeep(() => {
				const tree = parseHtml(html);
				prepare(tree);
				const notes = keepVisible(tree, fragments);
				return { ...htmlToMdx(tree, rewrite), notes };
			}),
	};
}

/** The names of all places that links in these pages lead to, on whichever page they are. */
export function fragmentsOf(pages: readonly string[]): Set<string> {
	const fragments = new Set<string>();
	for (const html of pages) {
		for (const [, written = ''] of html.matchAll(/href\s*=\s*["'][^"'#]*#([^"'#\s]+)/gi)) {
			fragments.add(written).add(decodeAddress(written));
		}
	}
	return fragments;
}
