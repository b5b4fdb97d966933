import type { Article } from '../knowledge/article.ts';
import { type ListedChange, listChanges } from '../knowledge/changes.ts';
import { readCorpus } from '../knowledge/corpus.node.ts';
import { readHistory } from '../knowledge/history.node.ts';
import { countLinks, type LinkCounts, noLinks } from '../knowledge/link-counts.ts';
import type { FrontMatter } from '../knowledge/schemas/index.ts';
import { contentFolder } from '../knowledge/working-files.node.ts';
import { latestOutcomes } from '../matching/link-store.node.ts';

/** A known issue as the board shows it. */
export interface BoardIssue {
	issue: Extract<FrontMatter, { kind: 'known-issue' }>;
	/** Anchor of its workaround; null where none is known yet. */
	workaround: string | null;
	links: LinkCounts;
}

interface Board {
	/** Worst first, then the newest; archived ones left out. */
	issues: BoardIssue[];
	/** What changed in all articles, newest first. */
	changes: ListedChange[];
	/** What the reader should know of the changes, a sentence each. */
	notices: string[];
}

let read: Promise<Board> | null = null;

/** What the board and the changes show of the knowledge base, read once a build. */
export function readBoard(): Promise<Board> {
	read ??= makeBoard();
	return read;
}

async function makeBoard(): Promise<Board> {
	const { articles, links } = await readCorpus(contentFolder());
	const counts = countLinks(latestOutcomes(links));
	const issues = articles.flatMap((article) => describeIssue(article, counts.get(article.id)));
	issues.sort((a, b) => a.issue.severity - b.issue.severity || (b.issue.since ?? '').localeCompare(a.issue.since ?? ''));
	return { issues, ...listChanges(articles, await readHistory(contentFolder())) };
}

function describeIssue({ frontMatter, sections }: Article, links: LinkCounts = noLinks): BoardIssue[] {
	if (frontMatter?.kind !== 'known-issue' || frontMatter.state === 'archived') return [];
	const workaround = sections.find(({ heading, anchor }) => anchor !== '' && /^workaround/i.test(heading.trim()));
	return [{ issue: frontMatter, workaround: workaround?.anchor ?? null, links }];
}
