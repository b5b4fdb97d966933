import { rankingFigures } from './baselines.ts';
import type { Measured } from './bootstrap.ts';
import { comparisonMarkdown } from './compare-markdown.ts';
import { cellText, figureTexts, showBoth, showDifference, showFigure, showInterval, showPercent, table } from './markdown.ts';
import { type FigureName, figureNames } from './metrics.ts';
import type { ReliabilityBin } from './reliability.ts';
import type { FullReport } from './report.ts';
import { type SliceName, sliceNames } from './slices.ts';

/** The report for people, as Markdown. */
export function reportMarkdown(report: FullReport): string {
	const parts = [
		`# How well ${cellText(report.set)} is matched`,
		describeSubject(report),
		'## Figures',
		headline(report),
		'## Decisions',
		decisions(report),
		'## Reliability',
		reliability(report),
		'## Kinds of tickets',
		slices(report),
		'## Other ways to search',
		baselines(report),
		...(report.comparison === undefined ? [] : ['## What moved', comparisonMarkdown(report.comparison)]),
	];
	return `${parts.join('\n\n')}\n`;
}

function describeSubject({ measured, inScope, outOfScope }: FullReport): string {
	const { date, half, articles, links, model, corpus, ticketsFile, resamples } = measured;
	const tickets = half === 'all' ? 'all tickets' : `the ${half} half of the tickets`;
	return [
		`Measured on ${date.slice(0, 10)} over ${tickets}: ${inScope} in scope, ${outOfScope} out of scope; ${articles} articles, ${links} links; ${model === null ? 'keywords alone, no model' : `model ${model}`}.`,
		`Corpus ${corpus.slice(0, 12)}, tickets ${ticketsFile.slice(0, 12)}.`,
		`Intervals hold 95 % of ${resamples} resamples of the tickets; one without width says that the tickets agree, not that the figure is certain.`,
	].join('\n');
}

function headline(report: FullReport): string {
	const rows = figureNames.map((name) => [
		figureTexts[name].name,
		judged(report, name),
		showInterval(name, report.intervals[name]),
		figureTexts[name].about,
	]);
	return table(['figure', 'value', '95 % interval', 'what it says'], rows, [1, 2]);
}

/** The figure; a dash where no resample could judge it, as with top-1 of tickets that are all out of scope. */
function judged(measured: Measured, name: FigureName): string {
	return measured.intervals[name] === null ? '–' : showFigure(name, measured[name]);
}

function decisions(report: FullReport): string {
	const names = ['match', 'suggest', 'none'] as const;
	const rows = names.map((name) => {
		const { right, wrong, outOfScope } = report.decisions[name];
		return [`\`${name}\``, right, wrong, outOfScope, right + wrong + outOfScope].map(String);
	});
	const counts = table(['decision', 'right article first', 'another first', 'out of scope', 'all'], rows, [1, 2, 3, 4]);
	const { right, wrong, outOfScope } = report.decisions.match;
	const answered = right + wrong + outOfScope;
	const best = Math.round(report.answerableAt95 * (report.inScope + report.outOfScope));
	const verdict =
		answered === 0
			? 'No ticket was decided `match`.'
			: `Of ${answered} \`match\` decisions ${wrong + outOfScope} are wrong (${showFigure('top1', 1 - right / answered)}).`;
	const share = report.thresholdShare === null ? '' : `: \`match\` answers ${showPercent(report.thresholdShare)} as many`;
	return `${counts}\n\n${verdict} The best possible threshold with at most 5 % wrong would answer ${best} tickets${share}.`;
}

const barCells = 25;

function reliability(report: FullReport): string {
	const rows = report.reliability.map((bin) => [
		`${showPercent(bin.from)} to ${showPercent(bin.to)}`,
		String(bin.tickets),
		bin.promised === null ? '–' : showFigure('top1', bin.promised),
		bin.right === null ? '–' : showFigure('top1', bin.right),
		bin.right === null ? '' : `\`${bar(bin)}\``,
	]);
	const diagram = table(['confidence', 'tickets', 'promised', 'right', 'right as a bar; ┃ is what was promised'], rows, [1, 2, 3]);
	return `${diagram}\n\nExpected calibration error: ${judged(report, 'calibrationError')} (${showInterval('calibrationError', report.intervals.calibrationError)}).`;
}

function bar({ right, promised }: ReliabilityBin): string {
	const filled = Math.round((right ?? 0) * barCells);
	const mark = Math.min(barCells - 1, Math.floor((promised ?? 0) * barCells));
	return Array.from({ length: barCells }, (_, cell) => (cell === mark ? '┃' : cell < filled ? '█' : '░')).join('');
}

const sliceTitles: Record<SliceName, string> = {
	short: 'Short',
	long: 'Long',
	errorCode: 'With an error code',
	typos: 'With typos',
	mail: 'As a mail',
	outOfScope: 'Out of scope',
	tuning: 'Tuning half',
	heldOut: 'Held-out half',
};

function slices(report: FullReport): string {
	const figures: FigureName[] = ['top1', 'top3', 'matched', 'matchPrecision', 'thresholdShare', 'refused', 'calibrationError'];
	const row = (title: string, measured: Measured): string[] => [
		title,
		String(measured.inScope + measured.outOfScope),
		...figures.map((name) => showBoth(name, measured[name], measured.intervals[name])),
	];
	const isEmpty = (name: SliceName): boolean => report.slices[name].inScope + report.slices[name].outOfScope === 0;
	const empty = sliceNames.filter(isEmpty).map((name) => sliceTitles[name].toLowerCase());
	const rows = sliceNames
		.filter((name) => !isEmpty(name))
		.flatMap((name) => {
			const slice = report.slices[name];
			const whole = row(`**${sliceTitles[name]}**: ${slice.about}`, slice);
			return slice.clean === undefined ? [whole] : [whole, row('… the same tickets as they came', slice.clean)];
		});
	const head = ['tickets', 'count', ...figures.map((name) => figureTexts[name].name)];
	const costs = (['typos', 'mail'] as const).flatMap((name) => {
		const top1 = report.slices[name].differences?.top1;
		return top1 === undefined || top1.interval === null
			? []
			: [
					`${sliceTitles[name]}: top-1 ${showDifference('top1', top1.difference)} points (${showInterval('top1', top1.interval, 'difference')}).`,
				];
	});
	const counted = figures.map((_, column) => column + 2);
	const absent = empty.length === 0 ? [] : [`No tickets: ${empty.join(', ')}.`];
	return [table(head, rows, [1, ...counted]), ...costs, ...absent].join('\n\n');
}

function baselines(report: FullReport): string {
	const entries = Object.values(report.baselines);
	if (entries.length === 0) return 'Not measured.';
	const rows = [
		['**Signpost**', 'probability', ...rankingFigures.map((name) => showBoth(name, report[name], report.intervals[name])), ''],
		...entries.map((baseline) => [
			baseline.about,
			baseline.confidence,
			...rankingFigures.map((name) => showBoth(name, baseline[name], baseline.intervals[name])),
			`${showDifference('top1', baseline.engineLead.top1.difference)} (${showInterval('top1', baseline.engineLead.top1.interval, 'difference')})`,
		]),
	];
	const head = ['search', 'confidence by', ...rankingFigures.map((name) => figureTexts[name].name), 'Signpost leads in top-1 by points'];
	return `${table(
		head,
		rows,
		rankingFigures.map((_, column) => column + 2),
	)}\n\nA plain search gives no probability: what stands for one is its first score or the lead over the second, whichever answers more tickets at 95 % here.`;
}
