/** Sorted texts cut into consecutive parts of `size`, so that a text's part is known from the first texts of all parts alone. */
export function cutRanges(sorted: readonly string[], size: number): string[][] {
	return Array.from({ length: Math.ceil(sorted.length / size) }, (_, part) => sorted.slice(part * size, (part + 1) * size));
}

/**
 * The shortest texts that tell the parts apart: each is above the last text of the part before and not above the first
 * of its own. None is empty unless a text is.
 */
export function rangeStarts(parts: readonly (readonly string[])[]): string[] {
	return parts.map((part, at) => {
		const first = part[0] ?? '';
		const before = parts[at - 1]?.at(-1) ?? '';
		let length = 0;
		while (length < first.length && first.slice(0, length) <= before) length++;
		return first.slice(0, length);
	});
}

/** Number of the part where a text belongs; the first one also has what is below it. */
export function findRange(starts: readonly string[], text: string): number {
	let [low, high] = [0, starts.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((starts[middle] as string) <= text) low = middle + 1;
		else high = middle;
	}
	return Math.max(0, low - 1);
}
