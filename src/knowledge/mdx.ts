import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

// The order of the plugins is that of @mdx-js/mdx and Astro: where two could read a character, the later one does.
const mdxParser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).freeze();
const directiveParser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkDirective).freeze();
const markdownParser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Parses the body of an article. Throws a VFileMessage (with `line` and `reason`) on what is not MDX. */
export function parseMdx(body: string): Root {
	return mdxParser.parse(body);
}

/**
 * Every way in which a page can come to read the body: Starlight adds directives (`:name[label]`, `:::name`) to every
 * MDX file, and their brackets and fences end where Markdown's code does not, so that `` :a[`] {code} `x` `` is plain text
 * in one reading and an expression in the other. The first is that of `parseMdx`. Throws as it does.
 */
export function parseReadings(body: string): [Root, ...Root[]] {
	const plain = parseMdx(body);
	return /:[^\s/]/.test(body) ? [plain, directiveParser.parse(body)] : [plain];
}

/** Parses plain GitHub-flavoured Markdown, which never fails. */
export function parseMarkdown(body: string): Root {
	return markdownParser.parse(body);
}
