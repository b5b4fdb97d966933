/** Turns text into unit vectors whose dot product is the likeness of their meaning. */
export interface Embedder {
	/** Names model and weights; vectors of different ids must never be compared. */
	id: string;
	dimensions: number;
	/** One vector a text, of length `dimensions` and norm 1, in input order. */
	embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** all-MiniLM-L6-v2, ONNX, 4-bit weights; English. `revision` is the start of the weights' SHA-256. */
export const model = {
	name: 'all-MiniLM-L6-v2-ONNX',
	hub: 'onnx-community/all-MiniLM-L6-v2-ONNX',
	dtype: 'q4',
	revision: '56fb7a55115e',
	dimensions: 384,
	/** Tokens that the model was trained to read; what is longer is cut by the tokenizer. */
	maxTokens: 256,
} as const;

export const modelId = `${model.name}/${model.dtype}@${model.revision}`;

/**
 * Loads the model from `folder` (in a browser: a path on the site), which holds its files. Nothing is fetched from anywhere
 * else. Throws where a file is missing or broken.
 */
export async function loadEmbedder(folder: string): Promise<Embedder> {
	const { env, pipeline } = await import('@huggingface/transformers');
	env.allowRemoteModels = false;
	env.allowLocalModels = true;
	// A folder such as `models/mine` could be a name on the hub, and names are looked for below this path.
	env.localModelPath = '.';
	const extract = await pipeline('feature-extraction', folder, { dtype: model.dtype, local_files_only: true });
	return {
		id: modelId,
		dimensions: model.dimensions,
		async embed(texts) {
			const vectors: Float32Array[] = [];
			// One by one: padding a batch to its longest text costs more than it saves on a CPU, and a text's vector
			// would depend on its neighbours.
			for (const text of texts) {
				const output = await extract(text, { pooling: 'mean', normalize: true });
				vectors.push(Float32Array.from(output.data as Float32Array));
				output.dispose();
			}
			return vectors;
		},
	};
}
