import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Affinity, type Classifier, classify } from '../../../src/matching/learning/classifier.ts';
import { fitLinear } from '../../../src/matching/learning/fit-linear.ts';
import { classifyLinearly, decodeLinear, encodeLinear, type LinearClassifier } from '../../../src/matching/learning/linear.ts';
import { fitClassifier, withoutWorkings } from '../../../src/matching/learning/train.ts';
import type { SearchIndex } from '../../../src/search/search-index.ts';
import { smallIndex, vectorOfWords } from '../../setup/small-index.ts';

const articles = [
	{ id: 'KI-1', title: 'Printer jams' },
	{ id: 'KI-2', title: 'Nobody ever asked' },
	{ id: 'KI-3', title: 'Tunnel drops', phrases: ['connection lost every noon'] },
	{ id: 'KI-4', title: 'Mailbox full' },
];
const links = [
	{ text: 'paper stuck inside tray', article: 'KI-1' },
	{ text: 'paper stuck under roller', article: 'KI-1' },
	{ text: 'connection lost while travelling', article: 'KI-3' },
	{ text: 'cannot receive more letters', article: 'KI-4' },
	{ text: 'letters bounce quota reached', article: 'KI-4' },
];
const texts = ['paper stuck', 'connection lost again', 'letters bounce', 'unheard strange matters', 'tunnel', 'nobody ever asked'];

let index: SearchIndex;
let fitted: Classifier;
let linear: LinearClassifier;

beforeAll(async () => {
	index = await smallIndex(articles, links);
	const classifier = fitClassifier(index);
	if (classifier === null || index.vectors === null) throw new Error('there are links to learn from');
	fitted = withoutWorkings(classifier);
	linear = fitLinear(index, index.vectors, fitted);
});

function ask(text: string, by: LinearClassifier = linear): Affinity {
	return classifyLinearly(articles.length, by, vectorOfWords(text));
}

function firstOf({ votes }: Affinity): number {
	return votes.indexOf(Math.max(...votes));
}

describe('classifyLinearly', () => {
	test.each([
		['my paper is stuck again', 0],
		['connection lost on a train', 2],
		['no letters, they bounce', 3],
	])('votes for the article of texts like "%s"', (text, article) => {
		expect(firstOf(ask(text))).toBe(article);
		expect(ask(text).votes[article]).toBeGreaterThan(0.3);
	});

	test('says nothing of an article that nobody asked about, and little for a text unlike all', () => {
		const { votes, centroid, reliance } = ask('nobody ever asked');
		expect([votes[1], centroid[1], reliance[1]]).toEqual([0, 0, 0]);
		for (const vote of ask('unheard strange matters').votes) expect(Math.abs(vote)).toBeLessThan(0.35);
	});

	test('tells of centroids and reliance what the classifier does that it comes from', () => {
		for (const text of texts) {
			const [own, original] = [ask(text), classify(index, fitted, vectorOfWords(text))];
			expect([...own.reliance]).toEqual([...original.reliance]);
			for (const [at, cosine] of own.centroid.entries()) expect(cosine).toBeCloseTo(original.centroid[at] ?? Number.NaN, 5);
		}
	});

	test('votes down the article of a link that proved wrong', async () => {
		const disproved = await smallIndex(articles, [...links, { text: 'paper stuck on the wall', article: 'KI-4', outcome: 'wrong' }]);
		const again = fitClassifier(disproved);
		if (again === null || disproved.vectors === null) throw new Error('there are links to learn from');
		const after = ask('paper stuck on the wall', fitLinear(disproved, disproved.vectors, again));
		expect(after.votes[3]).toBeLessThan((ask('paper stuck on the wall').votes[3] ?? 0) - 0.1);
	});
});

describe('decodeLinear', () => {
	test('answers as before within a hundredth, in about two bytes an entry, wherever they begin in memory', () => {
		const bytes = encodeLinear(linear);
		expect(bytes.length).toBeLessThan(2.2 * linear.votes.length + linear.centre.byteLength);
		fc.assert(
			fc.property(fc.nat({ max: 7 }), fc.constantFrom(...texts), (shift, text) => {
				const read = decodeLinear(Buffer.concat([Buffer.alloc(shift, 0xaa), bytes]).subarray(shift));
				const [before, after] = [ask(text), ask(text, read)];
				expect(after.reliance).toEqual(before.reliance);
				for (const at of articles.keys()) {
					expect(Math.abs((after.votes[at] ?? Number.NaN) - (before.votes[at] ?? 0))).toBeLessThan(0.01);
					expect(Math.abs((after.centroid[at] ?? Number.NaN) - (before.centroid[at] ?? 0))).toBeLessThan(0.01);
				}
			}),
		);
	});

	test('reads a classifier of no article', () => {
		const none = { ...linear, columns: new Uint32Array(), counts: new Uint32Array() };
		const empty = { ...none, votes: new Float32Array(), constants: new Float32Array(), centroids: new Float32Array() };
		expect(decodeLinear(encodeLinear(empty))).toEqual(empty);
	});
});
