/** Nobody types a longer search, in characters. Looking for every word of a pasted log would hold the page up. */
export const longestSearch = 1_000;

/** Whether a text in the search box is a ticket rather than a search: it has lines, or more words than anyone searches by. */
export function isTicketLike(text: string): boolean {
	const trimmed = text.trim();
	return trimmed.length > longestSearch || trimmed.includes('\n') || trimmed.split(/\s+/).length > 10;
}
