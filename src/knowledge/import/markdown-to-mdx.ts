import type { Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { findUnsafeMarkup } from '../gate.ts';
import { unsafeProtocol } from '../markup.ts';
import { parseMarkdown, parseMdx } from '../mdx.ts';
import { replaceHtml } from './html-to-mdx.ts';
import { compareTrees, type Loss } from './losses.ts';

const writer = unified()
	.use(remarkStringify, {
		bullet: '-',
		rule: '-',
		fences: true,
		resourceLink: true,
		// A line of prose that starts with these words would be taken for JavaScript.
		unsafe: [
			{ atBreak: true, character: 'i', after: 'mport' },
			{ atBreak: true, character: 'e', after: 'xport' },
		],
	})
	.use(remarkGfm, { tablePipeAlign: false })
	.use(remarkMdx)
	.freeze();

export interface ConvertedPage {
	/** The body as MDX, which the gate lets pass. */
	body: string;
	/** First heading of level 1, where the page has one. */
	heading: string | null;
	/** What differs between the page as Markdown and as MDX. Empty where nothing was lost. */
	losses: Loss[];
}

/**
 * Turns Markdown into MDX that reads the same. `rewrite` gives the address to write for an address found; by default
 * the same. What MDX would take for code is escaped, raw HTML becomes what an article may contain.
 */
export function markdownToMdx(markdown: string, rewrite: (address: string) => string = (address) => address): ConvertedPage {
	const original = parseMarkdown(markdown);
	const tree = parseMarkdown(markdown);
	replaceHtml(tree);
	visit(tree, ['link', 'image', 'definition'], (node, position, parent) => {
		if (!('url' in node)) return;
		if (unsafeProtocol(node.url) === null) {
			node.url = rewrite(node.url);
		} else if (parent !== undefined && position !== undefined && node.type !== 'definition') {
			const label = 'children' in node ? textOf(node) : ((node as { alt?: string }).alt ?? '');
			parent.children[position] = { type: 'text', value: `${label} (${node.url})` } as never;
		} else {
			node.url = '#';
		}
	});
	const body = writer.stringify(tree);
	return { body, heading: firstHeading(tree), losses: verify(body, original) };
}

/** The page as text in a code block: what is left when its Markdown cannot be kept. */
export function plainTextPage(markdown: string): string {
	const longest = Math.max(2, ...[...markdown.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}md\n${markdown.replace(/\n$/, '')}\n${fence}\n`;
}

function firstHeading(tree: Root): string | null {
	const heading = tree.children.find((node) => node.type === 'heading' && node.depth === 1);
	const text = heading === undefined ? '' : textOf(heading).replace(/\s+/g, ' ').trim();
	return text === '' ? null : text;
}

function verify(body: string, original: Root): Loss[] {
	try {
		const written = parseMdx(body);
		const [unsafe] = findUnsafeMarkup(written, '');
		if (unsafe !== undefined) return [{ what: 'gate', detail: unsafe.message }];
		return compareTrees(original, written);
	} catch (error) {
		return [{ what: 'syntax', detail: (error as { reason?: string }).reason ?? String(error) }];
	}
}
