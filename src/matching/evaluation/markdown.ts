import type { Interval } from './bootstrap.ts';
import type { FigureName } from './metrics.ts';

/** What each figure is called, and what it says. Those of `decimals` are no share of tickets. */
export const figureTexts: Record<FigureName, { name: string; about: string; decimals?: true }> = {
	top1: { name: 'Top-1', about: 'in-scope tickets whose article comes first' },
	top3: { name: 'Top-3', about: '… among the first three' },
	top5: { name: 'Top-5', about: '… among the first five' },
	mrr: { name: 'MRR', about: 'mean reciprocal rank of the right article, 0 below the tenth', decimals: true },
	auroc: { name: 'AUROC', about: 'chance that an in-scope ticket gets more confidence than one out of scope', decimals: true },
	answerableAt90: { name: 'Answerable at 90 %', about: 'all tickets that one threshold could answer with at most 10 % wrong' },
	answerableAt95: { name: 'Answerable at 95 %', about: '… with at most 5 % wrong' },
	matched: { name: 'Decided `match`', about: 'all tickets that were answered with one article to act on' },
	matchPrecision: { name: '`match` that is right', about: 'of those, the share whose article is right' },
	thresholdShare: { name: 'Of the best threshold', about: 'tickets decided `match`, by those answerable at 95 %' },
	confidentAndWrong: { name: 'Confident and wrong', about: 'all tickets that were decided `match` and wrong' },
	refused: { name: 'Refused', about: 'out-of-scope tickets that were told `none`' },
	calibrationError: { name: 'Calibration error', about: 'mean distance of confidence from truth over ten bins', decimals: true },
};

/** A Markdown table; `right` numbers the columns that are set to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map((_, column) => (right.includes(column) ? '--:' : '---'))), ...rows.map(line)].join('\n');
}

/** A figure as people read it: `58.3 %`, `.612` for what is no share, `–` where there is nothing to judge it by. */
export function showFigure(name: FigureName, value: number | null): string {
	if (value === null) return '–';
	return figureTexts[name].decimals ? showDecimal(value) : `${(value * 100).toFixed(1)} %`;
}

/** A difference with its sign: `+1.2` in points of a hundred for shares, `-.012` for the rest. */
export function showDifference(name: FigureName, value: number | null): string {
	if (value === null) return '–';
	const size = Math.abs(value);
	const shown = figureTexts[name].decimals ? showDecimal(size) : (size * 100).toFixed(1);
	return `${/[1-9]/.test(shown) ? (value < 0 ? '-' : '+') : '±'}${shown}`;
}

/** An interval in the unit of its figure: `51.2 to 65.0 %`, or with signs for a difference. */
export function showInterval(name: FigureName, interval: Interval, kind: 'value' | 'difference' = 'value'): string {
	if (interval === null) return '–';
	if (kind === 'difference') return interval.map((end) => showDifference(name, end)).join(' to ');
	const [low, high] = interval;
	return `${showFigure(name, low).replace(' %', '')} to ${showFigure(name, high)}`;
}

/** A figure with its interval in short: `58.3 % (51–65)`, `.612 (.57–.65)`; `–` where there is nothing to judge it by. */
export function showBoth(name: FigureName, value: number | null, interval: Interval): string {
	if (value === null || interval === null) return '–';
	const shown = interval.map((end) => (figureTexts[name].decimals ? end.toFixed(2).replace(/^0\./, '.') : String(Math.round(end * 100))));
	return `${showFigure(name, value)} (${shown.join('–')})`;
}

/** A share in whole hundredths. */
export function showPercent(share: number): string {
	return `${Math.round(share * 100)} %`;
}

/** Text of a corpus in a cell of a table: nothing in it ends the cell, begins a tag or moves a terminal's cursor. */
export function cellText(text: string): string {
	return text
		.slice(0, 120)
		.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
		.replace(/[\\|`*_<[\]]/g, '\\$&');
}

function showDecimal(value: number): string {
	return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}
