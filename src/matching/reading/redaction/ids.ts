import type { Span } from '../mapped-text.ts';
import { type Found, findAll } from './spans.ts';

const users =
	'user|account|acct|member|creator|author|customer|profile|moderator|reviewer|labell?er|annotator|agent|employee|staff|partner|advertiser|client|channel|uploader|reporter';
const contents =
	'video|item|content|post|comment|reply|clip|image|photo|picture|media|story|stream|live|live ?stream|livestream|message|msg|thread|ad|asset|playlist|upload|reel|short|audio|sound|hashtag';
/** A word that says so, between what it is the id of and the id. */
const called = '[ _-]{0,2}(?:ids?|#|no\\.|number)';
const value = '["\'`(]?(?<found>[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_-])?)';
const link = '["\'`]?\\s{0,2}(?:is\\s{1,2}|(?:no|nr|num|number)\\b\\.?\\s{0,2})?[:=#]{0,2}\\s{0,2}';

/** `user 48291733`, `uid: 9f3c21`, `account ids 123456 and 123457`, `username: jane_doe`. */
export const findUserIds = finderOf(
	`(?<!\\p{L})(?:(?<own>uid|user[_ ]?name|login|screen ?name|nickname)s?|(?:${users})(?<many>s)?(?<id>${called})?)`,
	'dgiu',
);

/** `video 7301982374`, `item #8839201`, `post id abc123XYZ`. */
export const findContentIds = finderOf(`(?<!\\p{L})(?:${contents})(?<many>s)?(?<id>${called})?`, 'dgiu');

/** Whatever is called an id and has a digit: `request_id=7fa31c`, `sessionId: 99-41`; not `Android 14`. */
export const findOtherIds = finderOf('(?<id>(?<!\\p{L})(?:(?:gu|uu)?id|(?:GU|UU)?ID|Id)|(?<=\\p{Ll})I[dD])s?', 'dgu');

function finderOf(label: string, flags: string): (text: string) => Span[] {
	// In a look-ahead, so that what follows may be a label itself: `account user 4829`.
	const pattern = new RegExp(`${label}(?!\\p{L})(?=(?<link>${link})${value})`, flags);
	return (text) => findAll(text, pattern, readsAsId).flatMap((first) => [first, ...otherIdsOfList(text, first)]);
}

function readsAsId({ text, groups }: Found): boolean {
	const separator = groups.link ?? '';
	if (isCode(text)) return false;
	if (groups.own !== undefined && /[:=]/.test(separator)) return !notAName.test(text) && text.length > 1;
	if (groups.id !== undefined || groups.own !== undefined || separator.includes('#')) return /\d.|.\d/u.test(text);
	if (/^\d+$/.test(text)) return groups.many === undefined && text.length >= (/[:=]/.test(separator) ? 4 : 5);
	return /[\s:=]/.test(separator) && isIdAlone(text);
}

/** The ids after the first in `12345, 12346 and 12347`. */
function otherIdsOfList(text: string, first: Span): Span[] {
	const spans: Span[] = [];
	const next = /\s{0,2}(?:[,;&/]|and\s|or\s)\s{0,2}(?<found>[\p{L}\p{N}][\p{L}\p{N}_-]*)/duy;
	next.lastIndex = first.end;
	for (let match = next.exec(text); match !== null; match = next.exec(text)) {
		const [start, end] = match.indices?.groups?.found ?? [0, 0];
		const found = text.slice(start, end);
		if (isCode(found) || !(isIdAlone(found) || (/^\d{4,}$/.test(found) && end - start === first.end - first.start))) break;
		spans.push({ start, end });
	}
	return spans;
}

/** What follows `username:` without being one. */
const notAName =
	/^(?:and|is|was|not|no|none|null|invalid|unknown|missing|required|password|error|failed|fails|page|screen|mon|tue|wed|thu|fri|sat|sun|\d{1,2})$/i;

/** Codes of errors, articles and trackers: `RQ-4012`, `KI-0007`, `ENG-1234`, `ERR_CONN_RESET`. */
function isCode(text: string): boolean {
	return /^[A-Z]{2,10}[-_]\d{1,6}$|^[A-Z]{2,}(?:_[A-Z0-9]+)+$|^0x[0-9A-Fa-f]+$/.test(text);
}

/** Whether it reads as an id with no word that says so: not a count, a date, a size or a name with a number. */
function isIdAlone(text: string): boolean {
	if (/^\d+$/.test(text)) return text.length >= 5;
	if (/^\d{4}-\d\d-\d\d|^\d+(?:x\d+|p\d*|[a-z]{1,2})$/i.test(text) || text.length < 6 || /^\p{L}+[-_]?\d{1,3}$/u.test(text)) return false;
	return (text.match(/\d/g)?.length ?? 0) >= 3;
}

/** `@jane_doe`; not what follows a word (`git@host`), a package scope (`@scope/name`) or a call to all (`@here`). */
export function findHandles(text: string): Span[] {
	return findAll(
		text,
		/(?<![\p{L}\p{N}_@/.])@(?!(?:all|channel|everyone|here|team|media|param|return|returns|override|deprecated)(?![\p{L}\p{N}_]))[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?![\p{L}\p{N}_]|\/[\p{L}])/dgu,
		({ text: found }) => /\p{L}/u.test(found),
	);
}

/** `2f1c9a40-7b1d-4a7e-9d55-0c3b1a9e77f2`, wherever it stands. */
export function findUuids(text: string): Span[] {
	return findAll(text, /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/dgi);
}

/** Sixteen hex digits and more, as digests, traces and commits have them; not an address in memory (`0x…`). */
export function findHashes(text: string): Span[] {
	return findAll(
		text,
		/(?<![0-9a-z])(?:[0-9a-f]{16,}|0x[0-9a-f]{32,})(?![0-9a-z])/dgi,
		({ text: found }) => /\d/.test(found) && /[a-f]/i.test(found),
	);
}
