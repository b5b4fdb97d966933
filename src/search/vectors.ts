/** Unit vectors in one block, row after row; the dot product of two rows is the cosine of their angle. */
export interface VectorTable {
	dimensions: number;
	/** Length: rows x dimensions. */
	values: Float32Array;
}

export function packVectors(vectors: readonly Float32Array[], dimensions: number): VectorTable {
	const values = new Float32Array(vectors.length * dimensions);
	for (const [row, vector] of vectors.entries()) values.set(vector, row * dimensions);
	return { dimensions, values };
}

/** Cosine of the query with every row, exactly. `query` has norm 1 and `table.dimensions` entries. */
export function cosines(table: VectorTable, query: Float32Array): Float32Array {
	const { dimensions, values } = table;
	const rows = values.length / dimensions;
	const result = new Float32Array(rows);
	for (let row = 0; row < rows; row++) {
		const start = row * dimensions;
		let sum = 0;
		for (let column = 0; column < dimensions; column++) sum += (values[start + column] as number) * (query[column] as number);
		result[row] = sum;
	}
	return result;
}
