/** What a page says of the article that it shows. */
export interface About {
	id: string;
	version: string;
	title: string;
}

/** An article that can be led to. */
export interface LinkedArticle extends About {
	/** Address of its page. */
	address: string;
}

/** The first line of a note for the ticket: the article that was used. */
export function nameVersion({ id, version, title }: About): string {
	return `${id} version ${version}: ${title}`;
}
