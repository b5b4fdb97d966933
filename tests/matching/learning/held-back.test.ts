import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/matching/learning/classifier.ts';
import { askTexts, holdBack, type Trial } from '../../../src/matching/learning/held-back.ts';
import { defaultWeights, describeFeatures, type Features, featureNames } from '../../../src/matching/learning/probability.ts';
import { type FittedClassifier, fitClassifier } from '../../../src/matching/learning/train.ts';
import type { SearchIndex } from '../../../src/search/search-index.ts';
import { measureSignals } from '../../../src/search/signals.ts';
import { stemsOf } from '../../../src/search/words.ts';
import { smallIndex, vectorOfWords } from '../../setup/small-index.ts';

const articles = [
	{ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck inside tray', 'sheets crumpled inside'] },
	{ id: 'KI-2', title: 'Tunnel drops', phrases: ['connection lost every noon', 'connection lost while travelling'] },
	{ id: 'KI-3', title: 'Mailbox full' },
];
const links = [
	{ text: 'letters bounce quota reached', article: 'KI-3' },
	{ text: 'quota reached again', article: 'KI-3' },
	{ text: 'roller squeaks', article: 'KI-1', outcome: 'tried' as const },
	{ text: 'letters arrive torn', article: 'KI-3', outcome: 'wrong' as const },
];

function learn(index: SearchIndex): FittedClassifier {
	const classifier = fitClassifier(index);
	if (classifier === null) throw new Error('there is something to learn from');
	return classifier;
}

function trialsOf(index: SearchIndex): Trial[] {
	return holdBack(index, learn(index), defaultWeights);
}

/** The features of an article, by name. */
function featuresOf(features: Features, article: number): Record<(typeof featureNames)[number], number> {
	const at = features.candidates.indexOf(article);
	const values = featureNames.map((name, feature) => [name, features.values[at * featureNames.length + feature] ?? Number.NaN]);
	return Object.fromEntries(values);
}

describe('holdBack', async () => {
	const index = await smallIndex(articles, links);
	const trials = trialsOf(index);

	test('tries every phrase and every resolved ticket, and nothing else', () => {
		expect(trials.map(({ article }) => article)).toEqual([0, 0, 1, 1, 2, 2]);
	});

	test('has the right article among the candidates, and takes it away where none is to be right', () => {
		for (const { article, present, absent } of trials) {
			expect(present.features.candidates[present.right]).toBe(article);
			expect([...absent.candidates]).not.toContain(article);
			expect(absent.candidates).toHaveLength(2);
		}
	});

	test('leaves a text out that is all its article has', async () => {
		const bare = await smallIndex([{ id: 'KI-1', title: 'Printer jams', phrases: ['paper stuck'] }]);
		bare.rowsOf = [Uint32Array.of(bare.passages.findIndex(({ kind }) => kind === 'phrase'))];
		expect(trialsOf(bare)).toEqual([]);
	});

	test('never compares a text with itself, only with another that says the same', async () => {
		const text = 'frobnicator hums loudly';
		const nearest = async (times: number): Promise<number[]> => {
			const trials = trialsOf(await smallIndex(articles, Array(times).fill({ text, article: 'KI-3' })));
			return trials.filter(({ article }) => article === 2).map(({ present }) => featuresOf(present.features, 2).meaning);
		};
		const [once] = await nearest(1);
		expect(once).toBeLessThan(0.2);
		for (const meaning of await nearest(2)) expect(meaning).toBeGreaterThan(0.5);
	});

	test('has learned nothing from a text that it holds back', async () => {
		const text = 'frobnicator hums loudly';
		const votes = async (times: number): Promise<number> => {
			const trials = trialsOf(await smallIndex(articles, [...links, ...Array(times).fill({ text, article: 'KI-3' })]));
			return featuresOf(trials.at(-1)?.present.features as Features, 2).votes;
		};
		expect(Math.abs(await votes(1))).toBeLessThan(0.3);
		expect(await votes(2)).toBeGreaterThan(0.5);
	});

	test('describes a text as a corpus would that never had it', async () => {
		const text = 'quota reached again';
		const held = trials.at(-1)?.present.features as Features;
		const without = await smallIndex(
			articles,
			links.filter((link) => link.text !== text),
		);
		const query = { stems: stemsOf(text), vectors: [vectorOfWords(text)] };
		const fresh = describeFeatures(measureSignals(without, query), classify(without, learn(without), vectorOfWords(text)));
		for (const article of [0, 1, 2]) {
			const [kept, expected] = [featuresOf(held, article), featuresOf(fresh, article)];
			for (const name of ['votes', 'meaning', 'meaningAlone'] as const) expect(kept[name]).toBeCloseTo(expected[name], 4);
			// What is common to all texts, and how rare a word is, shifts with any text.
			for (const name of ['centroid', 'articleWords', 'passageWords'] as const)
				expect(Math.abs(kept[name] - expected[name])).toBeLessThan(0.15);
		}
	});

	test("asks the absent article's neighbours as if none of its texts had been learned", async () => {
		const absent = trials[0]?.absent as Features;
		const [first, ...others] = articles;
		const without = await smallIndex([{ id: first?.id ?? '', title: first?.title ?? '' }, ...others], links.slice(0, 2));
		const [vector, learned] = [vectorOfWords('paper stuck inside tray'), learn(without)];
		const votes = classify(without, learned, vector);
		// The links that did not help are no part of the question.
		expect(featuresOf(absent, 1).votes).toBeCloseTo((votes.votes[1] ?? 0) * (votes.reliance[1] ?? 0), 1);
	});

	test('keeps the best candidates and the right one, so that a large corpus takes no more memory', async () => {
		const many = Array.from({ length: 60 }, (_, at) => ({ id: `KI-${at}`, title: `printer model${at}` }));
		const odd = { id: 'KI-99', title: 'Mailbox full', phrases: ['printer says nothing', 'printer is silent'] };
		for (const { present, absent } of trialsOf(await smallIndex([...many, odd]))) {
			expect(present.features.candidates.length).toBeLessThanOrEqual(41);
			expect(present.features.candidates[present.right]).toBe(60);
			expect(absent.candidates.length).toBeLessThanOrEqual(40);
		}
	});

	test('takes no longer for one article with many links than for many with few', async () => {
		const text = (at: number): string => `paper${at % 7} stuck${at % 11} tray${at % 13}`;
		const hot = await smallIndex(
			articles,
			Array.from({ length: 300 }, (_, at) => ({ text: text(at), article: 'KI-1' })),
		);
		const classifier = learn(hot);
		const started = performance.now();
		expect(holdBack(hot, classifier, defaultWeights).length).toBeGreaterThan(300);
		expect(performance.now() - started).toBeLessThan(3_000);
	});
});

describe('askTexts', () => {
	test('asks about a text that the index does not have, with its article and without it', async () => {
		const index = await smallIndex(articles);
		const text = 'paper stuck in tray';
		const [trial] = askTexts(index, defaultWeights, [{ article: 0, text, vector: vectorOfWords(text) }]);
		expect(trial?.present.features.candidates[trial.present.right]).toBe(0);
		expect(featuresOf(trial?.present.features as Features, 0).meaning).toBeGreaterThan(0.5);
		expect([...(trial?.absent.candidates ?? [])].sort()).toEqual([1, 2]);
	});
});
