import { joinBytes } from '../bytes.ts';
import { dotProduct } from '../vectors.ts';

/** Where entries of a vector may be cut off, in standard deviations: the one that errs least is taken. */
const reaches = [1.8, 2, 2.2, 2.4, 2.6, 2.8, 3];

/** A vector's signs, one bit an entry; bytes: a multiple of eight entries by eight. */
export function packSigns(vector: Float32Array): Uint8Array {
	const bytes = new Uint8Array(vector.length / 8);
	for (let at = 0; at < vector.length; at++) if ((vector[at] as number) >= 0) (bytes[at >> 3] as number) |= 1 << (at & 7);
	return bytes;
}

/**
 * The vectors with these signs and equal entries, one after another, so long that the dot product of one with another
 * vector of norm 1 is, on average, that of the vector that the signs were taken of: sqrt(pi / 2) for entries spread
 * normally.
 */
export function unpackSigns(bytes: Uint8Array, dimensions: number): Float32Array {
	const entry = Math.sqrt(Math.PI / 2 / dimensions);
	const entriesOfByte = Float32Array.from({ length: 256 * 8 }, (_, at) => (((at >> 3) >> (at & 7)) & 1 ? entry : -entry));
	const vectors = new Float32Array(bytes.length * 8);
	// A byte at a time: every query waits for all of them.
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at] as number;
		vectors.set(entriesOfByte.subarray(byte * 8, byte * 8 + 8), at * 8);
	}
	return vectors;
}

/** A vector in one byte an entry, as parts of its largest, after the float that is its length. */
export function packBytes(vector: Float32Array): Uint8Array {
	const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	const entries = Int8Array.from(vector, (value) => (largest === 0 ? 0 : Math.round((value / largest) * 127)));
	return joinBytes([Float32Array.of(Math.sqrt(dotProduct(vector, vector))), entries]);
}

/** Reads what `packBytes` gave, at `offset` of the bytes. */
export function unpackBytes(bytes: Uint8Array, offset: number, into: Float32Array): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 4 + into.length);
	let square = 0;
	for (let at = 0; at < into.length; at++) square += view.getInt8(4 + at) ** 2;
	const scale = square === 0 ? 0 : view.getFloat32(0, true) / Math.sqrt(square);
	for (let at = 0; at < into.length; at++) into[at] = view.getInt8(4 + at) * scale;
}

/** A vector in half a byte an entry, after the float that one step of it is worth. */
export function packNibbles(vector: Float32Array): Uint8Array {
	const bytes = new Uint8Array(4 + vector.length / 2);
	const step = bestStep(vector);
	new DataView(bytes.buffer).setFloat32(0, step, true);
	for (let at = 0; at < vector.length; at++)
		(bytes[4 + (at >> 1)] as number) |= (levelOf(vector[at] as number, step) + 8) << (at & 1 ? 4 : 0);
	return bytes;
}

/** The number of steps, from -8 to 7, that is nearest to the value. */
function levelOf(value: number, step: number): number {
	return step === 0 ? 0 : Math.max(-8, Math.min(7, Math.round(value / step)));
}

function bestStep(vector: Float32Array): number {
	const deviation = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0) / vector.length);
	const steps = reaches.map((reach) => (reach * deviation) / 7);
	const errors = steps.map((step) => vector.reduce((sum, value) => sum + (value - levelOf(value, step) * step) ** 2, 0));
	return steps[errors.indexOf(Math.min(...errors))] ?? 0;
}

/** Reads what `packNibbles` gave, at `offset` of the bytes. */
export function unpackNibbles(bytes: Uint8Array, offset: number, into: Float32Array): void {
	const step = new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getFloat32(0, true);
	for (let at = 0; at < into.length; at++) {
		const pair = bytes[offset + 4 + (at >> 1)] as number;
		into[at] = (((at & 1 ? pair >> 4 : pair & 15) as number) - 8) * step;
	}
}
