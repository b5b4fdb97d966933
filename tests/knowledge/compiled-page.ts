import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter';
import { unified } from '@astrojs/markdown-remark';
import { evaluate } from '@mdx-js/mdx';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';

/** What a page does and shows, told without anything of the gate's. */
export interface CompiledPage {
	/** What the page's code put on record: each nasty token calls `globalThis.ran()`. */
	ran: number;
	/** Why a browser would run, load or dress something of the page; empty where it is only text to read. */
	dangers: string[];
}

declare global {
	var ran: () => string;
}

type Properties = Record<string, unknown>;

const inertElements = new Set(
	(
		'a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 ' +
		'hr i img input ins kbd li mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead ' +
		'tr tt u ul var wbr'
	).split(' '),
);

/** Compiles a file as Astro does, but runs it with a JSX runtime that only takes down what it is given. */
export async function compilePage(file: string, options: { directives: boolean }): Promise<CompiledPage> {
	const { content } = parseFrontmatter(file, { frontmatter: 'empty-with-spaces' });
	const page: CompiledPage = { ran: 0, dangers: [] };
	globalThis.ran = () => {
		page.ran++;
		return 'ran';
	};
	const jsx = (type: unknown, properties: Properties): unknown => {
		if (typeof type === 'function') return type(properties);
		if (typeof type === 'string') page.dangers.push(...findDangers(type, properties));
		else page.dangers.push(`element ${String(type)}`);
		return type;
	};
	const { default: Content } = await evaluate(content, {
		Fragment: 'div',
		jsx,
		jsxs: jsx,
		baseUrl: import.meta.url,
		remarkPlugins: options.directives ? [remarkGfm, remarkDirective] : [remarkGfm],
		elementAttributeNameCase: 'html',
	});
	Content({ components: { Aside: 'div', Reply: 'div', Decide: 'div', Answer: 'div', Internal: 'div' } });
	return page;
}

function findDangers(element: string, properties: Properties): string[] {
	const dangers = inertElements.has(element) ? [] : [`<${element}>`];
	for (const [name, value] of Object.entries(properties)) {
		if (name === 'children') continue;
		if (!/^[a-z][a-zA-Z-]*$/.test(name) || /^on/i.test(name)) dangers.push(`${element} ${name}`);
		// Columns of a table are aligned by style; nothing else may be.
		if (name === 'style' && Object.keys(value as object).some((key) => key !== 'textAlign')) dangers.push(`${element} style`);
		if (!['string', 'number', 'boolean', 'object'].includes(typeof value)) dangers.push(`${element} ${name} is ${typeof value}`);
		if (/href|src|action|data$/i.test(name) && !isInert(String(value))) dangers.push(`${element} ${name}=${value}`);
	}
	return dangers;
}

/** As a browser resolves it: https://url.spec.whatwg.org */
function isInert(address: string): boolean {
	if (!URL.canParse(address, 'https://site.example/a/')) return true;
	return !['javascript:', 'data:', 'vbscript:', 'blob:', 'file:'].includes(new URL(address, 'https://site.example/a/').protocol);
}

const renderer = unified({ smartypants: false, remarkPlugins: [remarkDirective] }).createMdxRenderer?.(
	{ syntaxHighlight: false, gfm: true, smartypants: false },
	{ optimize: true, srcDir: new URL('../../src/', import.meta.url) },
);

/** What a file makes Astro import when it builds the page, apart from the runtime. */
export async function importsOf(file: string): Promise<string[]> {
	const { content, frontmatter } = parseFrontmatter(file, { frontmatter: 'empty-with-spaces' });
	const result = await (await renderer)?.process(content, '/knowledge/article.mdx', frontmatter);
	if (result === undefined) throw new Error('this Astro cannot compile MDX');
	return [...result.code.matchAll(/^import\s[^;]*?["']([^"'\n]*)["'];?$/gm)]
		.map(([, address = '']) => address)
		.filter((address) => address !== 'astro/jsx-runtime' && address !== 'astro:assets');
}
