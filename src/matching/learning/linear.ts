import { floatsOf, joinBytes } from '../../search/bytes.ts';
import { packBytes, unpackBytes } from '../../search/static/quantize.ts';
import { dotProduct } from '../../search/vectors.ts';
import { type Affinity, awayFrom, relianceOf } from './classifier.ts';

/** What a classifier comes down to where the passages that vote are not at hand: a direction for each article. */
export interface LinearClassifier {
	/** Articles with a phrase or a linked ticket; a column each. */
	columns: Uint32Array;
	/** Phrases and linked tickets of each column. */
	counts: Uint32Array;
	/** Mean of the texts that vote. */
	centre: Float32Array;
	/** Columns x dimensions: the vote for an article is the dot product with the ticket, and `constants` added. */
	votes: Float32Array;
	constants: Float32Array;
	/** Columns x dimensions: direction of the article's texts, once the centre is taken away. */
	centroids: Float32Array;
}

/** Asks it about a ticket, given by one vector, as `classify` asks the classifier. */
export function classifyLinearly(articles: number, linear: LinearClassifier, vector: Float32Array): Affinity {
	const { columns, counts, centre, votes, constants, centroids } = linear;
	const affinity = { votes: new Float32Array(articles), centroid: new Float32Array(articles), reliance: new Float32Array(articles) };
	const direction = awayFrom(centre, vector);
	for (const [column, article] of columns.entries()) {
		const row = (table: Float32Array): Float32Array => table.subarray(column * vector.length, (column + 1) * vector.length);
		affinity.votes[article] = dotProduct(row(votes), vector) + (constants[column] as number);
		affinity.centroid[article] = dotProduct(row(centroids), direction);
		affinity.reliance[article] = relianceOf(counts[column] as number);
	}
	return affinity;
}

/** In about two bytes an entry. */
export function encodeLinear({ columns, counts, centre, votes, constants, centroids }: LinearClassifier): Uint8Array {
	const dimensions = centre.length;
	const rows = (table: Float32Array): Float32Array[] =>
		[...columns.keys()].map((column) => table.subarray(column * dimensions, (column + 1) * dimensions));
	const header = Uint32Array.of(columns.length, dimensions);
	return joinBytes([header, columns, counts, centre, constants, ...rows(votes).map(packBytes), ...rows(centroids).map(packBytes)]);
}

/** Reads what `encodeLinear` gave. */
export function decodeLinear(stored: Uint8Array): LinearClassifier {
	// A slice of Node's own kind of bytes would be no copy, and could begin anywhere in its memory.
	const bytes = new Uint8Array(stored);
	const [count = 0, dimensions = 0] = new Uint32Array(bytes.slice(0, 8).buffer);
	let offset = 8;
	const take = (length: number): Uint8Array => {
		offset += length;
		return bytes.slice(offset - length, offset);
	};
	const columns = new Uint32Array(take(count * 4).buffer);
	const counts = new Uint32Array(take(count * 4).buffer);
	const centre = floatsOf(take(dimensions * 4));
	const constants = floatsOf(take(count * 4));
	const rows = (): Float32Array => {
		const table = new Float32Array(count * dimensions);
		for (let column = 0; column < count; column++)
			unpackBytes(take(4 + dimensions), 0, table.subarray(column * dimensions, (column + 1) * dimensions));
		return table;
	};
	return { columns, counts, centre, votes: rows(), constants, centroids: rows() };
}
