import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { floatsOf, joinBytes } from '../bytes.ts';
import { dotProduct } from '../vectors.ts';
import { packBytes, unpackBytes } from './quantize.ts';

/**
 * What a model's pieces add to texts, made once and kept in `cache` (11 MB): a byte an entry, and the length. What is made
 * is given as it will be read.
 */
export async function cachePieces(
	cache: string,
	model: string,
	pieces: readonly string[],
	dimensions: number,
	make: () => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
	const name = createHash('sha256')
		.update(`${model}\n${pieces.join('\n')}`)
		.digest('hex')
		.slice(0, 16);
	const file = join(cache, `pieces-${name}.bin`);
	const size = pieces.length * (dimensions + 4);
	const kept = existsSync(file) ? await readFile(file) : null;
	if (kept !== null && kept.length === size) return decode(kept, pieces.length, dimensions);
	const vectors = await make();
	const lengths = Float32Array.from(vectors, (vector) => Math.sqrt(dotProduct(vector, vector)));
	const bytes = joinBytes([lengths, ...vectors.map(packBytes)]);
	await mkdir(cache, { recursive: true });
	await writeFile(`${file}.${process.pid}`, bytes);
	await rename(`${file}.${process.pid}`, file);
	return decode(bytes, pieces.length, dimensions);
}

function decode(bytes: Uint8Array, count: number, dimensions: number): Float32Array[] {
	const lengths = floatsOf(bytes.slice(0, count * 4));
	return Array.from(lengths, (length, at) => {
		const vector = new Float32Array(dimensions);
		const start = bytes.byteOffset + count * 4 + at * dimensions;
		unpackBytes(new Int8Array(bytes.buffer, start, dimensions), vector);
		return vector.map((value) => value * length);
	});
}
