/** Numbers from 0 to below 1, the same for the same seed on every machine (mulberry32, seeded by FNV-1a of the text). */
export function seededRandom(seed: string): () => number {
	let state = hashText(seed);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One of the items, which must not be empty. */
export function pick<T>(items: readonly T[], random: () => number): T {
	const item = items[Math.floor(random() * items.length)];
	if (item === undefined) throw new Error('there is nothing to pick from');
	return item;
}

/** The items in an order that depends on `random` alone. */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
	return items
		.map((item) => ({ item, key: random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ item }) => item);
}

function hashText(text: string): number {
	let hash = 0x811c9dc5;
	for (let position = 0; position < text.length; position++) hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
	return hash;
}
