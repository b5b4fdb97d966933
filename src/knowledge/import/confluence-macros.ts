import type { AsideType } from './html-page.ts';
import type { PageNote } from './losses.ts';
import { asideHtml, childNamed, escapeHtml, type StorageElement, type StorageNode, textWithin } from './storage-nodes.ts';

/** What writing one page's storage format as HTML needs to know, and takes down. */
export interface StorageContext {
	pageId: string;
	space: string;
	notes: PageNote[];
	write: (nodes: readonly StorageNode[]) => string;
}

/** The frames of Confluence, by their macro; `panel` has no meaning but its own colours. */
export const frames: Record<string, AsideType> = { info: 'note', tip: 'tip', note: 'caution', warning: 'danger', panel: 'note' };

/** Macros that list what other pages hold, made anew whenever a page is shown: no word of them is a person's. */
const lists = new Set('toc children pagetree pagetreesearch livesearch recently-updated contributors change-history index'.split(' '));

/** Macros that are nothing but the place that their content has on the page. */
const layouts = new Set('section column excerpt details toc-zone div span align center'.split(' '));

/** The default of the expand macro, which Confluence shows where its writer gave none. */
export const expandTitle = 'Click here to expand...';

/** A macro as plain HTML. What an article cannot show is named in the notes, with what stood in it kept as text. */
function macroHtml(macro: StorageElement, context: StorageContext): string {
	const name = macro.attributes['ac:name'] ?? '';
	const parameters = parametersOf(macro);
	const title = parameters.get('title')?.trim() ?? '';
	const body = bodyOf(macro, context);
	const frame = Object.hasOwn(frames, name) ? frames[name] : undefined;
	if (frame !== undefined) return asideHtml(frame, title, body);
	if (lists.has(name) || layouts.has(name)) return body;
	if (name === 'expand') return `<details><summary>${escapeHtml(title || expandTitle)}</summary>${body}</details>`;
	const shown = shownBy(name, title, parameters, macro, context);
	if (shown === null) noteUnknown(name, parameters, body !== '', context);
	// Few of these hold anything themselves, but nothing says that they cannot.
	return `${shown ?? ''}${body}`;
}

/** What a macro shows beside what it holds, or null where that is not known. */
function shownBy(
	name: string,
	title: string,
	parameters: ReadonlyMap<string, string>,
	macro: StorageElement,
	context: StorageContext,
): string | null {
	const parameter = (key: string): string => parameters.get(key)?.trim() ?? '';
	switch (name) {
		case 'code':
		case 'noformat':
			return codeHtml(title, parameter('language'), textWithin(childNamed(macro, 'ac:plain-text-body')));
		case 'status':
			return `<strong>${escapeHtml(title)}</strong>`;
		case 'anchor':
			return `<a id="${escapeHtml(parameter(''))}"></a>`;
		case 'jira':
			return parameter('key') === '' ? null : escapeHtml(parameter('key'));
		case 'view-file':
		case 'viewpdf':
		case 'viewxls':
		case 'viewdoc':
		case 'viewppt':
		case 'multimedia':
			return parameter('name') === '' ? null : linkLine(attachmentAddress(context.pageId, parameter('name')), parameter('name'));
		case 'widget':
		case 'iframe': {
			const address = parameter('url') || parameter('src');
			return address === '' ? null : linkLine(address, address);
		}
		default:
			return null;
	}
}

function linkLine(address: string, title: string): string {
	return `<p><a href="${escapeHtml(address)}">${escapeHtml(title)}</a></p>`;
}

