import { allRows, cosinesOf, type VectorTable } from './vectors.ts';

/** A row of a table of vectors and the cosine of its angle with the query. */
export interface Neighbour {
	row: number;
	cosine: number;
}

/** Finds the vectors nearest to a query. */
export interface Neighbours {
	/**
	 * The `count` rows nearest to the query (norm 1) among those that `accept` takes, all where it is left out; nearest
	 * first, ties by row. Fewer where there are fewer.
	 */
	nearest(query: Float32Array, count: number, accept?: (row: number) => boolean): Neighbour[];
}

/** Compares the query with every row: always right, needs nothing but the table, and takes time in proportion to it. */
export function exactNeighbours(table: VectorTable): Neighbours {
	const all = allRows(table);
	return { nearest: (query, count, accept) => nearestOf(table, accept === undefined ? all : all.filter(accept), query, count) };
}

/** The nearest of the given rows, which are in ascending order. */
function nearestOf(table: VectorTable, rows: Uint32Array, query: Float32Array, count: number): Neighbour[] {
	if (count <= 0) return [];
	const cosines = cosinesOf(table, rows, query);
	let best: Neighbour[] = [];
	let bar = -Infinity;
	for (let at = 0; at < rows.length; at++) {
		const cosine = cosines[at] as number;
		if (cosine <= bar) continue;
		best.push({ row: rows[at] as number, cosine });
		// Sorted whenever it has doubled, and not with every row, so that each costs the same whatever their order. Rows
		// come in order, and a stable sort keeps it among equals.
		if (best.length < 2 * count) continue;
		best = best.sort(nearestFirst).slice(0, count);
		bar = best[count - 1]?.cosine ?? bar;
	}
	return best.sort(nearestFirst).slice(0, count);
}

/** Share of the truly nearest rows that were found, over all queries: recall at `count`, 0 to 1. */
export function measureRecall(found: Neighbours, truth: Neighbours, queries: readonly Float32Array[], count: number): number {
	let [hits, wanted] = [0, 0];
	for (const query of queries) {
		const rows = new Set(found.nearest(query, count).map(({ row }) => row));
		const nearest = truth.nearest(query, count);
		wanted += nearest.length;
		hits += nearest.filter(({ row }) => rows.has(row)).length;
	}
	return wanted === 0 ? 1 : hits / wanted;
}

function nearestFirst(a: Neighbour, b: Neighbour): number {
	return b.cosine - a.cosine;
}
