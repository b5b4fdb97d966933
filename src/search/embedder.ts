import { wholeWords } from './words.ts';

/** Turns text into unit vectors whose dot product is the likeness of their meaning. */
export interface Embedder {
	/** Names model, weights and pooling; vectors of different ids must never be compared. */
	id: string;
	dimensions: number;
	/** Whole words that the model has a token for: known English, lower case. Empty where it cannot tell. */
	words: ReadonlySet<string>;
	/** One vector a text, of length `dimensions` and norm 1, in input order. */
	embed(texts: readonly string[]): Promise<Float32Array[]>;
	/** What it is distilled from; absent where its parts are not to be had. */
	pieces?: ModelPieces;
}

/** The pieces of words that a model reads. */
export interface ModelPieces {
	/** Number of each piece; those that go on within a word begin with `##`. */
	numbers: ReadonlyMap<string, number>;
	/**
	 * Reads sentences that are given as lists of pieces, and tells for each list, by its position, what each of its pieces
	 * adds to the vector of the whole: one vector a piece, whose mean has norm 1. Lists of one length are read together, so
	 * they come in no order.
	 */
	read(sentences: readonly (readonly number[])[], take: (sentence: number, shares: Float32Array[]) => void): Promise<void>;
}

/** all-MiniLM-L6-v2, ONNX, 4-bit weights; English. `revision` is the start of the weights' SHA-256. */
export const model = {
	name: 'all-MiniLM-L6-v2-ONNX',
	hub: 'onnx-community/all-MiniLM-L6-v2-ONNX',
	dtype: 'q4',
	revision: '56fb7a55115e',
	dimensions: 384,
	/** Tokens that it can read; what is longer is cut by the tokenizer. */
	maxTokens: 512,
} as const;

export const modelId = `${model.name}/${model.dtype}@${model.revision}/float-words`;

/**
 * Loads the model from `folder` (in a browser: a path on the site), which holds its files. Nothing is fetched from anywhere
 * else. `onProgress` hears how many bytes have arrived. Throws where a file is missing or broken.
 */
export async function loadEmbedder(folder: string, onProgress: (done: number, total: number) => void = () => {}): Promise<Embedder> {
	const { env, pipeline, Tensor } = await import('@huggingface/transformers');
	env.allowRemoteModels = false;
	env.allowLocalModels = true;
	// A folder such as `models/mine` could be a name on the hub, and names are looked for below this path.
	env.localModelPath = '.';
	// In a browser its runtime would come from a CDN. Without that address it takes the file that the bundler has put beside
	// it; more threads than one need headers that a site rarely sends.
	if (env.backends.onnx.wasm !== undefined) Object.assign(env.backends.onnx.wasm, { wasmPaths: undefined, numThreads: 1 });
	fetchOnce ??= answeredOnce(env.fetch);
	env.fetch = fetchOnce;
	const extract = await pipeline('feature-extraction', folder, {
		dtype: model.dtype,
		local_files_only: true,
		progress_callback: (info) => {
			if (info.status === 'progress_total') onProgress(info.loaded, info.total);
		},
	});
	const vocabulary: ReadonlyMap<string, number> = extract.tokenizer.get_vocab();
	const isWord = markWords(vocabulary);
	return {
		id: modelId,
		dimensions: model.dimensions,
		words: wholeWords(vocabulary.keys()),
		async embed(texts) {
			const vectors: Float32Array[] = [];
			// One by one: padding a batch to its longest text costs more than it saves on a CPU, and a text's vector
			// would depend on its neighbours.
			for (const text of texts) {
				const inputs = extract.tokenizer(text, { truncation: true, max_length: model.maxTokens });
				const { last_hidden_state: states } = await extract.model(inputs);
				vectors.push(poolWords(inputs.input_ids.data, states.data, isWord));
				states.dispose();
			}
			return vectors;
		},
		pieces: {
			numbers: vocabulary,
			async read(sentences, take) {
				const marks = { begin: vocabulary.get('[CLS]') ?? 0, end: vocabulary.get('[SEP]') ?? 0 };
				// What is of one length needs no padding.
				for (const places of Map.groupBy(sentences.keys(), (place) => sentences[place]?.length ?? 0).values()) {
					for (let from = 0; from < places.length; from += sentenceBatch) {
						const batch = places.slice(from, from + sentenceBatch);
						const rows = batch.map((place) => [marks.begin, ...(sentences[place] ?? []), marks.end]);
						const shape = [rows.length, rows[0]?.length ?? 0];
						const filled = (values: readonly number[][]) => new Tensor('int64', BigInt64Array.from(values.flat(), BigInt), shape);
						const { last_hidden_state: states } = await extract.model({
							input_ids: filled(rows),
							attention_mask: filled(rows.map((row) => row.map(() => 1))),
							token_type_ids: filled(rows.map((row) => row.map(() => 0))),
						});
						for (const [at, place] of batch.entries()) {
							const stateOf = (position: number): Float32Array => {
								const start = (at * (shape[1] ?? 0) + position) * model.dimensions;
								return states.data.slice(start, start + model.dimensions);
							};
							take(place, sharesOf(Array.from({ length: (shape[1] ?? 0) - 2 }, (_, position) => stateOf(position + 1))));
						}
						states.dispose();
					}
				}
			},
		},
	};
}

