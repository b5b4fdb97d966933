import { joinBytes } from '../bytes.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';

/** Text in fewer bytes, whether a host compresses its files or not (raw DEFLATE). */
export async function packJson(value: unknown): Promise<Uint8Array> {
	return through(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream('deflate-raw'));
}

/** Reads what `packJson` gave. Throws for bytes that are no such. */
export async function unpackJson<T>(bytes: Uint8Array): Promise<T> {
	return JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
	// Written directly: the stream of a Blob costs a page some milliseconds.
	const writer = stream.writable.getWriter();
	const written = Promise.all([writer.write(new Uint8Array(bytes)), writer.close()]);
	const [read] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
	return new Uint8Array(read);
}

/** Parts of a file, each after its length. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
	return joinBytes(parts.flatMap((part) => [new ByteWriter().number(part.length).done(), part]));
}

/** The parts that were joined. */
export function splitParts(bytes: Uint8Array): Uint8Array[] {
	const reader = new ByteReader(bytes);
	const parts: Uint8Array[] = [];
	while (!reader.isAtEnd) parts.push(reader.bytes(reader.number()));
	return parts;
}
