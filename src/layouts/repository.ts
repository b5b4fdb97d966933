/** Characters of an address that every browser and web host takes. */
const maxAddress = 7_500;

/** Where a file of the corpus is edited on the web, from the team's template with `{path}`. */
export function editAddress(template: string, path: string): string {
	const encoded = path.split('/').map(encodeURIComponent).join('/');
	return template.replaceAll('{path}', () => encoded);
}

/** Where an issue is opened on the web, filled in, from the team's template with `{title}` and `{body}`. A body that no address can carry is cut. */
export function issueAddress(template: string, title: string, body: string): string {
	const fill = (text: string): string =>
		template.replace(/\{(title|body)\}/g, (_place, name) => encodeURIComponent((name === 'title' ? title : text).toWellFormed()));
	if (fill(body).length <= maxAddress) return fill(body);
	let length = body.length;
	const cut = (): string => `${body.slice(0, length)}\n[cut: the rest is in the file]`;
	while (length > 0 && fill(cut()).length > maxAddress) length = Math.floor(length * 0.9);
	return fill(cut());
}
