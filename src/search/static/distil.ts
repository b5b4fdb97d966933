import { dotProduct } from '../vectors.ts';

/**
 * How strongly a piece's vector is held where it started, against the squared error of all texts; and how often it is
 * improved. From .03 to .3 the first three change by .03 on 181 tickets, and by under .01 on the larger sets.
 */
const settings = { pull: 0.2, steps: 30 } as const;

/** Pieces in more than this share of all pieces of the texts say ever less by themselves (Arora et al., 2017). */
const common = 1e-3;

/** Texts as lists of pieces, with the vectors that the model gives them. */
export interface Lessons {
	/** For each text, the numbers of its pieces in the table. */
	texts: readonly (readonly number[])[];
	/** Texts x dimensions. */
	targets: Float32Array;
	dimensions: number;
}

/**
 * One vector a piece such that the mean of a text's pieces is near what the model makes of the text: ridge regression on
 * all texts (Hoerl and Kennard, 1970), held not at 0 but at what the piece adds to any text, less for pieces that most
 * texts have, and solved by conjugate gradients (Hestenes and Stiefel, 1952). `starts`: pieces x dimensions. Pieces
 * that no text has keep their start, scaled like the others.
 */
export function distil(
	{ texts, targets, dimensions }: Lessons,
	starts: Float32Array,
	onProgress: (done: number, total: number) => void,
): Float32Array {
	const counts = new Float64Array(starts.length / dimensions);
	let total = 0;
	for (const text of texts) {
		for (const piece of text) (counts[piece] as number) += 1;
		total += text.length;
	}
	const table = starts.map((value, at) => (value * common) / (common + (counts[Math.floor(at / dimensions)] as number) / total));
	const first = means(texts, table, dimensions);
	const scale = dotProduct(first, targets) / (dotProduct(first, first) || 1);
	for (let at = 0; at < table.length; at++) table[at] = (table[at] as number) * scale;

	// What is solved for is the way from the start.
	const residual = first.map((value, at) => (targets[at] as number) - value * scale);
	const way = new Float32Array(table.length);
	let slope = spread(texts, residual, dimensions, table.length);
	const direction = slope.slice();
	let length = dotProduct(slope, slope);
	for (let step = 0; step < settings.steps && length > 1e-12; step++) {
		const bent = spread(texts, means(texts, direction, dimensions), dimensions, table.length);
		for (let at = 0; at < bent.length; at++) bent[at] = (bent[at] as number) + settings.pull * (direction[at] as number);
		const reach = length / dotProduct(direction, bent);
		slope = slope.map((value, at) => value - reach * (bent[at] as number));
		const left = dotProduct(slope, slope);
		for (let at = 0; at < way.length; at++) {
			way[at] = (way[at] as number) + reach * (direction[at] as number);
			direction[at] = (slope[at] as number) + (left / length) * (direction[at] as number);
		}
		length = left;
		onProgress(step + 1, settings.steps);
	}
	return table.map((value, at) => value + (way[at] as number));
}

/** The mean of each text's rows of the table. */
function means(texts: Lessons['texts'], table: Float32Array, dimensions: number): Float32Array {
	const result = new Float32Array(texts.length * dimensions);
	for (const [row, text] of texts.entries()) {
		const start = row * dimensions;
		for (const piece of text) {
			const from = piece * dimensions;
			for (let at = 0; at < dimensions; at++) (result[start + at] as number) += (table[from + at] as number) / text.length;
		}
	}
	return result;
}

/** The transpose of `means`: each text's row, shared among its pieces. */
function spread(texts: Lessons['texts'], rows: Float32Array, dimensions: number, size: number): Float32Array {
	const result = new Float32Array(size);
	for (const [row, text] of texts.entries()) {
		const start = row * dimensions;
		for (const piece of text) {
			const into = piece * dimensions;
			for (let at = 0; at < dimensions; at++) (result[into + at] as number) += (rows[start + at] as number) / text.length;
		}
	}
	return result;
}
