import { mayBeMistyped, Spelling } from '../spelling.ts';
import { loadOnce } from './load-once.ts';
import { packJson, unpackJson } from './packing.ts';

/** The words that may be proposed for mistyped ones, by their first letters. */
export interface SpellingShards {
	/** The first letters, in the order of the shards. */
	letters: string;
	shards: Uint8Array[];
}

/** A shard as JSON: its words, a line each, and how many articles have each. */
type Shelf = [words: string, frequencies: number[]];

/** Cuts words into shards. `frequency`: in how many articles a word is, in any inflection. */
export async function encodeSpelling(words: readonly string[], frequency: (word: string) => number): Promise<SpellingShards> {
	const shelves = Map.groupBy([...words].sort(), firstLetter);
	const shards = [...shelves.values()].map((shelf) => packJson([shelf.join('\n'), shelf.map(frequency)] satisfies Shelf));
	return { letters: [...shelves.keys()].join(''), shards: await Promise.all(shards) };
}

/** Finds what mistyped words were meant to be, with the words that it fetches for them; what is fetched is kept. */
export class SpellingTable {
	private readonly letters: readonly string[];
	private readonly keepKnown: (words: readonly string[]) => Promise<ReadonlySet<string>>;
	private readonly readShelf: (shard: number) => Promise<Map<string, number>>;

	/** `keepKnown`: those of the words that the corpus or the language has. */
	constructor(
		letters: string,
		keepKnown: (words: readonly string[]) => Promise<ReadonlySet<string>>,
		readShard: (shard: number) => Promise<Uint8Array>,
	) {
		this.letters = [...letters];
		this.keepKnown = keepKnown;
		this.readShelf = loadOnce(async (shard) => decodeShelf(await readShard(shard)));
	}

	/** What the mistyped ones of the words (lower case, as `splitWords` gives them) were meant to be, by the word as typed. */
	async corrections(words: readonly string[]): Promise<Map<string, string>> {
		const asked = [...new Set(words)].filter(mayBeMistyped);
		const known = await this.keepKnown(asked);
		const mistakes = asked.filter((word) => !known.has(word));
		// The first two may be swapped.
		const initials = new Set(mistakes.flatMap((word) => [...word].slice(0, 2)));
		const shards = [...initials].map((letter) => this.letters.indexOf(letter)).filter((shard) => shard !== -1);
		const shelves = await Promise.all(shards.map(this.readShelf));
		const near = new Map(shelves.flatMap((shelf) => [...shelf]));
		return new Spelling([...near.keys()], (word) => near.get(word) ?? 0).corrections(mistakes);
	}
}

async function decodeShelf(bytes: Uint8Array): Promise<Map<string, number>> {
	const [words, frequencies] = await unpackJson<Shelf>(bytes);
	return new Map(words.split('\n').map((word, at) => [word, frequencies[at] ?? 0]));
}

function firstLetter(word: string): string {
	return [...word][0] ?? '';
}
