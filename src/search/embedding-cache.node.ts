import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Embedder } from './embedder.ts';

/**
 * Wraps an embedder so that no text is embedded twice by one model: vectors are kept in `cache`, by SHA-256 of the
 * text. For articles only: a ticket's vector must not be kept. `onProgress` hears how many of the texts are done.
 */
export function cacheEmbeddings(embedder: Embedder, cache: string, onProgress: (done: number, total: number) => void = () => {}): Embedder {
	mkdirSync(cache, { recursive: true });
	const database = new DatabaseSync(join(cache, 'embeddings.sqlite'), { timeout: 10_000 });
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
	database.exec(
		'CREATE TABLE IF NOT EXISTS embeddings (model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text)) WITHOUT ROWID',
	);
	const find = database.prepare('SELECT vector FROM embeddings WHERE model = ? AND text = ?');
	const keep = database.prepare('INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)');
	const vectorBytes = embedder.dimensions * Float32Array.BYTES_PER_ELEMENT;
	return {
		...embedder,
		async embed(texts) {
			const vectors: Float32Array[] = [];
			for (const text of texts) {
				const key = createHash('sha256').update(text).digest();
				const found = find.get(embedder.id, key)?.vector;
				if (found instanceof Uint8Array && found.length === vectorBytes) {
					vectors.push(new Float32Array(found.slice().buffer));
				} else {
					const [vector] = await embedder.embed([text]);
					if (vector === undefined) throw new Error('the model gave no vector');
					keep.run(embedder.id, key, new Uint8Array(vector.buffer, vector.byteOffset, vectorBytes));
					vectors.push(vector);
				}
				onProgress(vectors.length, texts.length);
			}
			return vectors;
		},
	};
}
