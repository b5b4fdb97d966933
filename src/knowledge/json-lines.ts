/** A line of a file of one JSON object a line; `text` is null where the line is not UTF-8. */
export interface JsonLine {
	/** Counted from 1. */
	number: number;
	text: string | null;
}

/** The lines of a file that are not blank. A line feed is never part of another character, so each is decoded by itself. */
export function splitJsonLines(bytes: Uint8Array): JsonLine[] {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const lines: JsonLine[] = [];
	for (let from = 0, number = 1; from < bytes.length; number++) {
		const end = bytes.indexOf(0x0a, from);
		const to = end === -1 ? bytes.length : end;
		try {
			const text = decoder.decode(bytes.subarray(from, to)).trim();
			if (text !== '') lines.push({ number, text });
		} catch {
			lines.push({ number, text: null });
		}
		from = to + 1;
	}
	return lines;
}
