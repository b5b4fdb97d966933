import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinBytes } from '../bytes.ts';
import { packBytes, unpackBytes } from './quantize.ts';

/** Raised whenever what is kept changes. */
const format = 2;

/**
 * What a model's pieces add to texts, made once and kept in `cache` (11 MB), a byte an entry. What is made is given as it
 * will be read.
 */
export async function cachePieces(
	cache: string,
	model: string,
	pieces: readonly string[],
	dimensions: number,
	make: () => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
	const name = createHash('sha256')
		.update(`${format}\n${model}\n${pieces.join('\n')}`)
		.digest('hex')
		.slice(0, 16);
	const file = join(cache, `pieces-${name}.bin`);
	const size = pieces.length * (4 + dimensions);
	const kept = existsSync(file) ? await readFile(file) : null;
	if (kept !== null && kept.length === size) return decode(kept, pieces.length, dimensions);
	const vectors = await make();
	const bytes = joinBytes(vectors.map(packBytes));
	await mkdir(cache, { recursive: true });
	await writeFile(`${file}.${process.pid}`, bytes);
	await rename(`${file}.${process.pid}`, file);
	return decode(bytes, pieces.length, dimensions);
}

function decode(bytes: Uint8Array, count: number, dimensions: number): Float32Array[] {
	return Array.from({ length: count }, (_, at) => {
		const vector = new Float32Array(dimensions);
		unpackBytes(bytes, at * (4 + dimensions), vector);
		return vector;
	});
}
