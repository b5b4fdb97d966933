import type { Root } from 'mdast';
import type { Finding } from './finding.ts';
import { checkFrontMatter, splitFrontMatter } from './front-matter.ts';
import { findUnsafeMarkup } from './gate.ts';
import type { Components } from './markup.ts';
import { parseMarkdown, parseReadings } from './mdx.ts';
import type { ArticleKind, FrontMatter } from './schemas/index.ts';
import { type Section, splitSections } from './sections.ts';

/** What every part of Signpost knows of an article, whichever kind of corpus it came from. */
export interface Article {
	id: string;
	/** Path of the file within the corpus; the id where the corpus is `articles.jsonl`. */
	path: string;
	title: string;
	kind: ArticleKind;
	state: FrontMatter['state'];
	systems: string[];
	phrases: string[];
	/** Tickets that must find the article: its exam. Nothing that ranks may read them. */
	tests: string[];
	signatures: string[];
	related: string[];
	/** Ids of articles that were merged into this one. */
	replaces: string[];
	/** Id of the escalation article of its team. */
	escalation?: string;
	/** What the fields say of the problem beside the title: cause, purpose, what a team owns. Empty where they say nothing. */
	summary: string;
	sections: Section[];
	/** All fields, checked; absent in an `articles.jsonl` corpus. */
	frontMatter?: FrontMatter;
	/** Syntax tree of the body; positions are lines of the file. */
	tree: Root;
}

/** A larger file is not an article but a dump: no one reads it, and parsing it would stall every command. */
export const maxArticleBytes = 1_000_000;

/** Reads one MDX article: front matter, schema, syntax, gate. Gives every finding at once, or the article. */
export function readArticle(text: string, path: string): { article: Article } | { findings: Finding[] } {
	const split = splitFrontMatter(text, path);
	if ('rule' in split) return { findings: [split] };
	const checked = checkFrontMatter(split.data, text, path);
	const parsed = parseBody(split.body, split.bodyLine, path);
	const findings = [...('findings' in checked ? checked.findings : []), ...('findings' in parsed ? parsed.findings : [])];
	if ('findings' in checked || 'findings' in parsed) return { findings };

	const { frontMatter } = checked;
	const { tree } = parsed;
	return {
		article: {
			id: frontMatter.id,
			path,
			title: frontMatter.title,
			kind: frontMatter.kind,
			state: frontMatter.state,
			systems: frontMatter.systems,
			phrases: [...frontMatter.phrases, ...frontMatter.internalPhrases],
			tests: frontMatter.tests,
			signatures: frontMatter.kind === 'known-issue' ? frontMatter.signatures : [],
			related: frontMatter.related,
			replaces: frontMatter.replaces,
			escalation: frontMatter.kind === 'escalation' ? frontMatter.id : frontMatter.escalation,
			summary: summarize(frontMatter),
			sections: splitSections(tree, frontMatter.title),
			frontMatter,
			tree,
		},
	};
}

/** An article of an `articles.jsonl` corpus: plain Markdown, never compiled, so without a gate. */
export function plainArticle(record: { id: string; title: string; body: string }): Article {
	const tree = parseMarkdown(record.body);
	return {
		id: record.id,
		path: record.id,
		title: record.title,
		kind: 'known-issue',
		state: 'not-validated',
		systems: [],
		phrases: [],
		tests: [],
		signatures: [],
		related: [],
		replaces: [],
		summary: '',
		sections: splitSections(tree, record.title),
		tree,
	};
}

function summarize(frontMatter: FrontMatter): string {
	const systems = frontMatter.systems.join(', ');
	switch (frontMatter.kind) {
		case 'known-issue':
			return joinSentences(systems, frontMatter.cause, frontMatter.environment);
		case 'sop':
			return joinSentences(systems, frontMatter.purpose);
		case 'escalation':
			return joinSentences(`Whom to contact: ${frontMatter.team}`, systems, ...frontMatter.tiers.map((tier) => tier.when));
	}
}

function joinSentences(...parts: (string | undefined)[]): string {
	return parts
		.filter((part) => part !== undefined && part !== '')
		.map((part) => part?.replace(/\.\s*$/, ''))
		.join('. ');
}

/** Parses the body of a file, which starts at `bodyLine`, and puts it through the gate; `components` may stand in it. */
export function parseBody(body: string, bodyLine: number, path: string, components?: Components): { tree: Root } | { findings: Finding[] } {
	try {
		// Blank lines stand in for the front matter, so that positions are lines of the file.
		const [tree, ...others] = parseReadings('\n'.repeat(bodyLine - 1) + body);
		const findings = [tree, ...others].map((reading) => findUnsafeMarkup(reading, path, components)).find((found) => found.length > 0);
		return findings === undefined ? { tree } : { findings };
	} catch (error) {
		const { line, reason } = error as { line?: number; reason?: string };
		const finding: Finding = {
			path,
			// A tag that is never closed is placed in the reason only: "Expected a closing tag for `<b>` (3:1-3:4)".
			line: line ?? Number(/\((\d+):\d+/.exec(reason ?? '')?.[1] ?? bodyLine),
			rule: 'mdx',
			message: `is not valid MDX: ${reason ?? (error instanceof RangeError ? 'it is nested too deeply to be read' : String(error))}.`,
			remedy: 'Put literal "<" and "{" in backticks or behind a backslash, and close every tag.',
		};
		return { findings: [finding] };
	}
}
