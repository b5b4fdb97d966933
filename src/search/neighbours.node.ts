import { setImmediate } from 'node:timers/promises';
import type { HierarchicalNSW } from 'hnswlib-node';
import { exactNeighbours, type Neighbour, type Neighbours } from './neighbours.ts';
import type { VectorTable } from './vectors.ts';

/**
 * Rows from which on a graph is worth its making. Median milliseconds for the nearest 10 on 2 cores, idle / both busy with
 * other work (384 entries; 6,783 embedded texts and copies of them with noise of deviation .03 an entry; real tickets as
 * queries):
 *
 * | rows    | exact scan | graph     | recall@10 | building |
 * | 5,000   | .8 / .9    | .5 / .6   | 1         | 1 s      |
 * | 10,000  | 1.7 / 6    | .6 / .9   | 1         | 3 s      |
 * | 20,000  | 5 / 10     | .8 / 1.1  | 1         | 6 s      |
 * | 50,000  | 13 / 28    | .9 / 1.2  | 1         | 22 s     |
 * | 100,000 | 28 / 55    | .9 / 1.1  | 1         | 45 s     |
 *
 * Below 10,000 the scan takes too little for anyone to notice, even with the eight vectors of the longest ticket; it is
 * always right and needs no making. With noise of .01, which makes heaps of near copies, recall over 100,000 is .997.
 */
export const graphFrom = 10_000;

/**
 * Connections of a row (M) and rows considered when one is added (efConstruction). At 100,000 rows, of 24 connections
 * recall is no better; of 100 considered rows it is .01 worse, for half the time of building.
 */
const graphSettings = { connections: 16, construction: 200, seed: 100 } as const;

/** Rows considered in a search (ef). With 200, recall@10 over 100,000 rows is .98 to .99; with 400, .988 to 1; with 600, .997 to 1. */
const searchBreadth = 600;

/**
 * Rows considered for each row that is looked at through a filter: what is left lies further out, where a search is less
 * sure. Among one system's articles (7 to 10 % of 118,000 rows) recall@10 is .96 to .99 with 1, .994 to 1 with 2.
 */
const filteredBreadth = 2;

/**
 * Share of all rows that is looked at through a filter at most, before all that it takes are compared. Of 118,000 rows a
 * filter that takes three in ten costs 5 ms instead of 36, one that takes one in ten the same.
 */
const widestShare = 1 / 30;

/** Rows added before other work gets its turn: about 50 ms. */
const step = 100;

/** A graph of near vectors (HNSW) over a table: finds nearly always what an exact scan finds, in a fraction of its time. */
export interface NeighbourGraph extends Neighbours {
	/** Writes the graph to a file that `read` takes back. The same table gives the same bytes. */
	save(file: string): void;
}

/** The native module, ready to make graphs. */
export interface GraphMaker {
	/** Adds row by row, letting other work in between. 100,000 rows of 384 take 40 to 55 s. */
	build(table: VectorTable, onProgress?: (done: number, total: number) => void): Promise<NeighbourGraph>;
	/** Reads what `save` wrote for this table. Throws where the file is another table's, or no graph. */
	read(file: string, table: VectorTable): NeighbourGraph;
}

/** Loads the native module, which is optional: where it was not built, the sentence that says so, and that nothing is lost but speed. */
export async function openGraphMaker(): Promise<GraphMaker | { missing: string }> {
	try {
		const { HierarchicalNSW } = (await import('hnswlib-node')).default;
		const empty = (table: VectorTable): HierarchicalNSW => new HierarchicalNSW('ip', table.dimensions);
		return {
			async build(table, onProgress = () => {}) {
				const rows = table.values.length / table.dimensions;
				const graph = empty(table);
				graph.initIndex(Math.max(rows, 1), graphSettings.connections, graphSettings.construction, graphSettings.seed);
				for (let row = 0; row < rows; row++) {
					graph.addPoint(Array.from(table.values.subarray(row * table.dimensions, (row + 1) * table.dimensions)), row);
					if (row % step !== 0) continue;
					onProgress(row, rows);
					await setImmediate();
				}
				onProgress(rows, rows);
				return searchGraph(graph, table);
			},
			read(file, table) {
				const graph = empty(table);
				graph.readIndexSync(file);
				const rows = table.values.length / table.dimensions;
				if (graph.getCurrentCount() !== rows) throw new Error(`${file} has ${graph.getCurrentCount()} vectors instead of ${rows}`);
				return searchGraph(graph, table);
			},
		};
	} catch (error) {
		const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
		return { missing: `hnswlib-node cannot be loaded (${why}): every vector is compared instead, which gives the same answers, later.` };
	}
}

function searchGraph(graph: HierarchicalNSW, table: VectorTable): NeighbourGraph {
	const exact = exactNeighbours(table);
	const rows = graph.getCurrentCount();
	const search = (query: Float32Array, count: number, breadth = Math.max(searchBreadth, count)): Neighbour[] => {
		graph.setEf(breadth);
		const { neighbors, distances } = graph.searchKnn(Array.from(query), count);
		return neighbors.map((row, at) => ({ row, cosine: 1 - (distances[at] as number) }));
	};
	const searchAmong = (query: Float32Array, count: number, accept: (row: number) => boolean): Neighbour[] =>
		search(query, count, filteredBreadth * count).filter(({ row }) => accept(row));
	return {
		nearest(query, count, accept) {
			if (count <= 0 || rows === 0) return [];
			if (accept === undefined) return search(query, Math.min(count, rows));
			// A filter inside the graph calls back for every row it passes: 39 ms where one row in a hundred is taken. Of the
			// nearest few hundred enough are left nearly always; where they are not, of as many more as their share asks for;
			// where those are too many, the rows that are taken are few, and comparing them all is faster.
			const first = Math.min(Math.max(searchBreadth, 2 * count), rows);
			let found = searchAmong(query, first, accept);
			const wider = Math.ceil((1.5 * count * first) / Math.max(found.length, 1));
			if (found.length < count && wider <= rows * widestShare) found = searchAmong(query, wider, accept);
			return found.length >= count ? found.slice(0, count) : exact.nearest(query, count, accept);
		},
		save: (file) => {
			graph.writeIndexSync(file);
		},
	};
}
