/** Ids such as `12`, `readme` or `sign-in` stand in a text by accident: only one that nobody types as a word is told from words. */
export function looksLikeId(id: string): boolean {
	return /[a-z]/i.test(id) && /[0-9_/]|[A-Z]{2,}-/.test(id);
}
