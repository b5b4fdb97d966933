import { z } from 'zod';
import { floatsOf, joinBytes } from '../../search/bytes.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import { ceiling } from '../confidence.ts';
import type { Classifier } from './classifier.ts';
import { fitWeights } from './fit.ts';
import { holdBack, type Trial } from './held-back.ts';
import type { LinearClassifier } from './linear.ts';
import {
	defaultWeights,
	type Features,
	featureNames,
	noneNames,
	proseWeights,
	scoreFeatures,
	shareOdds,
	type Weights,
} from './probability.ts';
import { findThreshold, type Prediction } from './threshold.ts';
import { fitClassifier, withoutWorkings } from './train.ts';

/** What the matching has learned from a corpus. */
export interface Learned {
	classifier: Classifier | null;
	/** What the classifier comes down to where its passages are not at hand; in its place. */
	linear?: LinearClassifier;
	weights: Weights;
	/** The probability from which on an answer is expected to be safe to act on. */
	threshold: number;
	/** Phrases and resolved tickets that it was found by; 0 where there are too few, and the defaults hold. */
	heldBack: number;
}

/** Of a hundred answers that are acted on, how many must be right. */
export const targetPrecision = 0.95;

/**
 * One ticket in five is taken to have no article when the threshold is set: more than the fit takes, so that a desk
 * whose knowledge has gaps is answered no worse. Below `lowest` nothing is acted on, whatever the held-back texts say:
 * they are often easier than tickets.
 */
const caution = { absentShare: 0.2, lowest: 0.85, highest: ceiling } as const;

/** Without texts to set it by. Of 181 alerts against pages without any such text 13 reached it, 12 of them right. */
export const defaultThreshold = 0.95;

/** Fewer texts tell more of chance than of the corpus. */
const leastTexts = 60;
const folds = 5;
/** How many texts the shipped weights are worth beside the corpus's own. From .3 to 6 no figure of three sets changed by .01. */
const priorTexts = 1.5;

/** Weights by name. */
export const weightsSchema = z.object(
	Object.fromEntries([...featureNames, ...noneNames].map((name) => [name, z.number()])),
) as unknown as z.ZodType<Weights>;

/** What the manifest of the index says of it. */
const factsSchema = z.object({
	weights: weightsSchema,
	threshold: z.number(),
	targetPrecision: z.number(),
	heldBack: z.number(),
});

/**
 * Learns from the corpus's own phrases and linked tickets, starting from `prior`. A corpus with few of them keeps the
 * prior, one with none gets `prose`.
 */
export function learnCorpus(index: SearchIndex, prior: Weights = defaultWeights, prose: Weights = proseWeights): Learned {
	const classifier = fitClassifier(index);
	if (classifier === null) return { classifier, weights: prose, threshold: defaultThreshold, heldBack: 0 };
	const kept = withoutWorkings(classifier);
	const trials = holdBack(index, classifier, prior);
	if (trials.length < leastTexts || new Set(trials.map(({ article }) => article)).size < folds) {
		return { classifier: kept, weights: prior, threshold: defaultThreshold, heldBack: 0 };
	}
	const threshold = findThreshold(crossValidate(trials, prior), targetPrecision) ?? caution.highest;
	return {
		classifier: kept,
		weights: fitToTexts(trials, prior),
		threshold: Math.min(caution.highest, Math.max(caution.lowest, Math.ceil(threshold * 1000) / 1000)),
		heldBack: trials.length,
	};
}

function fitToTexts(trials: readonly Trial[], prior: Weights): Weights {
	return fitWeights([trials], prior, priorTexts / trials.length);
}

/** Predictions for every trial, by weights that were fitted without any text of its article. */
function crossValidate(trials: readonly Trial[], prior: Weights): Prediction[] {
	return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
		const inFold = ({ article }: Trial): boolean => article % folds === fold;
		const weights = fitToTexts(
			trials.filter((trial) => !inFold(trial)),
			prior,
		);
		return trials.filter(inFold).flatMap(({ present, absent }): Prediction[] => [
			{ ...predict(present.features, weights, present.right), weight: 1 - caution.absentShare },
			{ ...predict(absent, weights, -1), weight: caution.absentShare },
		]);
	});
}

function predict(features: Features, weights: Weights, right: number): { confidence: number; right: boolean } {
	const { candidates } = shareOdds(scoreFeatures(features, weights));
	const confidence = Math.max(0, ...candidates);
	return { confidence, right: right !== -1 && candidates[right] === confidence };
}

export const classifierFile = 'classifier.bin';

/** What goes into the files and the manifest of the index. */
export function encodeLearned({ classifier, weights, threshold, heldBack }: Learned): {
	files: Record<string, Uint8Array>;
	learned: z.infer<typeof factsSchema>;
} {
	const learned = { weights, threshold, targetPrecision, heldBack };
	if (classifier === null) return { files: {}, learned };
	const { columns, rows, counts, coefficients, centre, sums } = classifier;
	const bytes = joinBytes([Uint32Array.of(columns.length, rows.length), columns, counts, rows, coefficients, centre, sums]);
	return { files: { [classifierFile]: bytes }, learned };
}

/** Reads what `encodeLearned` gave; `bytes` is null where there is no classifier. Throws where the facts are not such. */
export function decodeLearned(facts: unknown, bytes: Uint8Array | null, dimensions: number): Learned {
	const { weights, threshold, heldBack } = factsSchema.parse(facts);
	if (bytes === null) return { classifier: null, weights, threshold, heldBack };
	const floats = floatsOf(bytes);
	const integers = new Uint32Array(floats.buffer);
	const [columns = 0, rows = 0] = integers;
	let offset = 2;
	const take = (length: number): [number, number] => {
		offset += length;
		return [offset - length, offset];
	};
	const classifier: Classifier = {
		columns: integers.slice(...take(columns)),
		counts: integers.slice(...take(columns)),
		rows: integers.slice(...take(rows)),
		coefficients: floats.slice(...take(rows * columns)),
		centre: floats.slice(...take(dimensions)),
		sums: floats.slice(...take(columns * dimensions)),
	};
	return { classifier, weights, threshold, heldBack };
}
