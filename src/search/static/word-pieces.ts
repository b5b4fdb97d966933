/** Longer words are no words to the model. */
const longestWord = 100;

/**
 * The words of a text as the model's tokenizer takes them, before it cuts them into pieces: lower case, without
 * diacritics, parted by whatever is neither letter nor digit (BertNormalizer and BertPreTokenizer; signs, which the
 * model reads but which say nothing, are left out).
 */
export function modelWords(text: string): string[] {
	const plain = text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
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
	['ing', 'e'],
	['ly', ''],
	['er', ''],
	['er', 'e'],
	['ers', ''],
	['ers', 'e'],
	['ness', ''],
	['ment', ''],
	['able', ''],
	['able', 'e'],
] as const;

/** Letters that a base form has at least. */
const shortestBase = 3;

/** What an inflected word may be a form of, the likeliest first. */
function baseForms(word: string): string[] {
	const forms = endings.flatMap(([ending, instead]) => {
		const rest = word.slice(0, -ending.length);
		return word.endsWith(ending) && rest.length >= shortestBase ? rest + instead : [];
	});
	const doubled = word.match(/^(.+([bdfglmnprt]))\2(?:ed|ing)$/)?.[1];
	return doubled === undefined ? forms : [...forms, doubled];
}

/**
 * The pieces of a word as they are summed up: the word itself where the model has a piece for it, else its base form,
 * which says more of it than the pieces that the model would read, else those.
 */
export async function readWord(word: string, find: FindPiece): Promise<string[]> {
	if ((await find(word)) === word) return [word];
	for (const form of baseForms(word)) if ((await find(form)) === form) return [form];
	return cutWord(word, find);
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
