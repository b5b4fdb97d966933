import { existsSync, realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Article } from '../knowledge/article.ts';
import { formatFinding } from '../knowledge/finding.ts';
import { findUnsafeMarkup } from '../knowledge/gate.ts';
import { articleRoute, findLinkedFile, isAbsolute, resolveRelative } from '../knowledge/links.ts';
import { articleComponents, isImageFile, trainingComponents } from '../knowledge/markup.ts';
import { topLevelBlocks } from '../knowledge/sections.ts';

interface Options {
	articles: readonly Article[];
	/** Path under which the site is served, with a slash at both ends. */
	base: string;
	/** Folder of the knowledge base, as Astro's file paths carry it. */
	contentFolder: string;
	/** Folder of what its articles once said, `<article>/<address>/<path of then>` each. */
	versionsFolder: string;
	/** Paths of the modules and paths of training within the knowledge base: they may hold questions. */
	training: readonly string[];
}

/**
 * Prepares the tree of an article, or of one of its earlier versions, for the page: refuses what the gate refuses, gives
 * headings the anchors that the index knows, points links at pages and images at the copies that the site serves. Those of
 * a version go by where its file lay then, and lead to the articles of now.
 */
export function remarkArticle({ articles, base, contentFolder, versionsFolder, training }: Options) {
	const byPath = new Map(articles.map((article) => [article.path, article]));
	const within = (folder: string, path: string): string | null => {
		// Vite gives the real path of a file, Astro the one that was asked for.
		const folders = existsSync(folder) ? [resolve(folder), realpathSync(folder)] : [];
		return folders.map((one) => relative(one, path).replaceAll('\\', '/')).find((found) => !found.startsWith('..')) ?? null;
	};
	return (tree: Root, file: VFile): void => {
		const versionPath = within(versionsFolder, file.path)?.split('/').slice(2).join('/');
		const path = versionPath ?? within(contentFolder, file.path) ?? file.path;
		const article = versionPath === undefined ? byPath.get(path) : undefined;
		const isTraining = versionPath === undefined && training.includes(path);
		const [unsafe] = findUnsafeMarkup(tree, path, isTraining ? trainingComponents : articleComponents);
		if (unsafe !== undefined) throw new Error(formatFinding(unsafe));
		setAnchors(tree, article?.title ?? file.data.astro?.frontmatter?.title);
		if (article !== undefined) markTrees(tree, article);
		else if (!isTraining) replaceLostImages(tree, path, contentFolder);
		const point = (address: string): Target => pointAddress(address, path, byPath, base);
		const missing = new Map<string, string>();
		visit(tree, 'definition', (node) => {
			const { address, absent } = point(node.url);
			node.url = address;
			if (absent !== undefined) missing.set(node.identifier, absent);
		});
		visit(tree, (node) => {
			if (node.type === 'link' || node.type === 'image') {
				const { address, absent } = point(node.url);
				node.url = address;
				if (absent !== undefined) setMissing(node, absent);
			} else if (node.type === 'linkReference') {
				const absent = missing.get(node.identifier);
				if (absent !== undefined) setMissing(node, absent);
			} else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
				pointElement(node, point);
			}
		});
	};
}

const plainNodes: ReadonlySet<string> = new Set(['heading', 'text', 'inlineCode', 'emphasis', 'strong', 'delete']);

/** Anchors as `splitSections` makes them; headings within lists or quotes, which it does not know, take what those leave free. */
function setAnchors(tree: Root, title: string | undefined): void {
	const slugger = new GithubSlugger();
	const sections = topLevelBlocks(tree).filter((node) => node.type === 'heading');
	const first = sections.find((heading) => heading.depth === 1);
	for (const heading of sections) {
		const text = textOf(heading, { includeImageAlt: false });
		const id = slugger.slug(text);
		if (heading === first && tree.children.includes(heading) && text.replace(/\s+/g, ' ').trim() === title && isPlain(heading)) {
			tree.children.splice(tree.children.indexOf(heading), 1, placeOf(id));
		} else {
			setProperties(heading, { id });
		}
	}
	visit(tree, 'heading', (heading) => {
		if (!sections.includes(heading)) setProperties(heading, { id: slugger.slug(textOf(heading, { includeImageAlt: false })) });
	});
}

