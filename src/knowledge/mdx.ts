import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const mdxParser = unified().use(remarkParse).use(remarkGfm).use(remarkMdx).freeze();
const markdownParser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Parses the body of an article. Throws a VFileMessage (with `line` and `reason`) on what is not MDX. */
export function parseMdx(body: string): Root {
	return mdxParser.parse(body);
}

/** Parses plain GitHub-flavoured Markdown, which never fails. */
export function parseMarkdown(body: string): Root {
	return markdownParser.parse(body);
}
