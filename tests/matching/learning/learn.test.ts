import { describe, expect, test } from 'vitest';
import {
	classifierFile,
	decodeLearned,
	defaultThreshold,
	encodeLearned,
	type Learned,
	learnCorpus,
} from '../../../src/matching/learning/learn.ts';
import { defaultWeights, proseWeights } from '../../../src/matching/learning/probability.ts';
import { randomFrom, smallIndex, wordModel } from '../../setup/small-index.ts';

/** Articles on topics of their own, each with so many phrases that draw on its words. */
function corpus(articles: number, phrases: number) {
	const random = randomFrom('corpus');
	return Array.from({ length: articles }, (_, article) => ({
		id: `KI-${article}`,
		title: `topic${article}a topic${article}b`,
		phrases: Array.from({ length: phrases }, (_, phrase) => {
			const words = ['a', 'b', 'c', 'd', 'e', 'f'].filter(() => random() < 0.5).map((letter) => `topic${article}${letter}`);
			return [...words, `filler${Math.floor(random() * 30)}`, `own${article}x${phrase}`].join(' ');
		}),
	}));
}

const learned = learnCorpus(await smallIndex(corpus(12, 8)));

function decode({ files, learned: facts }: ReturnType<typeof encodeLearned>): Learned {
	return decodeLearned(JSON.parse(JSON.stringify(facts)), files[classifierFile] ?? null, wordModel.dimensions);
}

describe('learnCorpus', () => {
	test('fits weights and threshold to the phrases and links of a corpus', () => {
		expect(learned.heldBack).toBe(96);
		expect(learned.weights).not.toEqual(defaultWeights);
		expect(learned.classifier?.columns).toHaveLength(12);
	});

	test('never acts on less than it should, nor asks for what is never reached', () => {
		expect(learned.threshold).toBeGreaterThanOrEqual(0.85);
		expect(learned.threshold).toBeLessThanOrEqual(0.98);
	});

	test('keeps the weights that it starts from where there are too few texts, and what was learned of articles', async () => {
		const few = learnCorpus(await smallIndex(corpus(6, 3)));
		expect(few).toMatchObject({ weights: defaultWeights, threshold: defaultThreshold, heldBack: 0 });
		expect(few.classifier?.columns).toHaveLength(6);
		const other = { ...defaultWeights, votes: 1 };
		expect(learnCorpus(await smallIndex(corpus(6, 3)), other).weights).toEqual(other);
	});

	test('keeps them too where all texts are of a few articles, which say nothing of the others', async () => {
		expect(learnCorpus(await smallIndex(corpus(3, 40)))).toMatchObject({ weights: defaultWeights, heldBack: 0 });
	});

	test('goes by meaning and words where nobody said anything yet, and learns nothing', async () => {
		const learned = learnCorpus(await smallIndex(corpus(6, 0)));
		expect(learned).toEqual({ classifier: null, weights: proseWeights, threshold: defaultThreshold, heldBack: 0 });
	});

	test('gives the same for the same corpus', async () => {
		expect(learnCorpus(await smallIndex(corpus(12, 8)))).toEqual(learned);
	});
});

describe('encodeLearned', () => {
	test('loses nothing on the way to disk and back', () => {
		expect(decode(encodeLearned(learned))).toEqual(learned);
	});

	test('writes no file where there is no classifier', async () => {
		const nothing = learnCorpus(await smallIndex(corpus(2, 0)));
		expect(encodeLearned(nothing).files).toEqual({});
		expect(decode(encodeLearned(nothing))).toEqual(nothing);
	});

	test('keeps what is used to answer, and not the examples with their inverse, which are a hundred times as large', () => {
		const { columns, rows } = learned.classifier ?? { columns: [], rows: [] };
		const numbers = 2 + columns.length * (2 + rows.length + wordModel.dimensions) + rows.length + wordModel.dimensions;
		expect(encodeLearned(learned).files[classifierFile]).toHaveLength(4 * numbers);
	});

	test('says in the manifest what share of answers is meant to be right', () => {
		expect(encodeLearned(learned).learned).toMatchObject({ targetPrecision: 0.95, threshold: learned.threshold, heldBack: 96 });
	});
});

describe('decodeLearned', () => {
	test('reads bytes wherever they begin in memory', () => {
		const { files, learned: facts } = encodeLearned(learned);
		const bytes = files[classifierFile] ?? new Uint8Array();
		const shifted = new Uint8Array(bytes.length + 1).subarray(1);
		shifted.set(bytes);
		expect(decodeLearned(facts, shifted, wordModel.dimensions)).toEqual(learned);
	});

	test.each([null, {}, { weights: { ...defaultWeights, votes: null }, threshold: 0.9, targetPrecision: 0.95, heldBack: 0 }])(
		'refuses what is nothing learned: %j',
		(facts) => {
			expect(() => decodeLearned(facts, null, 384)).toThrow();
		},
	);
});
