import type { List, ListItem, Nodes, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Article } from '../knowledge/article.ts';
import { lineOfField } from '../knowledge/front-matter.ts';
import { topLevelBlocks } from '../knowledge/sections.ts';
import { stemsOf } from '../search/words.ts';
import type { CheckedArticle } from './rule.ts';

/** A section of level 2 with what stands below it, deeper headings included. */
export interface Part {
	heading: string;
	/** Line of its heading. */
	line: number;
	blocks: RootContent[];
}

export function partsOf({ tree }: Pick<CheckedArticle, 'tree'>): Part[] {
	const parts: Part[] = [];
	for (const block of topLevelBlocks(tree)) {
		if (block.type === 'heading' && block.depth === 2) {
			parts.push({ heading: textOf(block).trim(), line: block.position?.start.line ?? 1, blocks: [] });
		} else parts.at(-1)?.blocks.push(block);
	}
	return parts;
}

/** Whether a heading is this one, whatever its case; "Roll-back" and "Rollback" are "Roll back". */
export function isHeading(heading: string, wanted: string): boolean {
	const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, '');
	return plain(heading) === plain(wanted);
}

/** The steps of a part: the items of its numbered lists, at the top level and below headings. */
export function stepsOf(part: Part): ListItem[] {
	return part.blocks.filter((block): block is List => block.type === 'list' && block.ordered === true).flatMap(({ children }) => children);
}

/** Text of a node and all below it, code included. */
export function plainText(node: Nodes | readonly Nodes[]): string {
	return (Array.isArray(node) ? node : [node as Nodes]).map((one) => textOf(one)).join('\n');
}

/** What two phrases have in common that are the same but for case and punctuation. */
export function phraseKey(phrase: string): string {
	return phrase
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** All phrases of an article, in the order of its `phrases`; their lines are looked up for those that are found wanting. */
export function phrasesOf({ frontMatter, text }: Pick<CheckedArticle, 'frontMatter' | 'text'>): { phrase: string; line(): number }[] {
	return (['phrases', 'internalPhrases'] as const).flatMap((field) =>
		frontMatter[field].map((phrase, at) => ({ phrase, line: () => lineOfField(text, [field, at]) })),
	);
}

/** Stems of an article's title, and of each of its phrases. */
export interface ArticleStems {
	title: Set<string>;
	phrases: Set<string>[];
}

/** Stemming is dear, and several rules compare with them. */
const known = new WeakMap<Pick<Article, 'phrases' | 'title'>, ArticleStems>();

export function articleStems(article: Pick<Article, 'phrases' | 'title'>): ArticleStems {
	const stems = known.get(article) ?? { title: stemsOf(article.title), phrases: article.phrases.map(stemsOf) };
	known.set(article, stems);
	return stems;
}

/** A text as it is quoted in a sentence. */
export function quote(text: string, length = 60): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return `"${line.length > length ? `${line.slice(0, length - 1)}…` : line}"`;
}

/** Days from one day to another, both YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
