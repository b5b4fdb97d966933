export function encodeJson(value: unknown): Uint8Array {
	return new TextEncoder().encode(JSON.stringify(value));
}

/** What the checksum vouches for has the shape that was written. */
export function decodeJson<T>(bytes: Uint8Array): T {
	return JSON.parse(new TextDecoder().decode(bytes));
}

export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
	return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Copied: the bytes may be a window on memory that is shared, and begin anywhere in it. */
export function floatsOf(bytes: Uint8Array): Float32Array {
	return new Float32Array(new Uint8Array(bytes).buffer);
}

/** The parts, one after another. */
export function joinBytes(parts: readonly ArrayBufferView[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
	let offset = 0;
	for (const part of parts) {
		bytes.set(bytesOf(part), offset);
		offset += part.byteLength;
	}
	return bytes;
}