type Fetch = (address: string | URL, init?: RequestInit) => Promise<Response>;

/** How the library fetches: the same for every attempt to load the model. */
let fetchOnce: Fetch | undefined;

/** The weights, by far the largest file of the model. */
const weights = /\.onnx_data$/;

/**
 * The library asks for every file twice in a browser, the first time for its size alone, and what that answer carries
 * would be fetched for nothing. The weights come lazily: an answer that nobody has begun to read is given to whoever asks
 * next.
 */
function answeredOnce(ask: Fetch): Fetch {
	const unread = new Map<string, Response>();
	return async (address, init) => {
		const name = String(address);
		if (!weights.test(name)) return ask(address, init);
		const take = (): Response | undefined => {
			const kept = unread.get(name);
			unread.delete(name);
			return kept;
		};
		const kept = take();
		if (kept !== undefined) return kept;
		const answer = await ask(address, init);
		if (!answer.ok) return answer;
		unread.set(name, answer);
		const { status, statusText, headers } = answer;
		return new Response(
			readLazily(async () => take() ?? (await ask(address, init))),
			{ status, statusText, headers },
		);
	};
}

/** A body that is opened when somebody begins to read it. */
function readLazily(open: () => Promise<Response>): ReadableStream<Uint8Array> {
	let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
	return new ReadableStream(
		{
			async pull(controller) {
				reader ??= (await open()).body?.getReader();
				const part = await reader?.read();
				if (part?.value === undefined) controller.close();
				else controller.enqueue(part.value);
			},
		},
		{ highWaterMark: 0 },
	);
}

/** Sentences that the model reads at a time: by then more make it no faster. */
const sentenceBatch = 128;

/** The states of a sentence's pieces, scaled so that their mean has norm 1. */
function sharesOf(states: readonly Float32Array[]): Float32Array[] {
	const mean = new Float32Array(states[0]?.length ?? 0);
	for (const state of states) for (let at = 0; at < mean.length; at++) mean[at] = (mean[at] ?? 0) + (state[at] ?? 0) / states.length;
	const norm = Math.hypot(...mean) || 1;
	return states.map((state) => state.map((value) => value / norm));
}

/**
 * Mean of the states of the tokens that are words or parts of words, to norm 1; of all tokens where none is. The model was
 * trained with the mean of all, but its marks and the punctuation say nothing: without them, meaning alone finds .005 to
 * .02 more articles first on four sets, and .004 to .04 more among three.
 */
export function poolWords(tokens: ArrayLike<number | bigint>, states: ArrayLike<number>, isWord: Uint8Array): Float32Array {
	const dimensions = states.length / tokens.length;
	const sum = new Float32Array(dimensions);
	const anyWord = Array.from(tokens, Number).some((token) => isWord[token] === 1);
	for (let position = 0; position < tokens.length; position++) {
		if (anyWord && isWord[Number(tokens[position])] !== 1) continue;
		const start = position * dimensions;
		for (let column = 0; column < dimensions; column++) sum[column] = (sum[column] ?? 0) + (states[start + column] ?? 0);
	}
	const norm = Math.hypot(...sum);
	return norm === 0 ? sum : sum.map((value) => value / norm);
}

/** For every token of the vocabulary: 1 where it is a word or a part of one, 0 for marks such as `[CLS]` and punctuation. */
function markWords(vocabulary: ReadonlyMap<string, number>): Uint8Array {
	const marks = new Uint8Array(Math.max(...vocabulary.values()) + 1);
	for (const [token, id] of vocabulary) marks[id] = /[\p{L}\p{N}]/u.test(token) && !/^\[[^\]]+\]$/.test(token) ? 1 : 0;
	return marks;
}
