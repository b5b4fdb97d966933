import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type GraphMaker, type NeighbourGraph, openGraphMaker } from '../../src/search/neighbours.node.ts';
import { exactNeighbours, measureRecall } from '../../src/search/neighbours.ts';
import { packVectors, type VectorTable } from '../../src/search/vectors.ts';

/** Unit vectors around a few hundred centres, as passages lie around their topics. The same for the same seed. */
function topicTable(rows: number, dimensions: number, seed = 1): VectorTable {
	let state = seed;
	const random = (): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32 - 0.5;
	};
	const unit = (vector: Float32Array): Float32Array => vector.map((value) => value / Math.hypot(...vector));
	const centres = Array.from({ length: 200 }, () => unit(Float32Array.from({ length: dimensions }, random)));
	const vectors = Array.from({ length: rows }, (_, row) =>
		unit(Float32Array.from(centres[row % 200] ?? [], (value) => value + 0.2 * random())),
	);
	return packVectors(vectors, dimensions);
}

function rowsOf({ dimensions, values }: VectorTable, rows: readonly number[]): Float32Array[] {
	return rows.map((row) => values.slice(row * dimensions, (row + 1) * dimensions));
}

describe('exactNeighbours', () => {
	test('gives the rows that sorting all of them gives', () => {
		const entry = fc.integer({ min: -3, max: 3 });
		const vector = fc.array(entry, { minLength: 3, maxLength: 3 });
		fc.assert(
			fc.property(
				fc.array(vector, { maxLength: 30 }),
				vector,
				fc.integer({ min: 0, max: 12 }),
				fc.integer({ min: 1, max: 4 }),
				(vectors, query, count, nth) => {
					const table = packVectors(
						vectors.map((values) => Float32Array.from(values)),
						3,
					);
					const accept = (row: number): boolean => row % nth === 0;
					const expected = vectors
						.map((values, row) => ({ row, cosine: values.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0) }))
						.filter(({ row }) => accept(row))
						.sort((a, b) => b.cosine - a.cosine || a.row - b.row)
						.slice(0, count);
					expect(exactNeighbours(table).nearest(Float32Array.from(query), count, accept)).toEqual(expected);
				},
			),
		);
	});

	test('takes rows that grow ever nearer as fast as any other', () => {
		const table = packVectors(
			Array.from({ length: 50_000 }, (_, row) => Float32Array.of(row / 50_000)),
			1,
		);
		const started = performance.now();
		expect(exactNeighbours(table).nearest(Float32Array.of(1), 200)[0]?.row).toBe(49_999);
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});

const opened = await openGraphMaker();

describe.skipIf('missing' in opened)('a graph of near vectors', () => {
	const maker = opened as GraphMaker;
	const table = topicTable(4_000, 48);
	const exact = exactNeighbours(table);
	const queries = rowsOf(topicTable(60, 48, 7), [...Array(60).keys()]).concat(rowsOf(table, [3, 500, 3_999]));
	let graph: NeighbourGraph;
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'graph-'));
		graph = await maker.build(table);
	});
	afterAll(() => rm(folder, { recursive: true }));

	test('finds what comparing with every row finds', () => {
		expect(measureRecall(graph, exact, queries, 10)).toBeGreaterThanOrEqual(0.98);
		expect(graph.nearest(queries.at(-1) ?? new Float32Array(), 1)).toEqual([{ row: 3_999, cosine: expect.closeTo(1, 5) }]);
	});

	test.each([0.01, 0.1, 0.5])('loses nothing to a filter that takes a share of %f of the rows', (share) => {
		const accept = (row: number): boolean => (row * 7_919) % 1_000 < share * 1_000;
		const filtered = { nearest: (query: Float32Array, count: number) => graph.nearest(query, count, accept) };
		const truth = { nearest: (query: Float32Array, count: number) => exact.nearest(query, count, accept) };
		expect(measureRecall(filtered, truth, queries, 10)).toBeGreaterThanOrEqual(0.98);
		expect(queries.every((query) => filtered.nearest(query, 10).every(({ row }) => accept(row)))).toBe(true);
	});

	test('gives all rows that a filter takes where they are fewer than asked for', () => {
		const rows = graph.nearest(queries[0] ?? new Float32Array(), 10, (row) => row === 7 || row === 2_000).map(({ row }) => row);
		expect(rows.sort()).toEqual([2_000, 7]);
	});

	test('gives as many as asked for, and every row of a small table', async () => {
		expect(graph.nearest(queries[0] ?? new Float32Array(), 900)).toHaveLength(900);
		const small = await maker.build(topicTable(3, 48));
		expect(small.nearest(queries[0] ?? new Float32Array(), 10)).toHaveLength(3);
		expect((await maker.build(packVectors([], 48))).nearest(queries[0] ?? new Float32Array(), 10)).toEqual([]);
	});

	test('answers the same after it was written and read, and is the same bytes when built again', async () => {
		const [file, again] = [join(folder, 'graph.bin'), join(folder, 'again.bin')];
		graph.save(file);
		(await maker.build(table)).save(again);
		expect((await readFile(file)).equals(await readFile(again))).toBe(true);
		const read = maker.read(file, table);
		for (const query of queries) expect(read.nearest(query, 10)).toEqual(graph.nearest(query, 10));
	});

	test('refuses a file of another table, and one that is no graph', async () => {
		const [file, broken] = [join(folder, 'other.bin'), join(folder, 'broken.bin')];
		graph.save(file);
		expect(() => maker.read(file, topicTable(10, 48))).toThrow('4000 vectors instead of 10');
		await writeFile(broken, 'no graph');
		expect(() => maker.read(broken, table)).toThrow();
	});

	test('tells how far it is', async () => {
		const heard: number[] = [];
		await maker.build(topicTable(250, 48), (done, total) => heard.push(done / total));
		expect(heard).toEqual([0, 0.4, 0.8, 1]);
	});
});

describe('openGraphMaker', () => {
	test('says what is missing where the native module was not built', async () => {
		vi.resetModules();
		vi.doMock('hnswlib-node', () => {
			throw new Error('Could not locate the bindings file.\n at a path');
		});
		const { openGraphMaker: openAgain } = await import('../../src/search/neighbours.node.ts');
		expect(await openAgain()).toEqual({ missing: expect.stringMatching(/^hnswlib-node cannot be loaded .*same answers/) });
		vi.doUnmock('hnswlib-node');
	});
});
