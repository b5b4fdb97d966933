import { LinkifyIt } from 'linkify-it';
import isIP from 'validator/lib/isIP.js';
import type { Span } from '../mapped-text.ts';
import { findAll, wordLength } from './spans.ts';

const local = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.\\-]";
const at = '(?:@|[([]at[)\\]])';
const label = '[\\p{L}\\p{N}_\\-]+';
const host = `(?:${label}(?:\\.${label})*|\\[[\\p{L}\\p{N}.:]{2,50}\\])`;
// Tried from the first character of a run only, and over a few @ at most: else `aaa…` and `a@%a@%…` would be read once for each character.
const emails = new RegExp(`(?:(?<!${local})${local}+|"[^"\\n]{1,64}")(?:${at}${local}+){0,20}${at}${host}`, 'dgu');

/** What stands after an @ in a package, an image or a branch. */
const release = /@(?:v?\d[\p{L}\d.-]*|latest|sha256|main|master)$/u;

/** `jane.doe@corp.example`, `jane@corp`; not `actions/checkout@v4`, `react@18.2.0` or `image@sha256`. */
export function findEmails(text: string): Span[] {
	return findAll(text, emails, ({ text: found, start }) => {
		if (!/[\p{L}\p{N}][^@([]*[@([]/u.test(found)) return false;
		// Without a domain, it may as well be a release, or a path with an @ in it.
		const hasDomain = /[@)\]][^@]*(?:\.\p{L}{2}|\])/u.test(found);
		if (!hasDomain && (release.test(found) || !/^[\p{L}\p{N}_.+`'*@-]+@\p{L}/u.test(found))) return false;
		const marks = found.match(/^[`'*_]+(?=[^@`'*_])/)?.[0].length ?? 0;
		return { start: start + marks, end: start + found.length };
	});
}

/** Top-level domains, besides those of two letters and the oldest ones, of links that people paste without `https://`. */
const moreDomains = [
	'app',
	'blog',
	'corp',
	'dev',
	'example',
	'internal',
	'link',
	'live',
	'local',
	'online',
	'site',
	'test',
	'video',
	'watch',
	'xyz',
];
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false }).tlds(moreDomains, true);

/** What only looks like a link: labels of Kubernetes, and paths that begin with a file name. */
const notALink = /^(?:[a-z0-9.-]*k(?:8s|ubernetes)\.io|[^/]*\.(?:cc|md|pl|ps|py|rs|sh|so))(?:[/#?]|$)/i;

/** `https://…`, or any other scheme, with all that follows; also `www.…` and `host.tld/path`. A host name alone is none. */
export function findUrls(text: string): Span[] {
	// linkify-it passes over hosts with `_`, long passwords and links glued to a word, so only links without a scheme are left to it.
	const schemed = findAll(text, /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"`]+/dgi, ({ text: found, start }) => ({
		start,
		end: start + linkLength(found),
	}));
	const bare = (/[/?#]|www\./i.test(text) ? (linkify.match(text) ?? []) : []).filter(
		({ schema, raw }) => schema === '' && (/^www\./i.test(raw) || /[/?#]./.test(raw)) && !notALink.test(raw),
	);
	return [...schemed, ...bare.map(({ index, raw }) => ({ start: index, end: index + linkLength(raw) }))];
}

/** Characters of a link without the bracket that was opened before it and the marks of the sentence around it. */
function linkLength(link: string): number {
	let length = link.length;
	let open = 0;
	for (let at = 0; at < length; at++) {
		if (link[at] === '(' || link[at] === '[') open++;
		if (link[at] !== ')' && link[at] !== ']') continue;
		if (open === 0) length = at;
		open--;
	}
	return wordLength(link.slice(0, length));
}

const dot = '(?:\\.|\\[\\.\\])';
const dottedNumbers = new RegExp(`\\d{1,40}(?:${dot}\\d{1,40}){3,}(?::\\d{1,5}|/\\d{1,2})?`, 'dg');
const colonGroups =
	/(?<![0-9a-f:])[0-9a-f]{0,40}(?::[0-9a-f]*){2,}(?:\.\d{1,3}){0,3}(?<zone>%[a-z0-9.]+)?(?<tail>\]:\d{1,5}|\/\d{1,3})?/dgi;

/** IPv4 and IPv6, with port or prefix length. A version of four parts that reads as an address is one. */
export function findIps(text: string): Span[] {
	// Digits before the first part and after the last may belong to the text around, so those two say nothing.
	const v4 = findAll(text, dottedNumbers, ({ text: found }) => {
		const parts = found.split(/[.[\]:/]+/).map(Number);
		return parts.some((part, at) => at > 0 && part <= 255 && at + 2 < parts.length && (parts[at + 1] ?? 256) <= 255);
	});
	const v6 = findAll(text, colonGroups, ({ text: found, start, groups }) => {
		const tail = (groups.zone ?? '') + (groups.tail ?? '');
		const run = found.slice(0, found.length - tail.length);
		const address = run.replace(/(?<!:):$/, '');
		const end = start + (address === run ? found.length : address.length);
		const from = tail.includes(']') && text[start - 1] === '[' ? start - 1 : start;
		const inWord = /[\p{L}\p{N}_]$/u.test(text.slice(0, start).slice(-2)) || /^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2));
		if (!inWord) return isIP(address, 6) && address !== '::' ? { start: from, end } : false;
		// Glued to a word, `Ci::Build` reads as an address as well: it takes more to be one.
		const parts = address.split(':');
		const isLong = parts.length === 8 || (address.includes('::') && parts.filter(Boolean).length >= 3 && /\d/.test(address));
		return isLong ? { start, end } : false;
	});
	return [...v4, ...v6];
}

/** `3c:22:fb:a1:00:9e`, `3c-22-fb-a1-00-9e` and `3c22.fba1.009e`. */
export function findMacs(text: string): Span[] {
	return findAll(
		text,
		/(?<![0-9a-z]|(?<![a-z])[0-9a-f]{2}[:-])[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})(?![0-9a-z]|[:-][0-9a-f]{2})|(?<![0-9a-z.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![0-9a-z])/dgi,
		({ text: found }) => /\d/.test(found) || /:/.test(found),
	);
}
