import { stemmer } from 'stemmer';

/** Function words say nothing of the problem; left in, they outweigh it in a long ticket. */
export const functionWords = (
	'a an and are as at be been but by can could did do does for from get had has have he her his i if in into is it its ' +
	'just me my no not of on or our she so that the their them then there they this to was we were what when where which ' +
	'who why will with would you your'
).split(' ');
const stopWords = new Set(functionWords);

/** The stem under which a word is filed (Porter), so that inflections meet; null for function words. */
export function stemWord(word: string): string | null {
	return stopWords.has(word) ? null : stemmer(word);
}

/** The different stems of a text's words, without function words. */
export function stemsOf(text: string): Set<string> {
	return new Set(splitWords(text).flatMap((word) => stemWord(word) ?? []));
}

/**
 * Words of a text: lower case, without diacritics. Identifiers such as `RQ-4012` or `lease_conflict` count whole and
 * in their parts, and `CamelCase` in its parts, so that an error text finds prose about it and the other way round.
 */
export function splitWords(text: string): string[] {
	const words: string[] = [];
	for (const [chunk] of text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.matchAll(/[\p{L}\p{N}]+(?:[-_.:/][\p{L}\p{N}]+)*/gu)) {
		const parts = chunk.split(/[-_.:/]/).flatMap((part) => part.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u));
		if (parts.length > 1 && parts.length <= 6) words.push(chunk.toLowerCase());
		for (const part of parts) words.push(part.toLowerCase());
	}
	return words;
}

/** The whole words among the pieces that a tokenizer knows. */
export function wholeWords(pieces: Iterable<string>): Set<string> {
	return new Set([...pieces].filter((piece) => /^\p{Ll}{2,}$/u.test(piece)));
}
