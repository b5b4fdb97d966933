import type { Comparison, MovedTicket } from './compare.ts';
import type { TicketResult } from './judged.ts';
import { cellText, figureTexts, showDifference, showFigure, showInterval, showPercent, table } from './markdown.ts';
import { figureNames } from './metrics.ts';

/** Tickets that are listed for people; a report with thousands is read by machines, from the JSON. */
const listed = 200;

/** What moved since an earlier run: figures, then tickets. */
export function comparisonMarkdown(comparison: Comparison): string {
	const { was, tickets, left, figures, changes, decisionsChanged, moved } = comparison;
	const rows = figureNames.map((name) => {
		const { was, now, difference, interval } = figures[name];
		return [
			figureTexts[name].name,
			showFigure(name, was),
			showFigure(name, now),
			showDifference(name, difference),
			showInterval(name, interval, 'difference'),
		];
	});
	const skipped = [
		left.onlyThen > 0 ? `${left.onlyThen} were there only then` : '',
		left.onlyNow > 0 ? `${left.onlyNow} are there only now` : '',
		left.judgedOtherwise > 0 ? `${left.judgedOtherwise} were judged otherwise then` : '',
	].filter((text) => text !== '');
	const parts = [
		`Against ${cellText(was.set)} of ${cellText(was.date.slice(0, 10))}, corpus ${cellText(was.corpus.slice(0, 12))}, over the ${tickets} tickets of both runs${skipped.length === 0 ? '' : ` (${skipped.join(', ')})`}. Shares differ in points of a hundred; each resample takes the same tickets of both.`,
		table(['figure', 'was', 'now', 'difference', '95 % interval'], rows, [1, 2, 3, 4]),
		`${changes.gained} tickets gained the right article as the first, ${changes.lost} lost it; for ${changes.up} others it went up, for ${changes.down} down; ${changes.answer} are answered differently without that. ${decisionsChanged} decisions changed.`,
	];
	if (moved.length > 0)
		parts.push(table(['ticket', 'change', 'rank', 'first candidate', 'decision', 'confidence'], moved.slice(0, listed).map(describeMove)));
	if (moved.length > listed) parts.push(`${moved.length - listed} more are in the JSON report.`);
	return parts.join('\n\n');
}

function describeMove({ id, change, was, now }: MovedTicket): string[] {
	return [
		cellText(id),
		change,
		now.inScope ? fromTo(was, now, ({ rank }) => (rank === null ? '–' : String(rank))) : 'out of scope',
		fromTo(was, now, ({ first }) => (first === null ? '–' : cellText(first))),
		fromTo(was, now, ({ decision }) => decision),
		fromTo(was, now, ({ confidence }) => showPercent(confidence)),
	];
}

function fromTo(was: TicketResult, now: TicketResult, show: (result: TicketResult) => string): string {
	const [before, after] = [show(was), show(now)];
	return before === after ? after : `${before} → ${after}`;
}
