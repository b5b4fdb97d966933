import type { TicketResult } from './judged.ts';
import { type Bin, binOf, calibrationError, emptyBins } from './reliability.ts';

/** Every figure that is measured, in the order in which reports show them. */
export const figureNames = [
	'top1',
	'top3',
	'top5',
	'mrr',
	'auroc',
	'answerableAt90',
	'answerableAt95',
	'matched',
	'matchPrecision',
	'thresholdShare',
	'confidentAndWrong',
	'refused',
	'calibrationError',
] as const;
export type FigureName = (typeof figureNames)[number];

/** A value for every figure. */
export function forEachFigure<T>(give: (name: FigureName) => T): Record<FigureName, T> {
	return Object.fromEntries(figureNames.map((name) => [name, give(name)])) as Record<FigureName, T>;
}

/** Null where there is nothing to judge a figure by. */
export type Figures = Record<FigureName, number | null>;

export interface EvaluationReport {
	/** Tickets with an article in the corpus, and without. */
	inScope: number;
	outOfScope: number;
	/** Share of in-scope tickets whose article is first, among the first three, five; and the mean reciprocal rank. */
	top1: number;
	top3: number;
	top5: number;
	mrr: number;
	/** Chance that an in-scope ticket gets more confidence than one out of scope, ties counting half. */
	auroc: number | null;
	/** Largest share of all tickets that one threshold on the confidence could answer with at most 10 %, 5 % wrong. */
	answerableAt90: number;
	answerableAt95: number;
	/** Of all tickets: the share answered with `match`; of those, the share that is right. */
	matched: number;
	matchPrecision: number | null;
	/** Tickets answered with `match`, by the tickets that the best threshold at 95 % could answer; above 1 where it answers more. */
	thresholdShare: number | null;
	/** Of all tickets: the share answered with `match` whose first candidate is wrong. */
	confidentAndWrong: number;
	/** Of out-of-scope tickets: the share told `none`. */
	refused: number | null;
	/** Mean distance between confidence and truth over ten bins (expected calibration error). */
	calibrationError: number;
}

/** Results in the order of their confidence, highest first; `place` is where each stood before, which is what weights go by. */
export type SortedResults = readonly { result: TicketResult; place: number }[];

/** Scores results against what is known. */
export function evaluateResults(results: readonly TicketResult[]): EvaluationReport {
	const figures = measureFigures(sortResults(results));
	const inScope = results.filter((result) => result.inScope).length;
	return {
		inScope,
		outOfScope: results.length - inScope,
		top1: figures.top1 ?? 0,
		top3: figures.top3 ?? 0,
		top5: figures.top5 ?? 0,
		mrr: figures.mrr ?? 0,
		auroc: figures.auroc,
		answerableAt90: figures.answerableAt90 ?? 0,
		answerableAt95: figures.answerableAt95 ?? 0,
		matched: figures.matched ?? 0,
		matchPrecision: figures.matchPrecision,
		thresholdShare: figures.thresholdShare,
		confidentAndWrong: figures.confidentAndWrong ?? 0,
		refused: figures.refused,
		calibrationError: figures.calibrationError ?? 0,
	};
}

export function sortResults(results: readonly TicketResult[]): SortedResults {
	return results.map((result, place) => ({ result, place })).sort((a, b) => b.result.confidence - a.result.confidence);
}

/** Every figure in one pass. With `weights`, a ticket counts as often as its weight says: a resample costs no sorting. */
export function measureFigures(sorted: SortedResults, weights?: ArrayLike<number>): Figures {
	const found = { first: 0, three: 0, five: 0, reciprocal: 0 };
	const scope = { inside: 0, outside: 0, refused: 0 };
	const matched = { all: 0, right: 0 };
	const answered = { all: 0, right: 0, at90: 0, at95: 0 };
	// Pairs of an in-scope and an out-of-scope ticket in which the former has more confidence (Mann-Whitney).
	const pairs = { won: 0, above: 0, tiedInside: 0, tiedOutside: 0 };
	const bins: Bin[] = emptyBins();
	for (const [order, { result, place }] of sorted.entries()) {
		const { inScope, rank, decision, confidence } = result;
		const weight = weights === undefined ? 1 : (weights[place] ?? 0);
		const right = rank === 1 ? weight : 0;
		if (inScope) {
			scope.inside += weight;
			pairs.tiedInside += weight;
		} else {
			scope.outside += weight;
			pairs.tiedOutside += weight;
			if (decision === 'none') scope.refused += weight;
		}
		if (rank !== null) {
			found.first += right;
			if (rank <= 3) found.three += weight;
			if (rank <= 5) found.five += weight;
			found.reciprocal += weight / rank;
		}
		if (decision === 'match') {
			matched.all += weight;
			matched.right += right;
		}
		const bin = bins[binOf(confidence)];
		if (bin !== undefined) {
			bin.tickets += weight;
			bin.confidence += weight * confidence;
			bin.right += right;
		}
		answered.all += weight;
		answered.right += right;
		// No threshold can cut between tickets of one confidence.
		if (sorted[order + 1]?.result.confidence === confidence) continue;
		if (answered.right / answered.all >= 0.9) answered.at90 = answered.all;
		if (answered.right / answered.all >= 0.95) answered.at95 = answered.all;
		pairs.won += pairs.tiedOutside * (pairs.above + pairs.tiedInside / 2);
		pairs.above += pairs.tiedInside;
		pairs.tiedInside = 0;
		pairs.tiedOutside = 0;
	}
	const { all } = answered;
	return {
		top1: ratio(found.first, scope.inside),
		top3: ratio(found.three, scope.inside),
		top5: ratio(found.five, scope.inside),
		mrr: ratio(found.reciprocal, scope.inside),
		auroc: ratio(pairs.won, scope.inside * scope.outside),
		answerableAt90: ratio(answered.at90, all),
		answerableAt95: ratio(answered.at95, all),
		matched: ratio(matched.all, all),
		matchPrecision: ratio(matched.right, matched.all),
		thresholdShare: ratio(matched.all, answered.at95),
		confidentAndWrong: ratio(matched.all - matched.right, all),
		refused: ratio(scope.refused, scope.outside),
		calibrationError: calibrationError(bins),
	};
}

function ratio(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}
