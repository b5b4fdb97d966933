/** Longer words are no words to the model. */
const longestWord = 100;

/**
 * The words of a text as the model's tokenizer takes them, before it cuts them into pieces: lower case, without
 * diacritics and what no one sees (soft hyphens), parted by whatever is neither letter nor digit (BertNormalizer and
 * BertPreTokenizer; signs, which the model reads but which say nothing, are left out).
 */
export function modelWords(text: string): string[] {
	const plain = text
		.normalize('NFD')
		.replace(/[\p{Mn}\p{Cf}]/gu, '')
		.toLowerCase();
	return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => [...word].length <= longestWord);
}

/** Marks a piece that goes on where another one ended. */
const goesOn = '##';

/** The longest piece that begins `text`, in the vocabulary's writing; null where none does. */
export type FindPiece = (text: string) => string | null | Promise<string | null>;

/**
 * Cuts a word into the model's pieces, each the longest that fits (WordPiece; Wu et al., 2016). Empty where some part of
 * it fits none: the model then reads a word that it does not know.
 */
export async function cutWord(word: string, find: FindPiece): Promise<string[]> {
	const pieces: string[] = [];
	let read = 0;
	while (read < word.length) {
		const mark = read === 0 ? '' : goesOn;
		const piece = await find(mark + word.slice(read));
		if (piece === null) return [];
		pieces.push(piece);
		read += piece.length - mark.length;
	}
	return pieces;
}

/** Endings that a word may lose, and what stands in their place: plurals, past and continuing forms, and what is made of verbs. */
const endings = [
	['s', ''],
	['es', ''],
	['ies', 'y'],
	['ed', ''],
	['d', ''],
	['ied', 'y'],
	['ing', ''],
	['ly', ''],
	['er', ''],
	['ers', ''],
	['ier', 'y'],
	['iers', 'y'],
	['ness', ''],
	['ment', ''],
	['able', ''],
	['ion', ''],
	['ation', ''],
] as const;

/** Letters that a base form has at least. */
const shortestBase = 3;

/** The same for the parts of a compound; the first may be a prefix such as `re`. */
const shortestPart = { first: 2, second: 4 } as const;

/** What an inflected word may be a form of, the likeliest first. */
function baseForms(word: string): string[] {
	return endings.flatMap(([ending, instead]) => {
		const rest = word.slice(0, -ending.length) + instead;
		if (!word.endsWith(ending) || rest.length < shortestBase) return [];
		if (!/^(?:ed|ing|ers?|able|(?:at)?ion)$/.test(ending)) return [rest];
		// `rater` is of `rate`, `logger` of `log`, `player` of `play`: a short vowel would have doubled what follows it.
		const doubled = rest.match(/^(.*[aeiou]([bdfglmnprt]))\2$/)?.[1];
		return doubled === undefined ? (/[aeiou][^aeiouwxy]$/.test(rest) ? [`${rest}e`, rest] : [rest, `${rest}e`]) : [doubled, rest];
	});
}

/** The two words that a word is made of, such as `spread` and `sheet`; null where it is no such word. */
async function cutCompound(word: string, find: FindPiece): Promise<string[] | null> {
	let first = await find(word.slice(0, -shortestPart.second));
	for (let tries = 0; tries < 3 && first !== null && first.length >= shortestPart.first; tries++) {
		const second = word.slice(first.length);
		if ((await find(second)) === second) return [first, second];
		first = await find(first.slice(0, -1));
	}
	return null;
}

/** The word itself where the model has a piece for it, else its base form or the two words that it is made of; null for any other. */
export async function findWhole(word: string, find: FindPiece): Promise<string[] | null> {
	if ((await find(word)) === word) return [word];
	for (const form of baseForms(word)) if ((await find(form)) === form) return [form];
	return cutCompound(word, find);
}

/** The pieces of a word as they are summed up: whole ones, which say more of it, or else those that the model would read. */
export async function readWord(word: string, find: FindPiece): Promise<string[]> {
	return (await findWhole(word, find)) ?? cutWord(word, find);
}

/** The longest of the pieces that begins the text; null where none does. */
export function longestPiece(pieces: { has(piece: string): boolean }, text: string): string | null {
	const least = text.startsWith(goesOn) ? goesOn.length : 0;
	for (let end = text.length; end > least; end--) {
		const piece = text.slice(0, end);
		if (pieces.has(piece)) return piece;
	}
	return null;
}

/** Those of the pieces that begin the text without being all of it, in order of length. */
export function piecesBefore(pieces: { has(piece: string): boolean }, text: string): string[] {
	const least = text.startsWith(goesOn) ? goesOn.length : 0;
	return Array.from({ length: Math.max(0, text.length - least - 1) }, (_, at) => text.slice(0, least + at + 1)).filter((piece) =>
		pieces.has(piece),
	);
}

/** The pieces that a query can need: letters and digits of Latin writing. Sorted. */
export function readablePieces(vocabulary: Iterable<string>): string[] {
	return [...vocabulary].filter((piece) => /^(?:##)?[\p{Script=Latin}\p{N}]+$/u.test(piece)).sort();
}
