/**
 * What an article may contain. All lists are allow-lists: whatever is not named here is refused,
 * so that a new way to run code is refused before anyone has heard of it.
 */

/** The Markdown that an article is made of, by the names of its syntax tree; what the gate looks into it names itself. */
export const markdownNodes: ReadonlySet<string> = new Set([
	...['root', 'heading', 'paragraph', 'blockquote', 'list', 'listItem', 'thematicBreak', 'table', 'tableRow', 'tableCell'],
	...['text', 'emphasis', 'strong', 'delete', 'inlineCode', 'break', 'linkReference', 'footnoteReference', 'footnoteDefinition'],
	// `:::name` as Starlight reads it: an aside, or a plain block.
	'containerDirective',
]);

/** What the label of `:name[label]` may hold: Starlight can write no more than this back as text. */
export const directiveLabelNodes: ReadonlySet<string> = new Set([
	...['text', 'emphasis', 'strong', 'inlineCode', 'break', 'link', 'image', 'linkReference', 'imageReference', 'textDirective'],
]);

/** Deeper nesting is no article, and everything that walks the tree by recursion would run out of stack. */
export const maxDepth = 100;

/** Components by name, each with its attributes and the values they may take. */
export type Components = Record<string, Record<string, readonly string[] | 'text'>>;

/** The components that the site offers to articles. */
export const articleComponents: Components = {
	Aside: { type: ['note', 'tip', 'caution', 'danger'], title: 'text' },
	Reply: { channel: ['chat', 'mail'] },
	Decide: { question: 'text' },
	Answer: { is: 'text' },
	Internal: {},
};

/** What a training module may hold besides: its questions (`training/questions.ts`). */
const questionComponents: Components = {
	Question: {
		id: 'text',
		ask: ['single', 'multiple', 'order', 'match', 'fill', 'sql', 'http'],
		about: 'text',
		why: 'text',
		order: ['matters'],
	},
	Choice: { is: ['right', 'wrong'], why: 'text' },
	Step: { why: 'text' },
	Pair: { article: 'text', why: 'text' },
	Blank: { n: 'text', accepts: 'text', why: 'text' },
	Solution: {},
};

/** The components of a training module, in place of those of an article. */
export const trainingComponents: Components = { ...articleComponents, ...questionComponents };

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

/** The files that the site serves as images, by the extension of their path. */
export function isImageFile(path: string): boolean {
	return /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(path);
}

/**
 * Whether an image may be compiled. Astro turns `![](path)` into an import statement unless the decoded path is a whole
 * address or starts with `/` (@astrojs/markdown-remark, remark-collect-images), so `![](./x.js)` would run x.js.
 * Without `?`, `#` and `%` no bundler sees another file than the extension says.
 */
export function isSafeImageAddress(address: string): boolean {
	let path: string;
	try {
		path = decodeURI(address);
	} catch {
		return false;
	}
	if (path === '' || path.startsWith('/') || URL.canParse(path)) return true;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: bundlers give them a meaning
	return /^[^?#%\u0000-\u001f]+\.\w+$/.test(path) && isImageFile(path);
}

/**
 * Whether the text behind a fence's language may reach Expressive Code, which runs `/pattern/` over the code and counts
 * out `{1-9999999}` in memory. A pattern starts behind white space or `=` and ends before white space, as a path such as
 * /etc/hosts does not; line numbers have at most four digits.
 */
export function isSafeCodeMeta(meta: string): boolean {
	return meta.length <= 500 && !/(?:^|[\s=])\/.*\/(?:\s|$)/s.test(meta) && !(meta.includes('{') && /\d{5}/.test(meta));
}

/** `{/* … *\/}` holds no statement: nothing in it runs. Told from the parsed program, not from the text. */
export function isComment(expression: { data?: { estree?: { body: unknown[] } | null } }): boolean {
	return expression.data?.estree != null && expression.data.estree.body.length === 0;
}
