import { stemWord } from './words.ts';

/**
 * Letters that a word needs for one mistake to be forgiven, for that mistake to be a wrong letter, and for two mistakes.
 * In a shorter word a mistake makes another word: of the wrong letters in words of four, half would be `malt` for `mall`.
 */
export const forgiven = { one: 4, wrongLetter: 5, two: 8 } as const;

/** Words of a ticket that are looked up at most: a pasted log has thousands that nobody typed. */
const maxLookups = 50;

/** Longer runs of letters are no word that anyone types. */
const longest = 40;

/**
 * Finds the word that a mistyped one was meant to be. It proposes words of the corpus, and only for a word that neither
 * the corpus nor the language has: a word that is spelled right and merely absent must stay what it is.
 */
export class Spelling {
	private readonly frequency: (word: string) => number;
	private readonly known: ReadonlySet<string>;
	private readonly knownStems: ReadonlySet<string | null>;
	/** Words by first letter and length, with the letters that each has as bits. */
	private readonly shelves = new Map<string, { words: string[]; letters: number[] }>();

	/**
	 * `words`: those of the corpus. `frequency`: how many of its texts have the word, in any inflection. `known`: words of
	 * the language. Of a real ticket's words that are spelled right and absent from the corpus, 10 to 17 in a hundred are
	 * changed without them, 1 to 3 with them.
	 */
	constructor(words: readonly string[], frequency: (word: string) => number, known: ReadonlySet<string> = new Set()) {
		this.frequency = frequency;
		this.known = known;
		this.knownStems = new Set([...known].map(stemWord));
		for (const word of wordsToPropose(words, frequency, known)) this.shelve(word);
	}

	/** What the mistyped words of a ticket were meant to be, by the word as typed; of the first 50 that nobody knows. */
	corrections(words: readonly string[]): Map<string, string> {
		const mistakes = [...new Set(words)].filter((word) => this.isMistake(word)).slice(0, maxLookups);
		return new Map(
			mistakes.flatMap((word) => {
				const meant = this.nearest(word);
				return meant === null ? [] : [[word, meant]];
			}),
		);
	}

	/**
	 * The word nearest to a mistyped one (lower case, as `splitWords` gives it): one insertion, omission, replacement or
	 * swap of neighbours away, or two in a word of eight letters; with the same first letter unless the first two are
	 * swapped. Of equally near words the one in most texts. Null for a word that is no mistake, a code, a word that is too
	 * short, and where nothing is near.
	 */
	nearest(word: string): string | null {
		if (!this.isMistake(word)) return null;
		const allowed = word.length >= forgiven.two ? 2 : 1;
		const replacement = word.length >= forgiven.wrongLetter ? 1 : 2;
		let nearest: string | null = null;
		let least: number = allowed;
		for (const candidate of this.candidates(word, allowed)) {
			const edits = countEdits(word, candidate, least, replacement);
			if (edits > least) continue;
			if (nearest === null || edits < least || this.frequency(candidate) > this.frequency(nearest)) nearest = candidate;
			least = edits;
		}
		return nearest;
	}

	private isMistake(word: string): boolean {
		return mayBeMistyped(word) && !this.isKnown(word);
	}

	/** A a word of the corpus or the language, an inflection of one, or two of the language in one, such as `hangover`. */
	private isKnown(word: string): boolean {
		if (this.frequency(word) > 0 || this.knownStems.has(stemWord(word))) return true;
		for (let cut = forgiven.one; cut <= word.length - forgiven.one; cut++) {
			if (this.known.has(word.slice(0, cut)) && this.known.has(word.slice(cut))) return true;
		}
		return false;
	}

	private shelve(word: string): void {
		const key = `${word[0]}${word.length}`;
		const shelf = this.shelves.get(key) ?? { words: [], letters: [] };
		shelf.words.push(word);
		shelf.letters.push(lettersOf(word));
		this.shelves.set(key, shelf);
	}

	/** Words of about its length that begin as it does and share most of its letters. */
	private candidates(word: string, allowed: number): string[] {
		const letters = lettersOf(word);
		const [first, second] = word;
		const found: string[] = [];
		for (let length = word.length - allowed; length <= word.length + allowed; length++) {
			for (const initial of first === second ? [first] : [first, second]) {
				const shelf = this.shelves.get(`${initial}${length}`);
				for (let at = 0; at < (shelf?.words.length ?? 0); at++) {
					// One edit takes away one letter and brings in another, at most.
					if (countBits(letters ^ (shelf?.letters[at] as number)) > 2 * allowed) continue;
					const candidate = shelf?.words[at] as string;
					if (initial === first || candidate[1] === first) found.push(candidate);
				}
			}
		}
		return found;
	}
}

/** What may be proposed for a mistyped word: words of the corpus, and inflections of them that it happens to lack. */
export function wordsToPropose(words: readonly string[], frequency: (word: string) => number, known: ReadonlySet<string>): string[] {
	const inflections = [...known].filter((word) => frequency(word) > 0);
	return [...new Set([...words, ...inflections])].filter((word) => word.length >= forgiven.one && isWord(word));
}

/** Whether a mistake in it could be told: a run of letters, neither short nor endless, that is no function word. */
export function mayBeMistyped(word: string): boolean {
	return word.length >= forgiven.one && word.length <= longest && isWord(word) && stemWord(word) !== null;
}

function isWord(text: string): boolean {
	return /^\p{Ll}+$/u.test(text);
}

function lettersOf(word: string): number {
	let bits = 0;
	for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
	return bits;
}

function countBits(bits: number): number {
	const pairs = bits - ((bits >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Insertions, omissions, replacements and swaps of neighbours that lead from one word to the other (Damerau, 1964), a
 * replacement counted as `replacement`. Any number above `allowed` where they are more.
 */
function countEdits(a: string, b: string, allowed: number, replacement: number): number {
	let begin = 0;
	while (begin < a.length && a.charCodeAt(begin) === b.charCodeAt(begin)) begin++;
	let [endA, endB] = [a.length, b.length];
	while (endA > begin && endB > begin && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
		endA--;
		endB--;
	}
	const [height, width] = [endA - begin, endB - begin];
	const over = allowed + 1;
	if (Math.abs(height - width) > allowed) return over;
	let [before, above, current] = [new Array<number>(width + 1), new Array<number>(width + 1), new Array<number>(width + 1)];
	for (let column = 0; column <= width; column++) above[column] = column;
	for (let row = 1; row <= height; row++) {
		const letter = a.charCodeAt(begin + row - 1);
		// Words that differ in few places run side by side: what lies off the diagonal by more is over anyway.
		const [from, to] = [Math.max(1, row - allowed), Math.min(width, row + allowed)];
		current[from - 1] = from === 1 ? row : over;
		let least = current[from - 1] as number;
		for (let column = from; column <= to; column++) {
			const other = b.charCodeAt(begin + column - 1);
			let edits = (above[column - 1] as number) + (letter === other ? 0 : replacement);
			edits = Math.min(edits, (above[column] as number) + 1, (current[column - 1] as number) + 1);
			if (row > 1 && column > 1 && letter === b.charCodeAt(begin + column - 2) && a.charCodeAt(begin + row - 2) === other)
				edits = Math.min(edits, (before[column - 2] as number) + 1);
			current[column] = edits;
			if (edits < least) least = edits;
		}
		if (least > allowed) return over;
		if (to < width) current[to + 1] = over;
		[before, above, current] = [above, current, before];
	}
	return above[width] as number;
}