/** A link, an image, a task list or another element that is not HTML's, as plain HTML. */
export function elementHtml(element: StorageElement, context: StorageContext): string {
	const { name, attributes, children } = element;
	switch (name) {
		case 'ac:structured-macro':
		case 'ac:macro':
			return macroHtml(element, context);
		case 'ac:link':
			return linkHtml(element, context);
		case 'ac:image':
			return imageHtml(element, context);
		case 'ac:task-list':
			return `<ul>${context.write(children)}</ul>`;
		case 'ac:task': {
			const done = textWithin(childNamed(element, 'ac:task-status')).trim() === 'complete';
			return `<li><input type="checkbox"${done ? ' checked' : ''}>${context.write(children)}</li>`;
		}
		case 'ac:task-id':
		case 'ac:task-uuid':
		case 'ac:task-status':
			return '';
		case 'ac:emoticon':
			return escapeHtml(emoticonText(attributes));
		case 'ac:adf-extension': {
			const fallback = childNamed(element, 'ac:adf-fallback');
			return context.write(fallback?.children ?? children);
		}
		case 'ac:adf-attribute':
		case 'ac:parameter':
			return '';
		case 'ac:layout':
		case 'ac:layout-section':
		case 'ac:layout-cell':
			return `<div>${context.write(children)}</div>`;
		case 'ac:plain-text-body':
			return `<pre>\n${escapeHtml(textWithin(element))}</pre>`;
		case 'ri:user':
			return personHtml(context);
		case 'time':
			return escapeHtml(attributes.datetime ?? '') || context.write(children);
		default:
			return context.write(children);
	}
}

