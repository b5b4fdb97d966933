import { fetchPage, movePlace } from '../../fetch-page.ts';

/**
 * Takes a question from the page of its module, with the styles that the page loads for what stands in its text. Throws a
 * sentence where the page cannot be had; null where it does not ask the question.
 */
export async function liftQuestion(address: string, name: string, question: string): Promise<HTMLElement | null> {
	const page = await fetchPage(address, name);
	const section = page.querySelector<HTMLElement>(`[data-question="${CSS.escape(question)}"]`);
	if (section === null) return null;
	// They have done their work on the module's page, and would do none here.
	for (const script of section.querySelectorAll('script')) script.remove();
	for (const styles of page.body.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
		const href = styles.getAttribute('href') ?? '';
		if (document.querySelector(`link[href="${CSS.escape(href)}"]`) === null) document.head.append(styles);
		else styles.remove();
	}
	movePlace(section, address);
	return section;
}
