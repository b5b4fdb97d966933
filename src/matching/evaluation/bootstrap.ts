import { seededRandom } from '../../search/random.ts';
import type { TicketResult } from './judged.ts';
import {
	type EvaluationReport,
	evaluateResults,
	type FigureName,
	type Figures,
	figureNames,
	forEachFigure,
	measureFigures,
	sortResults,
} from './metrics.ts';

/** 95 % of the resamples lie from the first to the second; null where there is nothing to judge the figure by. */
export type Interval = readonly [number, number] | null;

/** Figures, each with its interval. */
export interface Measured extends EvaluationReport {
	intervals: Record<FigureName, Interval>;
}

/** How far a figure moved between two runs over the same tickets. */
export interface Difference {
	was: number | null;
	now: number | null;
	difference: number | null;
	interval: Interval;
}

export const bootstrap = { resamples: 1_000, seed: 'signpost' } as const;

/** Scores results, with a percentile bootstrap over the tickets. The same results give the same intervals. */
export function measureResults(results: readonly TicketResult[]): Measured {
	const sorted = sortResults(results);
	const figures = measureFigures(sorted);
	const samples = collectSamples(results.length, (weights) => measureFigures(sorted, weights));
	return { ...evaluateResults(results), intervals: forEachFigure((name) => (figures[name] === null ? null : intervalOf(samples[name]))) };
}

/**
 * What changed from one run to another over the same tickets in the same order. Each resample takes the same tickets of
 * both, so that what is hard about a ticket cancels out.
 */
export function pairedDifferences(was: readonly TicketResult[], now: readonly TicketResult[]): Record<FigureName, Difference> {
	if (was.length !== now.length) throw new Error(`${was.length} and ${now.length} results cannot be paired`);
	const sorted = { was: sortResults(was), now: sortResults(now) };
	const subtract = (before: Figures, after: Figures): Figures =>
		forEachFigure((name) => (before[name] === null || after[name] === null ? null : after[name] - before[name]));
	const samples = collectSamples(was.length, (weights) =>
		subtract(measureFigures(sorted.was, weights), measureFigures(sorted.now, weights)),
	);
	const before = measureFigures(sorted.was);
	const after = measureFigures(sorted.now);
	const differences = subtract(before, after);
	return forEachFigure((name) => ({
		was: before[name],
		now: after[name],
		difference: differences[name],
		interval: differences[name] === null ? null : intervalOf(samples[name]),
	}));
}

/** The figures of every resample; one in which a figure has nothing to go by is left out of that figure's. */
function collectSamples(count: number, measure: (weights: Uint32Array) => Figures): Record<FigureName, number[]> {
	const samples = forEachFigure((): number[] => []);
	if (count === 0) return samples;
	const random = seededRandom(bootstrap.seed);
	const weights = new Uint32Array(count);
	for (let resample = 0; resample < bootstrap.resamples; resample++) {
		weights.fill(0);
		for (let draw = 0; draw < count; draw++) {
			const place = Math.floor(random() * count);
			weights[place] = (weights[place] ?? 0) + 1;
		}
		const figures = measure(weights);
		for (const name of figureNames) {
			const value = figures[name];
			if (value !== null) samples[name].push(value);
		}
	}
	return samples;
}

function intervalOf(samples: readonly number[]): Interval {
	const sorted = Float64Array.from(samples).sort();
	return sorted.length === 0 ? null : [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}

/** Quantile of sorted values, linear between the two nearest. */
function quantile(sorted: Float64Array, share: number): number {
	const place = share * (sorted.length - 1);
	const below = sorted[Math.floor(place)] ?? 0;
	return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
}
