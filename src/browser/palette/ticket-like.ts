/** Whether a text in the search box is a ticket rather than a search: it has lines, or more words than anyone searches by. */
export function isTicketLike(text: string): boolean {
	const trimmed = text.trim();
	return trimmed.includes('\n') || trimmed.split(/\s+/).length > 10;
}
