import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/matching/learning/classifier.ts';
import {
	defaultWeights,
	describeFeatures,
	type Features,
	featureNames,
	proseWeights,
	scoreFeatures,
	weighFeatures,
	wordWeights,
} from '../../../src/matching/learning/probability.ts';
import { fitClassifier } from '../../../src/matching/learning/train.ts';
import { measureSignals } from '../../../src/search/signals.ts';
import { stemsOf } from '../../../src/search/words.ts';
import { smallIndex, vectorOfWords } from '../../setup/small-index.ts';

const index = await smallIndex([
	{ id: 'KI-1', title: 'Printer jams', fix: { state: 'fixed', release: '2.0' } },
	{ id: 'KI-2', title: 'Tunnel drops' },
	{ id: 'KI-3', title: 'Mailbox full' },
]);
const width = featureNames.length;

function featuresOf(rows: readonly (readonly number[])[], nearest = 0): Features {
	return { candidates: Uint32Array.from(rows.keys()), values: Float64Array.from(rows.flat()), none: [1, nearest] };
}

const value = fc.double({ min: -1, max: 1, noNaN: true });
const rows = fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 3 });
const weights = fc.constantFrom(defaultWeights, proseWeights, wordWeights);

describe('weighFeatures', () => {
	test('gives probabilities that make one with that of no article, best first', () => {
		fc.assert(
			fc.property(rows, value, weights, (values, nearest, weights) => {
				const { ranked, none } = weighFeatures(index, featuresOf(values, nearest), weights);
				const probabilities = ranked.map(({ probability }) => probability);
				expect(probabilities.reduce((sum, probability) => sum + probability, none)).toBeCloseTo(1, 9);
				expect(probabilities.every((probability) => probability >= 0)).toBe(true);
				expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
			}),
		);
	});

	test('never takes an article for less probable because more speaks for it', () => {
		fc.assert(
			fc.property(rows, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), weights, (values, feature, more, weights) => {
				const probabilityOf = (added: number): number => {
					const raised = values.map((row, at) => row.map((one, column) => (at === 0 && column === feature % width ? one + added : one)));
					return weighFeatures(index, featuresOf(raised), weights).ranked.find(({ article }) => article === 0)?.probability ?? Number.NaN;
				};
				expect(probabilityOf(more)).toBeGreaterThanOrEqual(probabilityOf(0) - 1e-12);
			}),
		);
	});

	test('lets a known issue sink whose fix is out, below one that is as likely', () => {
		const { ranked } = weighFeatures(index, featuresOf([Array(width).fill(0.5), Array(width).fill(0.5)]), defaultWeights);
		expect(ranked.map(({ article }) => article)).toEqual([1, 0]);
		expect(ranked[1]?.probability).toBeGreaterThan(0.2 * (ranked[0]?.probability ?? 0));
	});

	test('keeps the order of the index where nothing tells articles apart', () => {
		const same = Array(width).fill(0.2);
		const { ranked } = weighFeatures({ ...index, articles: index.articles.slice(1) }, featuresOf([same, same]), defaultWeights);
		expect(ranked.map(({ article }) => article)).toEqual([0, 1]);
	});

	test('is certain that nothing fits where there is no article', () => {
		expect(weighFeatures(index, featuresOf([]), defaultWeights)).toEqual({ ranked: [], none: 1 });
	});

	test('does not overflow, however much speaks for an article', () => {
		const { ranked, none } = weighFeatures(index, featuresOf([Array(width).fill(1e4), Array(width).fill(-1e4)]), defaultWeights);
		expect([ranked[0]?.probability, ranked[1]?.probability, none]).toEqual([1, 0, 0]);
	});
});

describe('describeFeatures', async () => {
	const linked = await smallIndex(
		[
			{ id: 'KI-1', title: 'Printer jams' },
			{ id: 'KI-2', title: 'Tunnel drops' },
			{ id: 'KI-3', title: 'Mailbox full' },
		],
		[
			{ text: 'crumpled sheets everywhere', article: 'KI-1' },
			{ text: 'no more letters arrive', article: 'KI-3' },
		],
	);

	/** Features of each article, by name, and of none. */
	function describeTicket(text: string) {
		const classifier = fitClassifier(linked);
		const signals = measureSignals(linked, { stems: stemsOf(text), vectors: [vectorOfWords(text)] });
		const features = describeFeatures(signals, classifier === null ? null : classify(linked, classifier, vectorOfWords(text)));
		const articles = Array.from(features.candidates, (_, at) =>
			Object.fromEntries(featureNames.map((name, feature) => [name, features.values[at * width + feature] ?? Number.NaN])),
		);
		return { articles, none: features.none, features };
	}

	test('lets what was learned speak only for articles that something was learned of', () => {
		const { articles } = describeTicket('crumpled sheets everywhere');
		expect(articles[0]?.votes).toBeGreaterThan(0.4);
		expect(articles[0]?.centroid).toBeGreaterThan(0.2);
		expect(articles[1]).toMatchObject({ votes: 0, centroid: 0 });
	});

	test('lets meaning stand alone where nothing was learned, and makes it step back where something was', () => {
		const { articles } = describeTicket('printer tunnel');
		expect(articles[1]?.meaningAlone).toBe(articles[1]?.meaning);
		expect(articles[0]?.meaningAlone).toBeCloseTo((articles[0]?.meaning ?? 0) / 2, 6);
	});

	test('measures the words of an article against the one that has most of them', () => {
		const { articles } = describeTicket('the tunnel drops');
		expect(articles[1]?.articleWords).toBeGreaterThan(0.5);
		expect(articles[0]?.articleWords).toBe(0);
	});

	test('tells how near the nearest passage is, by which no article is measured', () => {
		expect(describeTicket('tunnel drops').none).toEqual([1, expect.closeTo(1, 5)]);
	});

	test('holds no article for likely where nothing is like the ticket, and one where it says the same', () => {
		const noneOf = (text: string): number => weighFeatures(linked, describeTicket(text).features, defaultWeights).none;
		expect(noneOf('unheard strange matters')).toBeGreaterThan(0.7);
		expect(noneOf('crumpled sheets everywhere')).toBeLessThan(0.5);
	});

	test('scores candidates in the order of the features', () => {
		const { features } = describeTicket('tunnel drops');
		const { scores } = scoreFeatures(features, defaultWeights);
		expect(scores[1]).toBeGreaterThan(scores[0] ?? 0);
	});
});
