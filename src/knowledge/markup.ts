/**
 * What an article may contain beside Markdown. Both lists are allow-lists: whatever is not named here is refused,
 * so that a new way to run code is refused before anyone has heard of it.
 */

/** The components that the site offers, each with its attributes and the values they may take. */
export const articleComponents: Record<string, Record<string, readonly string[] | 'text'>> = {
	Aside: { type: ['note', 'tip', 'caution', 'danger'], title: 'text' },
	Reply: { channel: ['chat', 'mail'] },
};

const everywhere = ['title', 'lang', 'dir', 'id', 'align'];

/** The HTML elements that may stand in an article, each with its attributes beside the common ones. */
export const htmlElements: Record<string, readonly string[]> = {
	...Object.fromEntries(
		(
			'abbr b blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure hr i ins ' +
			'kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr'
		)
			.split(' ')
			.map((name) => [name, everywhere]),
	),
	a: [...everywhere, 'href', 'name'],
	details: [...everywhere, 'open'],
	img: [...everywhere, 'src', 'alt', 'width', 'height'],
	ol: [...everywhere, 'start', 'type', 'reversed'],
	table: [...everywhere, 'width', 'border'],
	td: [...everywhere, 'colspan', 'rowspan', 'width', 'valign'],
	th: [...everywhere, 'colspan', 'rowspan', 'width', 'valign', 'scope'],
};

export const addressAttributes: ReadonlySet<string> = new Set(['href', 'src']);

const allowedProtocols = new Set(['http', 'https', 'mailto', 'tel', 'ftp', 'sftp', 'ssh', 'git', 'irc', 'slack']);

/**
 * The protocol of an address that must not be followed, such as `javascript`, or null where the address is safe.
 * Browsers drop white space and control characters inside a protocol, so they are dropped before looking.
 */
export function unsafeProtocol(address: string): string | null {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers ignore exactly these
	const compact = address.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g, '');
	const protocol = /^([a-z][a-z0-9+.-]*):/i.exec(compact)?.[1]?.toLowerCase();
	if (protocol === undefined || allowedProtocols.has(protocol)) return null;
	return protocol;
}
