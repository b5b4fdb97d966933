/** A page that has not come by then will not, in milliseconds. */
const patience = 10_000;

/**
 * Fetches another page of the site. Nothing in it runs: a parsed document has no scripts at work, and the page's policy
 * allows none. Throws a sentence, about what it is called, where it cannot be had.
 */
export async function fetchPage(address: string, name: string): Promise<Document> {
	const response = await fetch(address, { signal: AbortSignal.timeout(patience) }).catch(() => null);
	if (response === null || !response.ok) throw new Error(`The page of ${name} cannot be reached.`);
	return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/** Ids belong to the page that something was taken from; what points at one leads there. */
export function movePlace(root: Element, address: string): void {
	for (const element of [root, ...root.querySelectorAll('*')]) {
		const href = element.getAttribute('href');
		if (href?.startsWith('#')) element.setAttribute('href', `${address}${href}`);
		element.removeAttribute('id');
	}
}
