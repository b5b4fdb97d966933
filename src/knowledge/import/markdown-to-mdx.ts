import type { Heading, Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { findUnsafeMarkup } from '../gate.ts';
import { isSafeCodeMeta } from '../markup.ts';
import { parseMarkdown, parseReadings } from '../mdx.ts';
import { rewriteAddresses } from './addresses.ts';
import { replaceHtml } from './html-to-mdx.ts';
import { compareContents, contentOf, type Loss, type PageContent, type PageNote } from './losses.ts';

/** Where a paragraph starts, or goes on behind a tag that MDX may take for a block. */
const paragraphStart = '^[^\\n]?[ \\t]*\\n';

const writer = unified()
	.use(remarkStringify, {
		bullet: '-',
		rule: '-',
		fences: true,
		resourceLink: true,
		unsafe: [
			// ESM
			{ before: paragraphStart, character: 'i', after: 'mport ' },
			{ before: paragraphStart, character: 'e', after: 'xport ' },
			// Directives, which Starlight reads in every page: `:::name`, `::name`, `:name[label]`. A bare `:name` it leaves as it is.
			{ atBreak: true, character: ':', after: ':(?::|[A-Za-z])' },
			{ character: ':', after: '[A-Za-z][\\w-]*\\[', inConstruct: 'phrasing' },
		],
	})
	.use(remarkGfm, { tablePipeAlign: false })
	.use(remarkMdx)
	.freeze();

export interface ConvertedPage {
	/** The body as MDX, which the gate lets pass unless a loss says `syntax` or `gate`. */
	body: string;
	/** First heading of level 1, where the page has one. */
	heading: string | null;
	/** What differs between the page as Markdown and as MDX. Empty where nothing was lost. */
	losses: Loss[];
	/** What it does not have although nothing went wrong. */
	notes: PageNote[];
}

/**
 * Turns Markdown into MDX that reads the same. `rewrite` gives the address to write for an address found; by default
 * the same. What MDX would take for code is escaped, raw HTML becomes what an article may contain.
 */
export function markdownToMdx(markdown: string, rewrite: (address: string) => string = (address) => address): ConvertedPage {
	const text = markdown.replace(/\r\n?/g, '\n');
	return unlessTooDeep(() => {
		const original = parseMarkdown(text);
		return writeMdx(structuredClone(original), contentOf(original), rewrite);
	});
}

/** Writes a tree, which it changes, as MDX, and compares what is read from that with what the page was `before`. */
export function writeMdx(tree: Root, before: PageContent, rewrite: (address: string) => string): ConvertedPage {
	replaceHtml(tree);
	rewriteAddresses(tree, rewrite);
	makeSafe(tree);
	const body = writer.stringify(tree);
	return { body, heading: firstHeading(tree), losses: verify(body, before), notes: [] };
}

/** What `convert` gives, or the loss of everything where it runs out of stack. */
export function unlessTooDeep(convert: () => ConvertedPage): ConvertedPage {
	try {
		return convert();
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { body: '', heading: null, losses: [{ what: 'syntax', detail: 'it is nested too deeply' }], notes: [] };
	}
}

/** The page as text in a code block: what is left when its formatting cannot be kept. */
export function plainTextPage(source: string, language: 'md' | 'html' = 'md'): string {
	const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}${language}\n${source.replace(/\n$/, '')}\n${fence}\n`;
}

/** Writes attributes and code options so that they are read again as they are, or not at all where the gate refuses them. */
function makeSafe(tree: Root): void {
	visit(tree, (node: Nodes) => {
		if (node.type === 'code' && !isSafeCodeMeta(node.meta ?? '')) node.meta = null;
		if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
		for (const attribute of node.attributes) {
			// remark-mdx writes them as they are, but for quotes, and reads them with entities decoded; `|` would end a table cell.
			if (typeof attribute.value === 'string') attribute.value = attribute.value.replaceAll('&', '&amp;').replaceAll('|', '&#124;');
		}
	});
}

/** Also one within raw HTML, such as the centred name of a project, where the page itself has none. */
function firstHeading(tree: Root): string | null {
	const headings: Heading[] = [];
	visit(tree, 'heading', (node) => {
		if (node.depth === 1) headings.push(node);
	});
	const heading = headings.find((node) => tree.children.includes(node)) ?? headings[0];
	const text = heading === undefined ? '' : textOf(heading).replace(/\s+/g, ' ').trim();
	return text === '' ? null : text;
}

function verify(body: string, before: PageContent): Loss[] {
	let readings: Root[];
	try {
		readings = parseReadings(body);
	} catch (error) {
		return [{ what: 'syntax', detail: (error as { reason?: string }).reason ?? String(error) }];
	}
	const [unsafe] = readings.flatMap((reading) => findUnsafeMarkup(reading, ''));
	if (unsafe !== undefined) return [{ what: 'gate', detail: unsafe.message }];
	return readings.map((reading) => compareContents(before, contentOf(reading))).find((losses) => losses.length > 0) ?? [];
}
