import type { Finding } from '../knowledge/finding.ts';
import type { CheckContext, CheckedArticle, Edit, ListedRule, Problem, Rule, Severity } from './rule.ts';
import { articleRules, knownRules, pastRules, trainingRules } from './rules.ts';
import { severityOf } from './settings.ts';

/** A finding with all that its reader needs, and a program. */
export interface ReportedFinding {
	/** Id and name of the rule. */
	id: string;
	rule: string;
	severity: Exclude<Severity, 'off'>;
	/** Path of the file within its corpus; `line` counts from 1. */
	path: string;
	line?: number;
	found: string;
	expected: string;
	remedy: string;
	/** The edits of this file that mend it; absent where a person must. */
	fix?: Edit[];
	/** Of a duplicate: what says the same, here and there. */
	passages?: { own: string; other: string }[];
}

/** What the rules find, errors of reading first, then by path and line. Pure. */
export function checkContent(findings: readonly Finding[], context: CheckContext): ReportedFinding[] {
	const found = [
		...findings.map((finding) => fromReading(finding)),
		...context.articles.flatMap((article) => checkArticle(article, context)),
		...pastRules.flatMap((rule) => reportAll(rule, context, (asked) => asked.check(context.past.deleted, context))),
		...trainingRules.flatMap((rule) => reportAll(rule, context, (asked) => asked.check(context))),
	];
	return found.toSorted((a, b) => a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0) || a.id.localeCompare(b.id));
}

function fromReading({ path, line, rule, message, expected, remedy }: Finding): ReportedFinding {
	const listed = knownRules.find(({ name }) => name === rule);
	return {
		id: listed?.id ?? 'SP000',
		rule,
		severity: 'error',
		path,
		line,
		found: message,
		expected: expected ?? listed?.expects ?? '',
		remedy,
	};
}

function checkArticle(article: CheckedArticle, context: CheckContext): ReportedFinding[] {
	return articleRules.flatMap((rule) => {
		const severity = severityOf(rule, context.settings);
		if (severity === 'off' || (rule.of === 'own' && !isOwn(article))) return [];
		// An imported page came as it is: what it names is told, and stops nobody until the page is validated.
		const isEarly = (rule.patient === true && article.state === 'work-in-progress') || !isOwn(article);
		return rule.check(article, context).map((problem) => report(rule, isEarly ? 'warning' : severity, article.path, problem));
	});
}

/** What a rule finds that names its files itself. */
function reportAll<Asked extends ListedRule>(
	rule: Asked,
	{ settings }: CheckContext,
	check: (rule: Asked) => { path: string; problem: Problem }[],
): ReportedFinding[] {
	const severity = severityOf(rule, settings);
	return severity === 'off' ? [] : check(rule).map(({ path, problem }) => report(rule, severity, path, problem));
}

/** KCS: what is asked of an article grows. Archived ones are left as they are, imported ones until somebody has validated them. */
function isOwn({ state, frontMatter }: CheckedArticle): boolean {
	return state !== 'archived' && (frontMatter.source === undefined || state === 'validated');
}

function report(rule: ListedRule | Rule, severity: Exclude<Severity, 'off'>, path: string, problem: Problem): ReportedFinding {
	const { line, found, expected = rule.expects, remedy, fix } = problem;
	return { id: rule.id, rule: rule.name, severity, path, line, found, expected, remedy, fix };
}
