import { decodeHTML } from 'entities';

/** One piece of the raw HTML that stands between Markdown: tags come in pairs that may span many Markdown blocks. */
export type HtmlPiece =
	| { kind: 'open'; name: string; attributes: Record<string, string>; closed: boolean; source: string }
	| { kind: 'close'; name: string; source: string }
	| { kind: 'text'; value: string }
	| { kind: 'comment'; value: string }
	/** An element whose content is no markup, such as `<script>`, with its content. */
	| { kind: 'raw'; source: string };

// The grammar of raw HTML in Markdown: https://spec.commonmark.org/0.31.2/#raw-html
const attribute = /\s+([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;
const tag = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/y;
/** What stands in these is not markup, up to their closing tag. */
const rawText = new Set(['script', 'style', 'textarea', 'title', 'iframe', 'noembed', 'noframes', 'xmp']);
const comment = /<!--(?:-?>|([\s\S]*?)(?:--!?>|$))/y;

/** Cuts raw HTML into tags, text (entities decoded) and comments. `source` is the tag as written. Never fails. */
export function cutHtml(html: string): HtmlPiece[] {
	const pieces: HtmlPiece[] = [];
	let from = 0;
	let at = 0;
	const closeText = (): void => {
		if (at > from) pieces.push({ kind: 'text', value: decodeHTML(html.slice(from, at)) });
	};
	while (at < html.length) {
		const found = html[at] === '<' ? (cutComment(html, at) ?? cutTag(html, at)) : null;
		if (found === null) {
			at++;
			continue;
		}
		closeText();
		pieces.push(found.piece);
		at = from = found.end;
	}
	closeText();
	return pieces;
}

function cutComment(html: string, at: number): { piece: HtmlPiece; end: number } | null {
	comment.lastIndex = at;
	const match = comment.exec(html);
	return match === null ? null : { piece: { kind: 'comment', value: match[1] ?? '' }, end: comment.lastIndex };
}

function cutTag(html: string, at: number): { piece: HtmlPiece; end: number } | null {
	tag.lastIndex = at;
	const match = tag.exec(html);
	if (match === null) return null;
	const attributes: Record<string, string> = {};
	let end = tag.lastIndex;
	for (;;) {
		attribute.lastIndex = end;
		const found = attribute.exec(html);
		if (found === null) break;
		attributes[(found[1] ?? '').toLowerCase()] = decodeHTML(found[2] ?? found[3] ?? found[4] ?? '');
		end = attribute.lastIndex;
	}
	const closing = /^\s*(\/?)>/.exec(html.slice(end, end + 200));
	if (closing === null) return null;
	end += closing[0].length;
	const name = (match[2] ?? '').toLowerCase();
	if (match[1] === '/') return { piece: { kind: 'close', name, source: html.slice(at, end) }, end };
	if (rawText.has(name)) {
		end = endOfRawText(html, end, name);
		return { piece: { kind: 'raw', source: html.slice(at, end) }, end };
	}
	return { piece: { kind: 'open', name, attributes, closed: closing[1] === '/', source: html.slice(at, end) }, end };
}

function endOfRawText(html: string, from: number, name: string): number {
	const closing = new RegExp(`</${name}\\s*>`, 'gi');
	closing.lastIndex = from;
	return closing.exec(html) === null ? html.length : closing.lastIndex;
}
