import { fetchPage, movePlace } from '../fetch-page.ts';

/** A version as its page shows it. */
export interface VersionPage {
	/** Its body, taken from the page. */
	body: Element;
	/** Whether the body is no more than the source, which did not pass the gate. */
	isSource: boolean;
	/** Values of its fields, by label, in order. */
	facts: Map<string, string[]>;
}

/** Fetches the page of a version. Throws a sentence where it cannot be had. */
export async function fetchVersion(address: string, name: string): Promise<VersionPage> {
	const page = await fetchPage(address, name);
	const about = page.querySelector<HTMLElement>('[data-shown]');
	const body = about?.querySelector('[data-body]');
	if (about === null || !body) throw new Error(`The page of ${name} has no text.`);
	// They have done their work on the version's own page, and would do none here.
	for (const script of body.querySelectorAll('script')) script.remove();
	movePlace(body, address);
	const facts = [...about.querySelectorAll('[data-facts] > div')].map((field): [string, string[]] => [
		field.querySelector('dt')?.textContent ?? '',
		[...field.querySelectorAll('dd')].map((value) => value.textContent ?? ''),
	]);
	return { body, isSource: about.dataset.shown === 'source', facts: new Map(facts) };
}