/** Tells each outermost decision tree whose it is: what a reader chose is kept by article, version and place. */
function markTrees(tree: Root, article: Article): void {
	let position = 0;
	visit(tree, (node) => {
		if (node.type !== 'mdxJsxFlowElement' || node.name !== 'Decide') return undefined;
		const about = {
			article: article.id,
			version: article.frontMatter?.version ?? '',
			title: article.title,
			position: String(position++),
		};
		for (const [name, value] of Object.entries(about)) node.attributes.push({ type: 'mdxJsxAttribute', name, value });
		return SKIP;
	});
}

/** Images of a version that the knowledge base has no more: what they showed, in words. */
function replaceLostImages(tree: Root, path: string, contentFolder: string): void {
	visit(tree, 'image', (node, index, parent) => {
		const target = isAbsolute(node.url) ? null : resolveRelative(path, node.url);
		if (target === null || index === undefined || parent === undefined || existsSync(join(contentFolder, target.path))) return;
		parent.children[index] = { type: 'text', value: `[picture that is not kept: ${node.alt || target.path}]` };
	});
}

/** Whether nothing is lost where the page shows the title in place of the first heading. */
function isPlain(node: Nodes): boolean {
	return plainNodes.has(node.type) && (!('children' in node) || node.children.every(isPlain));
}

function placeOf(id: string): MdxJsxFlowElement {
	return { type: 'mdxJsxFlowElement', name: 'span', attributes: [{ type: 'mdxJsxAttribute', name: 'id', value: id }], children: [] };
}

function setMissing(node: Nodes, path: string): void {
	setProperties(node, { class: 'missing', title: `Not in this knowledge base: ${path}` });
}

function setProperties(node: Nodes, properties: Record<string, string>): void {
	node.data = { ...node.data, hProperties: { ...node.data?.hProperties, ...properties } };
}

/** Where an address leads on the site; `absent` is what it names where the knowledge base has no such thing. */
interface Target {
	address: string;
	absent?: string;
}

/** Articles by the address of their page, images by that of the copy that the site serves, all others as they are. */
function pointAddress(address: string, path: string, byPath: ReadonlyMap<string, Article>, root: string): Target {
	if (isAbsolute(address)) return { address };
	const inside = resolveRelative(path, address);
	// An image outside the knowledge base is as absent, but must not be left relative: Astro would try to import it.
	const target = inside ?? resolveRelative('', address.slice(address.lastIndexOf('/') + 1));
	if (target === null) return { address, absent: address };
	if (target.path === '') return { address };
	if (isImageFile(target.path)) {
		return { address: `${root}images/${target.path.split('/').map(encodeURIComponent).join('/')}` };
	}
	if (inside === null) return { address, absent: address };
	const file = findLinkedFile(target.path, (candidate) => byPath.has(candidate));
	const article = file === null ? undefined : byPath.get(file);
	if (article === undefined) return { address, absent: target.path };
	return { address: `${root}${articleRoute(article.id)}${target.fragment === '' ? '' : `#${target.fragment}`}` };
}

function pointElement(node: MdxJsxFlowElement | MdxJsxTextElement, point: (address: string) => Target): void {
	for (const attribute of [...node.attributes]) {
		if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
		if (attribute.name !== 'src' && attribute.name !== 'href') continue;
		const { address, absent } = point(attribute.value);
		attribute.value = address;
		if (absent !== undefined && attribute.name === 'href')
			node.attributes.push({ type: 'mdxJsxAttribute', name: 'class', value: 'missing' });
	}
}
