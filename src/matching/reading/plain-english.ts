/** Words that English prose has in every other sentence, and that no other language that is written to a desk has. */
const signs = new Set('the and that this with not cannot from my they when have has to of are after since it'.split(' '));

/** Different ones of these that make a text English beyond doubt. */
const enough = 3;

/**
 * Whether a text is so plainly English that nobody needs to tell its language; what is not may be English all the same.
 * It spares a page the 280 KB by which `language.ts` tells.
 */
export function isPlainlyEnglish(text: string): boolean {
	const found = new Set(text.toLowerCase().match(/\p{L}+/gu));
	return [...found].filter((word) => signs.has(word)).length >= enough;
}
