import type { Base } from '../knowledge/past.node.ts';
import { isSameText } from '../knowledge/same-text.ts';
import type { Duplicate } from './duplicates.ts';
import { quote } from './parts.ts';
import type { ReportedFinding } from './report.ts';
import type { JudgedMove } from './retrieval.ts';
import type { CheckContext, CheckedArticle, ListedRule } from './rule.ts';
import { duplicateArticle, losesTicket, missesTicket, stealsTicket } from './rules/comparing.ts';
import { articleRules } from './rules.ts';
import { severityOf } from './settings.ts';

/** What a change does to the articles. */
export interface Changes {
	/** New articles, and those whose file differs; by id. */
	changed: ReadonlyMap<string, { article: CheckedArticle; isNew: boolean }>;
	/** Ids of the base that are in no file any more. */
	gone: string[];
}

/** Compares the articles with a base, file by file. One that was only moved has not changed. */
export function findChanges(articles: readonly CheckedArticle[], base: Base): Changes {
	const changed = new Map<string, { article: CheckedArticle; isNew: boolean }>();
	for (const article of articles) {
		const before = base.articles.get(article.id.toLowerCase());
		const text = before === undefined ? undefined : base.files.get(before.path);
		if (text === undefined || !isSameText(text.replace(/^\uFEFF/, ''), article.text))
			changed.set(article.id, { article, isNew: before === undefined });
	}
	const now = new Set(articles.map(({ id }) => id.toLowerCase()));
	return { changed, gone: [...base.articles.values()].filter(({ id }) => !now.has(id.toLowerCase())).map(({ id }) => id) };
}

/**
 * Of all findings those that a change has to do with: errors wherever they are, for a change here breaks links there; what
 * only warns, and what comes with time, in the changed articles alone.
 */
export function findingsOfChange(findings: readonly ReportedFinding[], { changed }: Changes): ReportedFinding[] {
	const paths = new Set([...changed.values()].map(({ article }) => article.path));
	const ownOnly = new Set(articleRules.filter((rule) => rule.ownChangeOnly === true).map(({ name }) => name));
	return findings.filter(({ path, severity, rule }) => paths.has(path) || (severity === 'error' && !ownOnly.has(rule)));
}

/** Moved tickets, and new ones that miss their article, as findings. Accepted moves, and those that nothing of the change made, are none. */
export function retrievalFindings(
	moves: readonly JudgedMove[],
	missed: readonly { article: string; ticket: string; place: number | null; first: string | null }[],
	context: CheckContext,
): ReportedFinding[] {
	const pathOf = (id: string): string => context.byId.get(id.toLowerCase())?.path ?? id;
	const stolen = moves
		.filter(({ kind, accepted }) => kind !== 'drift' && accepted === null)
		.flatMap((move) =>
			describeMove(move, context).map((finding) => ({
				...finding,
				path: pathOf(move.kind === 'steal' ? (move.to[0] ?? '') : move.article),
			})),
		);
	const severity = severityOf(missesTicket, context.settings);
	const misses =
		severity === 'off'
			? []
			: missed.map(
					({ article, ticket, place, first }): ReportedFinding => ({
						...idOf(missesTicket),
						severity: place === null || place > 3 ? 'error' : severity,
						path: pathOf(article),
						found: `comes ${sayPlace(place)} for its own test ${quote(ticket, 90)}${first === null ? '' : `, behind ${first}`}.`,
						expected: missesTicket.expects,
						remedy:
							'Add phrases that say it as requesters do, or name the symptom in the text; leave the test as it is if it is what somebody would write.',
					}),
				);
	return [...stolen, ...misses];
}

function describeMove(move: JudgedMove, context: CheckContext): Omit<ReportedFinding, 'path'>[] {
	const rule = move.kind === 'steal' ? stealsTicket : losesTicket;
	const severity = severityOf(rule, context.settings);
	if (severity === 'off') return [];
	const [taker = 'another article'] = move.to;
	const places = `${sayPlace(move.before)} before, ${sayPlace(move.after)} now`;
	const line = JSON.stringify({ ticket: move.ticket, from: move.article, to: taker, reason: '…' });
	const found =
		move.kind === 'steal'
			? `takes the ticket ${quote(move.ticket, 90)} from ${move.article} (${places}), by ${move.why}.`
			: `no longer finds its own ticket ${quote(move.ticket, 90)} (${places}): ${taker} comes first, by ${move.why}.`;
	const mend =
		move.kind === 'steal' ? `Make what draws it more exact, so that ${move.article} comes first again` : 'Put back the words that found it';
	return [
		{
			...idOf(rule),
			severity,
			found,
			expected: rule.expects,
			remedy: `${mend}; or, where ${taker} is the better answer, add this line with the reason to accepted-moves.jsonl: ${line}`,
		},
	];
}

/** Articles of the change that say what another one says, each with the passages side by side. */
export function duplicateFindings(duplicates: readonly Duplicate[], context: CheckContext): ReportedFinding[] {
	const severity = severityOf(duplicateArticle, context.settings);
	if (severity === 'off') return [];
	return duplicates.map(({ article, other, likeness, passages }) => ({
		...idOf(duplicateArticle),
		severity,
		path: context.byId.get(article.toLowerCase())?.path ?? article,
		found: `seems to say what ${other} "${context.byId.get(other.toLowerCase())?.title ?? ''}" says (${Math.round(likeness * 100)} % likely).`,
		expected: duplicateArticle.expects,
		remedy: `Put what is new into ${other} instead; or, where both are needed, say under "Not this:" how they differ and name ${other} under "related".`,
		passages: passages.map((pair) => ({ own: passageText(pair.own), other: passageText(pair.other) })),
	}));
}

function passageText({ heading, text }: Duplicate['passages'][number]['own']): string {
	return `[${heading}] ${text}`;
}

function idOf({ id, name }: ListedRule): Pick<ReportedFinding, 'id' | 'rule'> {
	return { id, rule: name };
}

function sayPlace(place: number | null): string {
	return place === null ? 'not at all' : place === 1 ? 'first' : place === 2 ? 'second' : place === 3 ? 'third' : `in place ${place}`;
}
