import { pick, shuffle } from '../../search/random.ts';

/** One word in so many gets a typo. */
const wordsATypo = 4;
/** Shorter words are left alone, and so is every first letter: people seldom slip there, and a reader could not mend it. */
const fewestLetters = 4;

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours = new Map(keyRows.flatMap((row) => [...row].map((key, at) => [key, [row[at - 1], row[at + 1]].filter(isKey)])));

function isKey(key: string | undefined): key is string {
	return key !== undefined;
}

/**
 * The text with a slip of the keyboard in every fourth plain word, at least one where there is any: two letters swapped,
 * one dropped, doubled or replaced by its neighbour on the keyboard. What a machine wrote stays as it is: anything with a
 * digit, a sign inside or capitals past the first letter.
 */
export function addTypos(text: string, random: () => number): string {
	const tokens = text.split(/(\s+)/);
	const plain = tokens.flatMap((token, position) => {
		const word = plainWord.exec(token)?.groups?.word ?? '';
		return word.length >= fewestLetters ? [{ position, token, word }] : [];
	});
	const count = Math.min(plain.length, Math.max(1, Math.round(plain.length / wordsATypo)));
	for (const { position, token, word } of shuffle(plain, random).slice(0, count))
		tokens[position] = token.replace(word, misspell(word, random));
	return tokens.join('');
}

/** A word of letters, at most its first one a capital, alone or among quotes, brackets and the signs that end a sentence. */
const plainWord = /^["'(“‘[]*(?<word>\p{L}\p{Ll}*)["')”’\].,;:!?]*$/u;

function misspell(word: string, random: () => number): string {
	const letters = [...word];
	const at = 1 + Math.floor(random() * (letters.length - 1));
	const letter = letters[at] ?? '';
	const before = letters[at - 1] ?? '';
	const slips = [
		[...letters.slice(0, at), ...letters.slice(at + 1)],
		[...letters.slice(0, at), letter, ...letters.slice(at)],
		...(at > 1 && before !== letter ? [[...letters.slice(0, at - 1), letter, before, ...letters.slice(at + 1)]] : []),
		...(neighbours.has(letter)
			? [[...letters.slice(0, at), pick(neighbours.get(letter) ?? [letter], random), ...letters.slice(at + 1)]]
			: []),
	];
	return pick(slips, random).join('');
}
