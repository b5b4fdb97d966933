import { makeContext } from '../../src/checks/context.node.ts';
import type { CheckContext, CheckedArticle, Problem, Rule } from '../../src/checks/rule.ts';
import { checkSettingsSchema } from '../../src/checks/settings.ts';
import { readArticle } from '../../src/knowledge/article.ts';
import { formatFinding } from '../../src/knowledge/finding.ts';
import { splitFrontMatter } from '../../src/knowledge/front-matter.ts';
import type { DeletedArticle, Past, PastArticle } from '../../src/knowledge/past.node.ts';
import { noTraining, type Training } from '../../src/knowledge/training/training.ts';

/** The day by which the tests of the rules judge. */
export const today = '2026-11-23';

/** What a test sets of all that rules know beside the article. */
export interface Known {
	/** Articles beside the one that is looked at. */
	others?: CheckedArticle[];
	settings?: unknown;
	past?: Partial<Past>;
	files?: string[];
	today?: string;
	training?: Training;
}

/** The text of an article's file, lists with a line for each item; what a field lacks is filled in so that it is valid. */
export function fileText(fields: Record<string, unknown> = {}, body = ''): string {
	const all = { id: 'KI-0001', kind: 'known-issue', title: 'A title', version: '1.0.0', state: 'not-validated', ...fields };
	const lines = Object.entries(all).flatMap(([field, value]) =>
		Array.isArray(value) && value.length > 0
			? [`${field}:`, ...value.map((item) => `  - ${JSON.stringify(item)}`)]
			: [`${field}: ${JSON.stringify(value)}`],
	);
	return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

/** An article as the rules see it, of its file's text. */
export function checked(text: string, path = 'known-issues/KI-0001.mdx'): CheckedArticle {
	const read = readArticle(text, path);
	if ('findings' in read) throw new Error(read.findings.map(formatFinding).join('\n'));
	const { frontMatter } = read.article;
	if (frontMatter === undefined) throw new Error(`${path}: was read without fields.`);
	return { ...read.article, frontMatter, text };
}

/** An article with some fields and a body. */
export function written(fields: Record<string, unknown> = {}, body = ''): CheckedArticle {
	return checked(fileText(fields, body), `known-issues/${fields.id ?? 'KI-0001'}.mdx`);
}

export function contextOf(articles: readonly CheckedArticle[], known: Known = {}): CheckContext {
	return makeContext([...articles, ...(known.others ?? [])], {
		settings: checkSettingsSchema.parse(known.settings ?? {}),
		past: { base: null, deleted: [], limits: [], ...known.past },
		files: new Set(known.files ?? []),
		today: known.today ?? today,
		training: known.training ?? noTraining,
	});
}

/** What a rule says of an article. */
export function ask(rule: Rule, article: CheckedArticle, known: Known = {}): Problem[] {
	return rule.check(article, contextOf([article], known));
}

/** Line of the first place in an article's file where a text stands. */
export function lineOf({ text }: Pick<CheckedArticle, 'text'>, wanted: string): number {
	const at = text.indexOf(wanted);
	if (at === -1) throw new Error(`"${wanted}" stands nowhere in the file.`);
	return text.slice(0, at).split('\n').length;
}

/** The past in which these articles stood on the main branch, as they are. */
export function baseOf(articles: readonly CheckedArticle[]): Pick<Past, 'base'> {
	return {
		base: {
			name: 'origin/main',
			commit: 'f00',
			files: new Map(articles.map(({ path, text }) => [path, text])),
			articles: new Map(articles.map((article) => [article.id.toLowerCase(), pastOf(article)])),
		},
	};
}

/** An article as the base remembers it. */
export function pastOf({ id, path, title, text, frontMatter }: CheckedArticle): PastArticle {
	const split = splitFrontMatter(text, path);
	if ('rule' in split) throw new Error(formatFinding(split));
	return { id, path, title, version: frontMatter.version, body: split.body.trim() };
}

/** An article that was deleted on a day. */
export function deletedOn(on: string, article: CheckedArticle): DeletedArticle {
	return { ...pastOf(article), on };
}
