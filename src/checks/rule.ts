import type { Article } from '../knowledge/article.ts';
import type { DeletedArticle, Past } from '../knowledge/past.node.ts';
import type { FrontMatter } from '../knowledge/schemas/index.ts';
import type { Training } from '../knowledge/training/training.ts';
import type { CheckSettings } from './settings.ts';

/** `error` stops a pull request, `warning` tells, `off` is not looked for. */
export const severities = ['error', 'warning', 'off'] as const;
export type Severity = (typeof severities)[number];

/** An article as the rules see it. */
export interface CheckedArticle extends Article {
	frontMatter: FrontMatter;
	/** The whole file, its line ends as they are. */
	text: string;
}

/** What rules know beside the article that they look at. */
export interface CheckContext {
	articles: readonly CheckedArticle[];
	/** By id, in lower case. */
	byId: ReadonlyMap<string, CheckedArticle>;
	/** Ids of the articles that have a phrase, by its key. */
	phraseOwners: ReadonlyMap<string, readonly string[]>;
	/** Paths of all files below the folder, images too. */
	files: ReadonlySet<string>;
	settings: CheckSettings;
	/** The day to judge by, YYYY-MM-DD. */
	today: string;
	past: Past;
	training: Training;
}

/** A stretch of a file's text and what goes in its place; offsets in UTF-16 units. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** What a rule has found in an article. */
export interface Problem {
	line?: number;
	/** What is there: a sentence without its subject, which is the file. */
	found: string;
	/** What is expected, where the rule's own `expects` is not exact enough. */
	expected?: string;
	/** The edit or command that mends it, a sentence. */
	remedy: string;
	/** The edits that mend it without any doubt. */
	fix?: Edit[];
}

/** A content rule, in the manner of a linter: one file, one export. */
export interface Rule {
	/** Stable, `SP` and three digits; never reused. */
	id: string;
	/** Stable, what people call it. */
	name: string;
	/** What it looks for and why, for the page of all rules: a sentence or two. */
	description: string;
	/** What is right: a sentence. */
	expects: string;
	severity: Exclude<Severity, 'off'>;
	/**
	 * What it is asked of. `own`: articles of this desk, not archived; an imported page is asked once it is validated.
	 * `all`: every article; of those that are not the desk's own it only warns.
	 */
	of: 'own' | 'all';
	/** While an article is work in progress, what is not there yet only warns. */
	patient?: boolean;
	/** Only a change of that very article is to blame: what comes with time, and what another article is told as well. */
	ownChangeOnly?: boolean;
	check(article: CheckedArticle, context: CheckContext): Problem[];
}

/** A rule over what is not there any more: it finds files that were deleted. */
export interface PastRule extends Omit<Rule, 'of' | 'patient' | 'ownChangeOnly' | 'check'> {
	check(deleted: readonly DeletedArticle[], context: CheckContext): { path: string; problem: Problem }[];
}

/** A rule over what new hires follow, which names articles and is none. */
export interface TrainingRule extends Omit<Rule, 'of' | 'patient' | 'ownChangeOnly' | 'check'> {
	check(context: CheckContext): { path: string; problem: Problem }[];
}

/** Found where articles are read or compared, by a part of its own: listed beside the others. */
export type ListedRule = Omit<Rule, 'of' | 'check' | 'patient' | 'ownChangeOnly'>;
