import { describe, expect, test } from 'vitest';
import { fitWeights, type TrialSet } from '../../../src/matching/learning/fit.ts';
import type { Trial } from '../../../src/matching/learning/held-back.ts';
import { type Features, featureNames, noneNames, scoreFeatures, type Weights } from '../../../src/matching/learning/probability.ts';
import { randomFrom } from '../../setup/small-index.ts';

/** With a prior that is worth a text and a half, as `learnCorpus` asks for. */
function fitLike(sets: readonly TrialSet[], prior: Weights): Weights {
	return fitWeights(sets, prior, 1.5 / Math.max(1, sets.flat().length));
}

const names = [...featureNames, ...noneNames];

function weightsOf(values: readonly number[]): Weights {
	return Object.fromEntries(names.map((name, at) => [name, values[at] ?? 0])) as Weights;
}

const truth = weightsOf([4, 1, 6, 2, 0, 3, 5, 3]);
const prior = weightsOf(names.map(() => 1));

/** Tickets whose article was drawn as the weights say: `right` is its place, -1 where it is none. */
function drawTicket(random: () => number, weights: Weights): { features: Features; right: number } {
	const between = (): number => 2 * random() - 1;
	const candidates = Uint32Array.from({ length: 5 }, (_, at) => at);
	const values = Float64Array.from({ length: candidates.length * featureNames.length }, between);
	const features: Features = { candidates, values, none: [1, between()] };
	const { scores, none } = scoreFeatures(features, weights);
	const odds = [...scores, none].map(Math.exp);
	let left = random() * odds.reduce((sum, value) => sum + value, 0);
	const drawn = odds.findIndex((value) => {
		left -= value;
		return left <= 0;
	});
	return { features, right: drawn === scores.length ? -1 : drawn };
}

/** As many trials, and the share of tickets that had no article before each trial was given one. */
function drawTrials(count: number, weights: Weights, seed = 'fit'): { trials: Trial[]; absentShare: number } {
	const random = randomFrom(seed);
	const present: Trial['present'][] = [];
	const absent: Features[] = [];
	let [none, drawn] = [0, 0];
	while (present.length < count || absent.length < count) {
		const { features, right } = drawTicket(random, weights);
		drawn++;
		if (right === -1) none++;
		if (right === -1 && absent.length < count) absent.push(features);
		if (right !== -1 && present.length < count) present.push({ features, right });
	}
	const trials = Array.from({ length: count }, (_, at) => ({
		article: at,
		present: present[at] as Trial['present'],
		absent: absent[at] as Features,
	}));
	return { trials, absentShare: none / drawn };
}

/** How far apart they are, but for the constant, which moves with how many tickets are taken to have no article. */
function distance(a: Weights, b: Weights): number {
	return Math.hypot(...featureNames.map((name) => a[name] - b[name]));
}

describe('fitWeights', () => {
	test('finds the weights that the answers were drawn by', () => {
		const { trials } = drawTrials(4_000, truth);
		const fitted = fitLike([trials], prior);
		// How often a ticket has no article is not for the texts to say, so the constant is apart.
		for (const name of [...featureNames, 'noneNearest'] as const) expect(Math.abs(fitted[name] - truth[name])).toBeLessThan(0.6);
	});

	test('takes the fewer tickets for such that have no article, the more there are that have one', () => {
		const { trials, absentShare } = drawTrials(4_000, truth);
		const fitted = fitLike([trials], prior);
		// Drawn by case and control, only the constant moves, by the ratio of the odds (Prentice and Pyke, 1979).
		const assumed = 0.08;
		const shift = Math.log(assumed / (1 - assumed)) - Math.log(absentShare / (1 - absentShare));
		expect(Math.abs(fitted.none - truth.none - shift)).toBeLessThan(0.6);
	});

	test('stays at the prior without texts, and near it with a few', () => {
		expect(fitLike([], prior)).toEqual(prior);
		expect(fitLike([[]], prior)).toEqual(prior);
		const { trials } = drawTrials(400, truth);
		const [few, many] = [fitLike([trials.slice(0, 3)], prior), fitLike([trials], prior)];
		expect(distance(few, prior)).toBeLessThan(distance(many, prior) / 2);
		expect(distance(many, truth)).toBeLessThan(distance(prior, truth) / 2);
	});

	test('gives the same for the same texts', () => {
		const { trials } = drawTrials(100, truth);
		expect(fitLike([trials], prior)).toEqual(fitLike([structuredClone(trials)], prior));
	});

	test('stays finite where the right article always wins by far', () => {
		const { trials } = drawTrials(200, weightsOf([60, 0, 0, 0, 0, 0, 30, 0]));
		for (const value of Object.values(fitLike([trials], prior))) expect(Number.isFinite(value)).toBe(true);
	});

	test('lets several sets count alike, however large they are', () => {
		const [large, small] = [drawTrials(2_000, truth).trials, drawTrials(500, weightsOf([0, 0, 0, 0, 0, 0, 0, 0]), 'other').trials];
		const [alone, together] = [fitLike([small], prior), fitLike([large, small], prior)];
		const pooled = fitLike([[...large, ...small]], prior);
		expect(distance(together, alone)).toBeLessThan(distance(pooled, alone) * 0.9);
	});
});
