import type { Passage } from '../../search/passages.ts';
import { type SearchIndex, standsForArticle } from '../../search/search-index.ts';
import { measureSignals, type Signals } from '../../search/signals.ts';
import { vectorOf } from '../../search/vectors.ts';
import { stemsOf } from '../../search/words.ts';
import { type Affinity, awayFrom, classify, cosineWithSum, relianceOf } from './classifier.ts';
import { describeFeatures, type Features, featureNames, scoreFeatures, type Weights } from './probability.ts';
import { invertBlock, voteWithout } from './regression.ts';
import type { FittedClassifier } from './train.ts';

/** Texts that are held back at most: plenty for eight weights, and each costs a search of the whole index. */
const maxTexts = 1_500;
/** Candidates that are kept of each; those further behind have no say in the probabilities. */
const keptCandidates = 40;
/**
 * What a word counts in an article once the text held back is taken away, as a part of what it counted with it: it is
 * there once less often.
 */
const oneLess = 0.9;

/** A text of the corpus, asked as if the corpus did not have it. */
export interface Trial {
	/** Its article. */
	article: number;
	/** With the rest of its article there: the position of the article among the candidates, which is the right answer. */
	present: { features: Features; right: number };
	/** With its article taken away: no answer is right. */
	absent: Features;
}

/**
 * Holds back every phrase and every resolved ticket in turn, with what was learned from it, and describes how the corpus
 * without it would see it (leave one out); and again without the whole article, as a ticket that nothing fits.
 */
export function holdBack(index: SearchIndex, classifier: FittedClassifier, weights: Weights): Trial[] {
	const rows = [...index.passages.keys()].filter((row) => canBeHeldBack(index, row));
	const step = Math.max(1, rows.length / maxTexts);
	const chosen = Array.from({ length: Math.min(rows.length, maxTexts) }, (_, at) => rows[Math.floor(at * step)] as number);
	const exampleOf = new Map([...classifier.rows].map((row, example) => [row, example]));
	const groups = groupExamples(classifier);
	return chosen.map((row) => tryRow(index, classifier, weights, row, exampleOf, groups));
}

/**
 * Asks an index about texts that it does not have, such as those of a corpus from which they were taken. `texts` have
 * vectors of norm 1 and the positions of their articles.
 */
export function askTexts(
	index: SearchIndex,
	weights: Weights,
	texts: readonly { article: number; text: string; vector: Float32Array }[],
): Trial[] {
	return texts.map(({ article, text, vector }) => {
		const signals = measureSignals(index, { stems: stemsOf(text), vectors: [vector] });
		const features = keepBest(describeFeatures(signals, null), weights, article);
		const absent = keepBest(describeFeatures(withoutArticle(signals, article), null), weights);
		return { article, present: { features, right: features.candidates.indexOf(article) }, absent };
	});
}

/** Only an article with something else to be found by has a text to spare. */
function canBeHeldBack(index: SearchIndex, row: number): boolean {
	const passage = index.passages[row];
	if (passage === undefined || passage.kind === 'section' || !standsForArticle(passage)) return false;
	return (index.rowsOf[passage.article]?.length ?? 0) > 1;
}

function tryRow(
	index: SearchIndex,
	classifier: FittedClassifier,
	weights: Weights,
	row: number,
	exampleOf: ReadonlyMap<number, number>,
	groups: readonly Group[],
): Trial {
	const passage = index.passages[row] as Passage;
	const { article } = passage;
	const vector = index.vectors === null ? new Float32Array() : vectorOf(index.vectors, row);
	const stems = stemsOf(passage.text);
	const signals = measureSignals(index, { stems, vectors: [vector], except: row });
	signals.articleWords[article] = wordsWithout(index, article, row, stems);
	const example = exampleOf.get(row);
	const affinity = classify(index, classifier, vector);
	const group = groups[classifier.columns.indexOf(article)];
	const present = affinityWithout(classifier, affinity, article, vector, example);
	const absent = affinityWithout(classifier, affinity, article, vector, example, group);
	const features = keepBest(describeFeatures(signals, present), weights, article);
	return {
		article,
		present: { features, right: features.candidates.indexOf(article) },
		absent: keepBest(describeFeatures(withoutArticle(signals, article), absent), weights),
	};
}

/** What the classifier would say without the text itself, or without all texts of its article. */
function affinityWithout(
	classifier: FittedClassifier,
	affinity: Affinity,
	article: number,
	vector: Float32Array,
	example: number | undefined,
	group?: Group,
): Affinity {
	const changed = { votes: affinity.votes.slice(), centroid: affinity.centroid.slice(), reliance: affinity.reliance.slice() };
	const column = classifier.columns.indexOf(article);
	if (example !== undefined) {
		const { regression, examples, columns } = classifier;
		const votes = voteWithout(regression, examples, columns.length, example, group?.members ?? [example], group?.unseen);
		for (const [at, other] of classifier.columns.entries()) changed.votes[other] = votes[at] as number;
	}
	const direction = awayFrom(classifier.centre, vector);
	changed.centroid[article] = cosineWithSum(classifier, column, direction, direction);
	changed.reliance[article] = relianceOf((classifier.counts[column] as number) - 1);
	return changed;
}

/** The article's share of the ticket's words, from its other texts. */
function wordsWithout(index: SearchIndex, article: number, row: number, stems: ReadonlySet<string>): number {
	let score = 0;
	for (const stem of stems) {
		const impact = index.articleWords.impact(stem, article);
		if (impact === 0) continue;
		const elsewhere = (index.rowsOf[article] ?? new Uint32Array()).some(
			(other) => other !== row && index.passageWords.impact(stem, other) > 0,
		);
		if (elsewhere) score += oneLess * impact;
	}
	const ceiling = index.articleWords.ceiling(stems);
	return ceiling === 0 ? 0 : score / ceiling;
}

function withoutArticle(signals: Signals, article: number): Signals {
	return { ...signals, candidates: signals.candidates.filter((other) => other !== article) };
}

/** The candidates with the highest scores, and the right one. */
function keepBest(features: Features, weights: Weights, right?: number): Features {
	const { scores } = scoreFeatures(features, weights);
	const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number));
	const kept = order.filter((at, rank) => rank < keptCandidates || features.candidates[at] === right);
	const width = featureNames.length;
	return {
		candidates: Uint32Array.from(kept, (at) => features.candidates[at] as number),
		values: Float64Array.from(kept.flatMap((at) => [...features.values.subarray(at * width, (at + 1) * width)])),
		none: features.none,
	};
}

/** The examples of an article, and what leaving all of them out takes. */
interface Group {
	members: readonly number[];
	unseen: Float64Array;
}

function groupExamples({ examples, columns, regression }: FittedClassifier): Group[] {
	const groups = Array.from(columns, (): number[] => []);
	for (const [example, { column }] of examples.entries()) groups[column]?.push(example);
	return groups.map((members) => ({ members, unseen: invertBlock(regression, members) }));
}