function codeHtml(title: string, language: string, code: string): string {
	const known = /^[\w+#.-]+$/.test(language) && !/^(none|text|plain)$/i.test(language);
	const head = title === '' ? '' : `<p><strong>${escapeHtml(title)}</strong></p>`;
	return `${head}<pre><code${known ? ` class="language-${escapeHtml(language)}"` : ''}>${escapeHtml(code)}</code></pre>`;
}

function parametersOf(macro: StorageElement): Map<string, string> {
	return new Map(
		macro.children.flatMap((child): [string, string][] => {
			if (typeof child === 'string' || child.name !== 'ac:parameter') return [];
			const resource = child.children.find((inner) => typeof inner !== 'string');
			const named =
				resource === undefined || typeof resource === 'string'
					? ''
					: (resource.attributes['ri:filename'] ?? resource.attributes['ri:value'] ?? resource.attributes['ri:content-title'] ?? '');
			return [[child.attributes['ac:name'] ?? '', named || textWithin(child)]];
		}),
	);
}

function bodyOf(macro: StorageElement, context: StorageContext): string {
	const read = /^(code|noformat)$/.test(macro.attributes['ac:name'] ?? '') ? childNamed(macro, 'ac:plain-text-body') : undefined;
	return context.write(macro.children.filter((child) => child !== read));
}

function noteUnknown(name: string, parameters: ReadonlyMap<string, string>, hasBody: boolean, context: StorageContext): void {
	const settings = [...parameters]
		.filter(([, value]) => value.trim() !== '')
		.map(([key, value]) => `${key}: ${value.replace(/\s+/g, ' ').trim().slice(0, 80)}`);
	const kept = hasBody ? 'what stands in it is kept as text' : 'nothing of it is in the article';
	context.notes.push({
		message: `holds the macro "${name}"${settings.length === 0 ? '' : ` (${settings.join(', ')})`}, which an article cannot show; ${kept}.`,
		remedy: 'Write down what readers need of it.',
	});
}

/** Addresses as Confluence has them, so that pages of either export are found in the same way. */
function pageAddress(space: string, title: string): string {
	return `/display/${encodeURIComponent(space)}/${encodeURIComponent(title)}`;
}

function attachmentAddress(pageId: string, fileName: string): string {
	return `/download/attachments/${encodeURIComponent(pageId)}/${encodeURIComponent(fileName)}`;
}

function linkHtml(link: StorageElement, context: StorageContext): string {
	const shown = context.write(link.children.filter((child) => typeof child === 'string' || !child.name.startsWith('ri:'))).trim();
	const anchor = link.attributes['ac:anchor'] ?? '';
	const resource = link.children.find((child): child is StorageElement => typeof child !== 'string' && child.name.startsWith('ri:'));
	if (resource?.name === 'ri:user') return shown === '' ? personHtml(context) : shown;
	const { address, title } = resource === undefined ? { address: '', title: anchor } : resourceOf(resource, context);
	const end = anchor === '' ? '' : `#${encodeURIComponent(anchor)}`;
	if (address + end === '') return shown;
	return `<a href="${escapeHtml(address + end)}">${shown || escapeHtml(title)}</a>`;
}

/** Where a resource identifier leads to, and what it is called. */
function resourceOf(resource: StorageElement, context: StorageContext): { address: string; title: string } {
	const { attributes } = resource;
	const space = attributes['ri:space-key'] ?? context.space;
	switch (resource.name) {
		case 'ri:page':
		case 'ri:blog-post': {
			const title = attributes['ri:content-title'] ?? '';
			return { address: pageAddress(space, title), title };
		}
		case 'ri:attachment': {
			const file = attributes['ri:filename'] ?? '';
			const owner = childNamed(resource, 'ri:page');
			const address =
				owner === undefined ? attachmentAddress(context.pageId, file) : `${resourceOf(owner, context).address}/${encodeURIComponent(file)}`;
			return { address, title: file };
		}
		case 'ri:url':
			return { address: attributes['ri:value'] ?? '', title: attributes['ri:value'] ?? '' };
		case 'ri:content-entity':
			return { address: `/pages/viewpage.action?pageId=${encodeURIComponent(attributes['ri:content-id'] ?? '')}`, title: 'page' };
		case 'ri:space':
			return { address: `/display/${encodeURIComponent(space)}`, title: space };
		default:
			context.notes.push({
				message: `holds a link to ${resource.name.slice(3)}, which no address tells.`,
				remedy: 'Write down where it leads.',
			});
			return { address: '', title: '' };
	}
}

/** The storage format names people by a key of the wiki, which says nothing elsewhere and is nobody's business there. */
function personHtml(context: StorageContext): string {
	if (!context.notes.some(({ message }) => message.startsWith('mentions a person'))) {
		context.notes.push({
			message: 'mentions a person, by a key that says nothing outside of the wiki; "[person]" stands there.',
			remedy: 'Name the role or the team instead.',
		});
	}
	return '[person]';
}

function imageHtml(image: StorageElement, context: StorageContext): string {
	const resource = image.children.find((child): child is StorageElement => typeof child !== 'string' && child.name.startsWith('ri:'));
	const { address, title } = resource === undefined ? { address: '', title: '' } : resourceOf(resource, context);
	const alt = image.attributes['ac:alt'] ?? (resource?.name === 'ri:attachment' ? title : '');
	const caption = context.write(image.children.filter((child) => child !== resource));
	return `<img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">${caption}`;
}

/** The signs of the storage format's reference; newer ones carry their own. */
const emoticons: Record<string, string> = {
	smile: '🙂',
	sad: '🙁',
	cheeky: '😛',
	laugh: '😀',
	wink: '😉',
	'thumbs-up': '👍',
	'thumbs-down': '👎',
	information: 'ℹ️',
	tick: '✅',
	cross: '❌',
	warning: '⚠️',
	plus: '➕',
	minus: '➖',
	question: '❓',
	'light-on': '💡',
	'light-off': '💡',
	'yellow-star': '⭐',
	'red-star': '⭐',
	'green-star': '⭐',
	'blue-star': '⭐',
	heart: '❤️',
	'broken-heart': '💔',
};

export function emoticonText(attributes: Readonly<Record<string, string>>): string {
	const fallback = attributes['ac:emoji-fallback'] ?? '';
	const name = attributes['ac:name'] ?? '';
	if (fallback !== '' && !fallback.startsWith(':')) return fallback;
	return (Object.hasOwn(emoticons, name) ? emoticons[name] : undefined) ?? (fallback || `(${name})`);
}
