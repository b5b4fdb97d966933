import type { SearchIndex } from '../search/search-index.ts';
import { allRows, cosinesOf } from '../search/vectors.ts';
import type { Piece } from './reading/pieces.ts';

/**
 * How fast a piece loses its say with its distance (cosine) from the piece that is nearest to any passage, and below which
 * share of the best one's weight it has none: what no article is anything like is chatter, whatever words it is made of.
 * Chosen on the tuning halves of two sets wrapped in mails, and on the long desk mails.
 */
const focus = { falloff: 0.15, least: 0.2 } as const;

/** A piece of a ticket with its vector. */
export interface FocusedPiece extends Piece {
	vector: Float32Array;
}

/** The pieces of a ticket that say what it is about, by how near each is to anything in the index, with their weights. */
export function focusPieces(index: SearchIndex, pieces: readonly Piece[], vectors: readonly Float32Array[]): FocusedPiece[] {
	const all = vectors.map((vector, at): FocusedPiece => ({ text: pieces[at]?.text ?? '', weight: pieces[at]?.weight ?? 0, vector }));
	if (all.length < 2) return all;
	const nearness = vectors.map((vector) => nearestCosine(index, vector));
	const best = Math.max(...nearness);
	const weighed = all.map((piece, at) => ({ ...piece, weight: piece.weight * Math.exp(((nearness[at] ?? 0) - best) / focus.falloff) }));
	const most = Math.max(...weighed.map(({ weight }) => weight));
	return weighed.filter(({ weight }) => weight >= focus.least * most);
}

function nearestCosine({ graph, vectors }: SearchIndex, vector: Float32Array): number {
	if (vectors === null) return 0;
	if (graph !== null) return graph.nearest(vector, 1)[0]?.cosine ?? 0;
	return cosinesOf(vectors, allRows(vectors), vector).reduce((best, cosine) => Math.max(best, cosine), -1);
}
