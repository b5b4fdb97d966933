import type { Embedder } from '../../search/embedder.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import { principalAxes, project, projectDirection } from '../../search/static/axes.ts';
import { distil } from '../../search/static/distil.ts';
import { textsToLearn } from '../../search/static/spans.ts';
import { type DistilledPieces, encodeStatic, staticDimensions } from '../../search/static/static-files.ts';
import { longestPiece, modelWords, readablePieces, readWord } from '../../search/static/word-pieces.ts';
import { allRows, packVectors, type VectorTable, vectorOf } from '../../search/vectors.ts';
import { fitLinear } from '../learning/fit-linear.ts';
import { learnCorpus } from '../learning/learn.ts';
import { encodeLinear } from '../learning/linear.ts';
import type { Weights } from '../learning/probability.ts';
import type { StaticLearned } from './static-base.ts';

/** Pieces that are fetched with the first query: those that the corpus has most often are in nearly every one. */
const commonPieces = 128;

/** A model that can be distilled. */
export interface DistillableModel extends Pick<Embedder, 'embed'> {
	/** All its pieces. */
	vocabulary: Iterable<string>;
	/** What each of the pieces adds to a text, from `readInContext`: the same for every corpus. */
	readPieces(pieces: readonly string[], onProgress: (done: number, total: number) => void): Promise<Float32Array[]>;
}

/** Told how far a step is. */
type OnProgress = (step: string, done: number, total: number) => void;

/**
 * What a page needs to rank by words and meaning without the model, as files by name, but for the manifest: made from an
 * index with the model that made its vectors. The same bytes for the same index.
 */
export async function makeStatic(
	index: SearchIndex & { vectors: VectorTable },
	model: DistillableModel,
	onProgress: OnProgress,
): Promise<Record<string, Uint8Array>> {
	const axes = principalAxes(index.vectors, staticDimensions);
	const projected = [...allRows(index.vectors)].map((row) => projectDirection(axes, vectorOf(index.vectors, row)));
	const small = { ...index, vectors: packVectors(projected, staticDimensions), graph: null };
	const distilled = await distilPieces(index, model, (vector) => project(axes, vector), onProgress);

	onProgress('learning for pages', 0, 1);
	const { weights, threshold, classifier } = learnCorpus(small);
	onProgress('learning for pages', 1, 1);
	const learned: StaticLearned = { weights: classifier === null ? weights : trustWordsLess(weights), threshold };
	const votes = classifier === null ? new Uint8Array() : encodeLinear(fitLinear(small, small.vectors, classifier));
	return encodeStatic(small, distilled, { learned, classifier: votes });
}

/**
 * Where requesters' words are known, they are compared by meaning, too, and shared words alone say half as much beside
 * them: of thirty queries without a word of their article 22 then have it among the first three instead of 14, and the
 * first three of four other sets stay within .01.
 */
function trustWordsLess(weights: Weights): Weights {
	return { ...weights, articleWords: weights.articleWords / 2, passageWords: weights.passageWords / 2 };
}

/** Fits a vector to every piece that a query can have. */
async function distilPieces(
	{ passages, articles }: SearchIndex,
	{ vocabulary, embed, readPieces }: DistillableModel,
	toAxes: (vector: Float32Array) => Float32Array,
	onProgress: OnProgress,
): Promise<DistilledPieces> {
	const pieces = readablePieces(vocabulary);
	const placeOf = new Map(pieces.map((piece, place) => [piece, place]));
	const shares = await readPieces(pieces, (done, total) => onProgress('reading words', done, total));
	const texts = textsToLearn(passages, articles);
	const vectors = await embed(texts);
	const cut = new Map<string, number[]>();
	const lessons: number[][] = [];
	for (const text of texts) {
		const list: number[] = [];
		for (const word of modelWords(text)) {
			const places =
				cut.get(word) ?? (await readWord(word, (rest) => longestPiece(placeOf, rest))).map((piece) => placeOf.get(piece) as number);
			cut.set(word, places);
			list.push(...places);
		}
		lessons.push(list);
	}
	// A text that has no word says nothing of any piece.
	const taught = [...lessons.keys()].filter((at) => (lessons[at]?.length ?? 0) > 0);
	const targets = packVectors(
		taught.map((at) => toAxes(vectors[at] as Float32Array)),
		staticDimensions,
	);
	const starts = packVectors(shares.map(toAxes), staticDimensions);
	const table = distil(
		{ texts: taught.map((at) => lessons[at] as number[]), targets: targets.values, dimensions: staticDimensions },
		starts.values,
		(done, total) => onProgress('distilling the model', done, total),
	);
	return {
		pieces,
		common: mostFrequent(lessons, pieces),
		vectorOf: (piece) => vectorOf({ dimensions: staticDimensions, values: table }, placeOf.get(piece) as number),
	};
}

function mostFrequent(lessons: readonly (readonly number[])[], pieces: readonly string[]): string[] {
	const counts = new Uint32Array(pieces.length);
	for (const list of lessons) for (const place of list) (counts[place] as number) += 1;
	const order = [...counts.keys()].filter((place) => (counts[place] as number) > 0);
	order.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
	return order.slice(0, commonPieces).map((place) => pieces[place] as string);
}
