import GithubSlugger from 'github-slugger';
import type { Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { decisionLabel } from './nesting.ts';

/** A stretch of an article under one heading. */
export interface Section {
	/** Text of the heading; the article's title for what stands before the first heading. */
	heading: string;
	/** Fragment of the heading's address on the page, equal to the site's; empty before the first heading. */
	anchor: string;
	/** 1 to 6; 0 before the first heading. */
	depth: number;
	/** Plain text under the heading, one block a line, without the heading itself. */
	text: string;
}

/**
 * Splits an article by its headings, at whatever depth. Anchors are made as the site makes them (github-slugger over
 * the heading's text, counting on repeats). Sections without text are left out, unless the article has no text at all.
 */
export function splitSections(tree: Root, title: string): Section[] {
	const slugger = new GithubSlugger();
	let current: Section = { heading: title, anchor: '', depth: 0, text: '' };
	const sections = [current];
	for (const node of topLevelBlocks(tree)) {
		if (node.type === 'heading') {
			const heading = textOf(node, { includeImageAlt: false });
			current = { heading, anchor: slugger.slug(heading), depth: node.depth, text: '' };
			sections.push(current);
		} else {
			for (const line of blockTexts(node)) current.text += current.text === '' ? line : `\n${line}`;
		}
	}
	const withText = sections.filter((section) => section.text !== '' || (section.depth > 0 && section.heading !== ''));
	return withText.length > 0 ? withText : sections.slice(0, 1);
}

/** The blocks of an article that can begin or belong to a section: what `<Internal>` marks stands among the others. */
export function topLevelBlocks(tree: Root): RootContent[] {
	return tree.children.flatMap((node) => (node.type === 'mdxJsxFlowElement' && node.name === 'Internal' ? node.children : [node]));
}

/** The text of a block, a line for each paragraph, list item, row or code block in it. */
function blockTexts(node: RootContent): string[] {
	switch (node.type) {
		case 'list':
		case 'listItem':
		case 'blockquote':
		case 'footnoteDefinition':
			return node.children.flatMap((child) => blockTexts(child));
		case 'mdxJsxFlowElement':
			return [...decisionLabel(node), ...node.children.flatMap((child) => blockTexts(child))];
		case 'table':
			return node.children.map((row) => row.children.map((cell) => textOf(cell).trim()).join(' | '));
		case 'mdxjsEsm':
		case 'mdxFlowExpression':
		case 'mdxTextExpression':
		case 'definition':
		case 'html':
		case 'yaml':
			return [];
		default: {
			const text = textOf(node).trim();
			return text === '' ? [] : [text];
		}
	}
}
