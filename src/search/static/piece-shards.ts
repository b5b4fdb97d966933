import { forgiven } from '../spelling.ts';
import { meanDirection } from '../vectors.ts';
import { stemWord } from '../words.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import { loadOnce } from './load-once.ts';
import { packNibbles, unpackNibbles } from './quantize.ts';
import { cutRanges, findRange, rangeStarts } from './ranges.ts';
import { findWhole, longestPiece, modelWords, piecesBefore, readWord } from './word-pieces.ts';

/** Pieces of a shard: what a word costs to fetch, against how many files there are. */
const shardPieces = 16;

/** The vectors of pieces as files: those that nearly every query has by themselves, and all of them in shards. */
export interface PieceShards {
	common: Uint8Array;
	/** The first text of each shard. */
	starts: string[];
	shards: Uint8Array[];
}

/**
 * Cuts sorted pieces with their vectors into shards. A shard also has the pieces that begin its first one, so that of any
 * word that belongs there it knows every piece that the word can begin with.
 */
export function encodePieces(pieces: readonly string[], common: readonly string[], vectorOf: (piece: string) => Float32Array): PieceShards {
	const known = new Set(pieces);
	const parts = cutRanges(pieces, shardPieces);
	const encode = (list: readonly string[]): Uint8Array => {
		const writer = new ByteWriter();
		for (const piece of list) writer.text(piece).bytes(packNibbles(vectorOf(piece)));
		return writer.done();
	};
	return {
		common: encode(common),
		starts: rangeStarts(parts),
		shards: parts.map((part) => encode([...piecesBefore(known, part[0] ?? ''), ...part])),
	};
}

type Pieces = ReadonlyMap<string, Float32Array>;

function decodePieces(bytes: Uint8Array, dimensions: number): Pieces {
	const reader = new ByteReader(bytes);
	const pieces = new Map<string, Float32Array>();
	while (!reader.isAtEnd) {
		const piece = reader.text();
		const vector = new Float32Array(dimensions);
		unpackNibbles(reader.bytes(4 + dimensions / 2), 0, vector);
		pieces.set(piece, vector);
	}
	return pieces;
}

/** Turns texts into vectors with the pieces that it fetches for them; what is fetched is kept. */
export class PieceTable {
	private readonly common: Pieces;
	private readonly starts: readonly string[];
	private readonly readShard: (shard: number) => Promise<Pieces>;
	private readonly dimensions: number;

	constructor(common: Uint8Array, starts: readonly string[], dimensions: number, readShard: (shard: number) => Promise<Uint8Array>) {
		this.common = decodePieces(common, dimensions);
		this.starts = starts;
		this.dimensions = dimensions;
		this.readShard = loadOnce(async (shard) => decodePieces(await readShard(shard), dimensions));
	}

	/** Fetches what every word of a text begins with, all of it at once. */
	async load(text: string): Promise<void> {
		await Promise.all(modelWords(text).map((word) => this.piecesNear(word)));
	}

	/** The direction of the sum of the text's pieces, to norm 1; all zeros where it has none that are known. */
	async embed(text: string): Promise<Float32Array> {
		const vectors = await Promise.all(modelWords(text).map((word) => this.vectorsOf(word)));
		return meanDirection(vectors.flat()) ?? new Float32Array(this.dimensions);
	}

	/** Whether the model has the word whole, a form of it, or two words that make it. */
	async knows(word: string): Promise<boolean> {
		const whole = await findWhole(word, async (rest) => longestPiece(await this.piecesNear(rest), rest));
		// From two that are shorter anything can be made.
		if (whole !== null && (whole.length === 1 || whole.every(({ length }) => length >= forgiven.one))) return true;
		const stem = stemWord(word) ?? word;
		const near = await Promise.all([this.shardOf(stem), this.shardOf(word)]);
		return near.some((shard) => [...shard.keys()].some((piece) => stemWord(piece) === stem));
	}

	private async vectorsOf(word: string): Promise<Float32Array[]> {
		const seen = new Map<string, Float32Array>();
		const pieces = await readWord(word, async (rest) => {
			const known = await this.piecesNear(rest);
			const piece = longestPiece(known, rest);
			if (piece !== null) seen.set(piece, known.get(piece) as Float32Array);
			return piece;
		});
		return pieces.map((piece) => seen.get(piece) as Float32Array);
	}

	private async piecesNear(text: string): Promise<Pieces> {
		return this.common.has(text) ? this.common : this.shardOf(text);
	}

	private shardOf(text: string): Promise<Pieces> {
		return this.readShard(findRange(this.starts, text));
	}
}
