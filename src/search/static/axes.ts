import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { seededRandom } from '../random.ts';
import { meanDirection, type VectorTable } from '../vectors.ts';

/** Axes onto which vectors are projected: entry `row * count + column` is what entry `row` of a vector adds to entry `column` of its projection. */
export interface Axes {
	count: number;
	values: Float32Array;
}

/**
 * The axes along which the table's vectors are longest (principal components about 0), turned at random among
 * themselves, so that what is lost by keeping only a sign or half a byte of an entry is spread evenly over all (as
 * Gong and Lazebnik, 2011, find for signs). `count`: a power of two. The same for the same table.
 */
export function principalAxes({ dimensions, values }: VectorTable, count: number): Axes {
	const moments = Matrix.zeros(dimensions, dimensions);
	for (let start = 0; start < values.length; start += dimensions) {
		for (let row = 0; row < dimensions; row++) {
			const value = values[start + row] as number;
			for (let column = row; column < dimensions; column++)
				moments.set(row, column, moments.get(row, column) + value * (values[start + column] as number));
		}
	}
	for (let row = 0; row < dimensions; row++)
		for (let column = 0; column < row; column++) moments.set(row, column, moments.get(column, row));
	const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(moments, { assumeSymmetric: true });
	const order = [...realEigenvalues.keys()].sort((a, b) => (realEigenvalues[b] as number) - (realEigenvalues[a] as number));
	const axes = new Float32Array(dimensions * count);
	const random = seededRandom('axes');
	for (let column = 0; column < count; column++) {
		const sign = random() < 0.5 ? -1 : 1;
		for (let row = 0; row < dimensions; row++) axes[row * count + column] = sign * eigenvectorMatrix.get(row, order[column] as number);
	}
	for (let row = 0; row < dimensions; row++) turn(axes.subarray(row * count, (row + 1) * count));
	return { count, values: axes };
}

/** Multiplies by the Hadamard matrix, scaled so that lengths stay: every entry becomes a sum of all, with signs. */
function turn(vector: Float32Array): void {
	for (let half = 1; half < vector.length; half *= 2) {
		for (let start = 0; start < vector.length; start += 2 * half) {
			for (let at = start; at < start + half; at++) {
				const [a, b] = [vector[at] as number, vector[at + half] as number];
				vector[at] = a + b;
				vector[at + half] = a - b;
			}
		}
	}
	const scale = 1 / Math.sqrt(vector.length);
	for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) * scale;
}

/** The vector along the axes. */
export function project({ count, values }: Axes, vector: Float32Array): Float32Array {
	const projected = new Float32Array(count);
	for (let row = 0; row < vector.length; row++) {
		const value = vector[row] as number;
		for (let column = 0; column < count; column++) (projected[column] as number) += value * (values[row * count + column] as number);
	}
	return projected;
}

/** Its direction along the axes, to norm 1. */
export function projectDirection(axes: Axes, vector: Float32Array): Float32Array {
	return meanDirection([project(axes, vector)]) ?? new Float32Array(axes.count);
}
