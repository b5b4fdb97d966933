/** Writes numbers and texts one after another. */
export class ByteWriter {
	private readonly parts: number[] = [];

	/** A whole number from 0 in as few bytes as it needs (LEB128). */
	number(value: number): this {
		let rest = value;
		while (rest >= 0x80) {
			this.parts.push((rest % 0x80) | 0x80);
			rest = Math.floor(rest / 0x80);
		}
		this.parts.push(rest);
		return this;
	}

	/** In four bytes. */
	float(value: number): this {
		return this.bytes(new Uint8Array(Float32Array.of(value).buffer));
	}

	bytes(bytes: Uint8Array): this {
		for (const byte of bytes) this.parts.push(byte);
		return this;
	}

	text(value: string): this {
		const bytes = new TextEncoder().encode(value);
		return this.number(bytes.length).bytes(bytes);
	}

	get length(): number {
		return this.parts.length;
	}

	done(): Uint8Array {
		return Uint8Array.from(this.parts);
	}
}

/** Reads what `ByteWriter` wrote. Throws RangeError past the end. */
export class ByteReader {
	private readonly all: Uint8Array;
	private at = 0;

	constructor(bytes: Uint8Array) {
		this.all = bytes;
	}

	get isAtEnd(): boolean {
		return this.at >= this.all.length;
	}

	number(): number {
		let [value, place] = [0, 1];
		for (;;) {
			const byte = this.all[this.at++];
			if (byte === undefined) throw new RangeError('the bytes end too soon');
			value += (byte & 0x7f) * place;
			if (byte < 0x80) return value;
			place *= 0x80;
		}
	}

	float(): number {
		const { buffer, byteOffset } = this.bytes(4);
		return new DataView(buffer, byteOffset).getFloat32(0, true);
	}

	/** The next bytes, not copied. */
	bytes(count: number): Uint8Array {
		if (this.at + count > this.all.length) throw new RangeError('the bytes end too soon');
		this.at += count;
		return this.all.subarray(this.at - count, this.at);
	}

	text(): string {
		return new TextDecoder().decode(this.bytes(this.number()));
	}
}
