import GithubSlugger from 'github-slugger';
import type { Heading, Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Article } from '../knowledge/article.ts';
import { formatFinding } from '../knowledge/finding.ts';
import { findUnsafeMarkup } from '../knowledge/gate.ts';
import { articleRoute, findLinkedFile, resolveRelative } from '../knowledge/links.ts';

interface Options {
	articles: readonly Article[];
	/** Path under which the site is served. */
	base: string;
	/** Folder of the knowledge base, as Astro's file paths carry it. */
	contentFolder: string;
}

/**
 * Prepares the tree of an article for the page: refuses what the gate refuses, gives headings the anchors that the
 * index knows, points links at pages and images at the copies that the site serves.
 */
export function remarkArticle({ articles, base, contentFolder }: Options) {
	const byPath = new Map(articles.map((article) => [article.path, article]));
	const root = base.endsWith('/') ? base : `${base}/`;
	return (tree: Root, file: VFile): void => {
		const path = pathWithin(file.path, contentFolder);
		const [unsafe] = findUnsafeMarkup(tree, path);
		if (unsafe !== undefined) throw new Error(formatFinding(unsafe));
		const article = byPath.get(path);
		setAnchors(tree, article?.title);
		visit(tree, (node) => {
			if (node.type === 'link' || node.type === 'definition') pointLink(node, path, byPath, root);
			else if (node.type === 'image') pointImage(node, path, root);
			else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') pointElement(node, path, root);
		});
	};
}

function pathWithin(file: string, folder: string): string {
	const path = file.replaceAll('\\', '/');
	const at = path.lastIndexOf(`${folder.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '')}/`);
	return at === -1 ? path : path.slice(at + folder.replace(/^\.\//, '').replace(/\/$/, '').length + 1);
}

/** Anchors as `splitSections` makes them. A first heading that repeats the title is left to the page, which shows the title already. */
function setAnchors(tree: Root, title: string | undefined): void {
	const slugger = new GithubSlugger();
	for (const node of [...tree.children]) {
		if (node.type !== 'heading') continue;
		const text = textOf(node, { includeImageAlt: false });
		const id = slugger.slug(text);
		if (node.depth === 1 && text.replace(/\s+/g, ' ').trim() === title) tree.children.splice(tree.children.indexOf(node), 1, placeOf(id));
		else setProperties(node, { id });
		title = node.depth === 1 ? undefined : title;
	}
}

function placeOf(id: string): MdxJsxFlowElement {
	return { type: 'mdxJsxFlowElement', name: 'span', attributes: [{ type: 'mdxJsxAttribute', name: 'id', value: id }], children: [] };
}

function setProperties(node: Nodes | Heading, properties: Record<string, string>): void {
	const data = (node.data ??= {}) as { hProperties?: Record<string, unknown> };
	data.hProperties = { ...data.hProperties, ...properties };
}

/** The address of the page that a link between articles means; a link that leads nowhere says so. */
function pointLink(
	node: Extract<Nodes, { type: 'link' | 'definition' }>,
	path: string,
	byPath: ReadonlyMap<string, Article>,
	root: string,
): void {
	const target = resolveRelative(path, node.url);
	if (target === null || target.path === '') return;
	const file = findLinkedFile(target.path, (candidate) => byPath.has(candidate));
	const article = file === null ? undefined : byPath.get(file);
	if (article !== undefined) node.url = `${root}${articleRoute(article.id)}${target.fragment === '' ? '' : `#${target.fragment}`}`;
	else setProperties(node, { class: 'missing', title: `Not in this knowledge base: ${target.path}` });
}

function pointImage(node: Extract<Nodes, { type: 'image' }>, path: string, root: string): void {
	node.url = imageAddress(node.url, path, root);
}

function pointElement(node: MdxJsxFlowElement | MdxJsxTextElement, path: string, root: string): void {
	for (const attribute of node.attributes) {
		if (attribute.type === 'mdxJsxAttribute' && attribute.name === 'src' && typeof attribute.value === 'string') {
			attribute.value = imageAddress(attribute.value, path, root);
		}
	}
}

function imageAddress(address: string, path: string, root: string): string {
	const target = resolveRelative(path, address);
	return target === null || target.path === '' ? address : `${root}images/${target.path.split('/').map(encodeURIComponent).join('/')}`;
}
