import type { ModelPieces } from '../embedder.ts';
import { pick, seededRandom, shuffle } from '../random.ts';
import { functionWords } from '../words.ts';

/**
 * Sentences that the model reads to learn what each piece adds to a text, how long they are, and how many of their words
 * say nothing, as in what people write. Each piece is in two or three of them. Measured on queries in words that the
 * corpus does not have: with 16,000 the vectors are nearer to the model's by .05 of cosine than with each piece alone,
 * with 32,000 by .06.
 */
const sentences = { count: 16_000, lengths: [4, 6, 8, 10], functionWords: 0.4 } as const;

/**
 * What each piece adds to a text, on average over random sentences: one vector a piece, in their order (as Gupta and
 * Jaggi, 2021, take words from a contextual model). It depends on the model alone, and is the same every time.
 */
export async function readInContext(
	{ numbers, read }: ModelPieces,
	pieces: readonly string[],
	dimensions: number,
	onProgress: (done: number, total: number) => void,
): Promise<Float32Array[]> {
	const placeOf = new Map(pieces.map((piece, place) => [piece, place]));
	const random = seededRandom('sentences');
	const frequent = functionWords.filter((word) => placeOf.has(word));
	let deck: string[] = [];
	const draw = (): string => {
		if (deck.length === 0) deck = shuffle(pieces, random);
		return deck.pop() ?? '';
	};
	const texts = Array.from({ length: sentences.count }, (_, at) =>
		Array.from({ length: sentences.lengths[at % sentences.lengths.length] as number }, () =>
			random() < sentences.functionWords ? pick(frequent, random) : draw(),
		),
	);
	const sums = pieces.map(() => new Float32Array(dimensions));
	const counts = new Uint32Array(pieces.length);
	let done = 0;
	await read(
		texts.map((text) => text.map((piece) => numbers.get(piece) ?? 0)),
		(sentence, shares) => {
			for (const [at, share] of shares.entries()) {
				const place = placeOf.get(texts[sentence]?.[at] ?? '') as number;
				const sum = sums[place] as Float32Array;
				for (let column = 0; column < dimensions; column++) (sum[column] as number) += share[column] as number;
				(counts[place] as number) += 1;
			}
			done++;
			if (done % 200 === 0) onProgress(done, texts.length);
		},
	);
	return sums.map((sum, place) => sum.map((value) => value / Math.max(1, counts[place] as number)));
}
