import type { Span } from './mapped-text.ts';
import { findUrls } from './redaction/addresses.ts';

/** A stretch of a ticket that a machine wrote, or that names one thing: it says more than the words around it. */
export interface Signal extends Span {
	/** `http`: the state of an answer. `id`: of an article, or of a ticket in a tracker. */
	kind: 'code' | 'identifier' | 'url' | 'http' | 'id';
	/** As typed. */
	text: string;
	/** The same for all ways of typing it, in lower case: `http-502`, `rq-4012`, a link without scheme and query. */
	key: string;
}

/** Trackers and knowledge bases by what their ids start with; anything else that looks like `RQ-4012` is a code. */
const idPrefix =
	/^(?:KI|KBA?|SOP|ESC|TRN|INC|CHG|PRB|REQ|RITM|S?C?TASK|BUG|ENG|DEV|OPS|SRE|SUP|SUPPORT|JIRA|TICKET|CASE|ISSUE|STORY|PR|GH)[-_]?\d/i;

/** Names of products and people that have a capital inside though no machine wrote them. */
const brands = new Set(
	`airpods applepay bigquery bitlocker bluejeans chatgpt clickhouse datadog doordash dropbox duckduckgo facetime fedex github gitlab graphql
	hubspot javascript lastpass linkedin macbook macos mastercard mongodb mysql newrelic onedrive onenote openai openshift openvpn
	pagerduty paypal playstation postgresql powerpoint powershell redhat safesearch servicenow sharepoint snapchat soundcloud stackoverflow
	teamviewer tiktok typescript webex wechat whatsapp wordpress youtube youtuber zendesk`.split(/\s+/),
);
const personName = /^(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|San)[A-Z][a-z]+$/;

/** Errors of POSIX, its signals, and answers of name servers: codes that look like any word in capitals. */
const systemErrors = `E(?:ACCES|ADDRINUSE|ADDRNOTAVAIL|AGAIN|AI_AGAIN|BADF|BUSY|CONNABORTED|CONNREFUSED|CONNRESET|EXIST|FAULT|FBIG|HOSTDOWN
	|HOSTUNREACH|INTR|INVAL|IO|ISDIR|LOOP|MFILE|MSGSIZE|NAMETOOLONG|NETDOWN|NETUNREACH|NOBUFS|NODEV|NOENT|NOEXEC|NOMEM|NOSPC|NOSYS|NOTCONN
	|NOTDIR|NOTEMPTY|NOTFOUND|NOTSUP|PERM|PIPE|PROTO|RANGE|ROFS|SOCKETTIMEDOUT|SRCH|TIMEDOUT|TIMEOUT|XDEV)
	|SIG(?:ABRT|BUS|FPE|HUP|ILL|INT|KILL|PIPE|QUIT|SEGV|TERM)|NXDOMAIN|SERVFAIL`.replace(/\s+/g, '');

// A number that is part of a longer one, an amount of money or a share is no state.
const before = '(?<![\\w.,$€£#/-])';
const after = '(?![\\w%€]|[.,-]\\d|\\s{1,3}(?:times|items?|people|persons?|users?|tickets?|cases?|rows?|days?|dollars?|euros?|pounds?)\\b)';
const state = '(?<state>4(?:0\\d|1[0-8]|2[1-689]|31|51|xx)|5(?:0[0-8]|1[01]|2[0-7]|30|xx))';
const reason =
	'(?:bad request|unauthori[sz]ed|forbidden|(?:page )?not found|method not allowed|request time-?out|conflict|gone|(?:payload|request entity) too large|unsupported media type|unprocessable(?: entity| content)?|locked|too many requests|(?:internal )?server error|internal error|not implemented|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)\\b';
const httpPatterns = [
	`\\bHTTPS?(?:/\\d(?:\\.\\d)?)?[\\s_:=-]{0,3}(?:(?:status|error|response|code)[\\s_:=-]{0,3}){0,3}(?<state>[1-5](?:\\d\\d|xx))${after}(?:[\\s:(–-]{1,3}${reason})?`,
	`\\b(?:status|response)(?:[\\s_-]?code)?["']?[\\s:=]{0,3}(?:(?:is|was|of)\\s)?${state}${after}(?:[\\s:(–-]{1,3}${reason})?`,
	`\\b(?:error|err|code)(?:\\s(?:code|number|no\\.?))?[\\s:#=("-]{0,3}${state}${after}(?:[\\s:(–-]{1,3}${reason})?`,
	`${before}${state}[\\s:(–-]{0,3}${reason}`,
	`${before}${state}(?:'?s)?\\s{1,3}(?:http\\s)?(?:errors?|err|responses?|status|page|code)\\b`,
	`\\b(?:got|gets?|getting|sees?|seeing|saw|receive[ds]?|receiving|hits?|hitting|gives?|gave|shows?|returns?|returned|returning|throws?|throwing|threw)\\s(?:me\\s|us\\s)?(?:an?|the)\\s${state}(?!\\w|[.,-]\\d|[ -]*\\p{Sc})(?=\\s*(?:$|[.,;:!?)]|(?:from|on|when|whenever|while|every|again|back|and|but|after|instead|at|if)\\b))`,
	`\\b(?:returns?|returned|returning|throws?|throwing|threw)\\s${state}(?=\\s*(?:$|[.,;:!?)]|(?:from|when|whenever|while|every|again|instead|if)\\b))`,
	`${before}(?<state>[45]xx\\b|(?:40[134]|429|50[234])(?=s\\b))s?`,
].map((source) => new RegExp(source, 'giu'));
const httpReasons = /\b(?<reason>bad gateway|gateway time-?out|internal server error)\b/giu;
const stateOfReason: Record<string, string> = { 'bad gateway': '502', 'gateway timeout': '504', 'internal server error': '500' };

const codes = new RegExp(
	[
		'\\bSQLSTATE[\\s:=("\\[]{0,3}[0-9A-Z]{5}\\b',
		'\\b(?!(?:UTC|GMT)-)[A-Z]{2,}[-_]\\d{2}[A-Z0-9]*(?:-\\d+)*\\b',
		'\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b',
		'\\b0x[0-9A-Fa-f]{4,}\\b',
		// E11000, TS2345, but no year and no amount of money.
		'\\b(?!(?:USD|EUR|GBP|INR|CHF|JPY|CNY|SGD|BRL)\\d)[A-Z]{1,6}(?!\\d?(?:19|20)\\d\\d\\b)\\d{4,7}\\b',
		`\\b(?:${systemErrors})\\b`,
		// As people type them: rq-4012.
		'\\b(?!(?:top|sub|pre|post|mid|over|late|max|min|past)-)[A-Za-z]{2,4}-(?!(?:19|20)\\d\\d\\b)\\d{4,6}\\b',
	].join('|'),
	'g',
);
const numberedErrors = new RegExp(
	`\\b(?<word>error|errno|exit|fault)(?:\\s(?:code|status|number|no\\.?))?[\\s:#=(]{1,3}(?<number>-?\\d{2,6})${after}`,
	'gi',
);
const dotted = /(?<![\w@./-])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?!\.?[\w@])/g;
const otherIdentifiers =
	/\b[A-Za-z_]\w*(?:::\w+)+|(?<![\w-])--[a-z][a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])|(?<!\w)_*[A-Za-z][A-Za-z0-9]*(?:_+[A-Za-z0-9]+)+/g;
const words = /(?<!\w)[A-Za-z][A-Za-z0-9]{4,80}(?!\w)/g;
const fileName = /\.(?:conf|cfg|dll|exe|ini|java|js|json|log|mjs|py|rb|sh|sql|toml|ts|xml|ya?ml)$/i;

/**
 * What stands in the text besides words, in order: codes, identifiers, links, states of HTTP, ids. A host stands inside
 * its link, and so do codes and ids; a class stands inside its package; nothing else overlaps.
 */
export function findSignals(text: string): Signal[] {
	const found: Signal[] = [];
	/** By character, what has taken it. */
	const taken = new Uint8Array(text.length);
	const take = (kind: Signal['kind'], start: number, typed: string, key: string, mark: number, over = marks.none): void => {
		const end = start + typed.length;
		if (taken.subarray(start, end).some((by) => by !== marks.none && by !== over)) return;
		taken.fill(mark, start, end);
		found.push({ kind, start, end, text: typed, key });
	};
	// What cannot be in the text is not looked for: a pattern costs a millisecond or two the first time that it runs.
	const has = { digit: /\d/.test(text), capital: /[A-Z]/.test(text) };
	for (const { start, end } of findUrls(text)) {
		const url = text.slice(start, end);
		const key = linkKey(url);
		take('url', start, url, key, marks.url);
		const host = key.split('/', 1)[0] ?? '';
		const at = url.toLowerCase().indexOf(host);
		if (host !== '' && host !== key && at !== -1) take('url', start + at, url.slice(at, at + host.length), host, marks.url, marks.url);
	}
	for (const pattern of has.digit ? [...httpPatterns, httpReasons] : [httpReasons]) {
		for (const { 0: typed, index, groups } of text.matchAll(pattern)) {
			const code = groups?.state ?? stateOfReason[groups?.reason?.toLowerCase().replace('-', '').replace(/\s+/, ' ') ?? ''];
			take('http', index, typed, `http-${code}`.toLowerCase(), marks.other);
		}
	}
	for (const { 0: typed, index } of has.digit || has.capital ? text.matchAll(codes) : []) {
		take(idPrefix.test(typed) ? 'id' : 'code', index, typed, codeKey(typed), marks.other, marks.url);
	}
	for (const { 0: typed, index, groups } of has.digit ? text.matchAll(numberedErrors) : []) {
		const key = `${groups?.word?.toLowerCase() === 'exit' ? 'exit' : 'error'}-${groups?.number}`;
		take('code', index, typed, key, marks.other);
	}
	for (const { 0: typed, index } of text.matchAll(dotted)) {
		if (isDottedName(typed)) take('identifier', index, typed, typed.toLowerCase(), marks.package);
	}
	for (const { 0: typed, index } of text.matchAll(otherIdentifiers)) {
		if (typed.length > 3) take('identifier', index, typed, typed.toLowerCase(), marks.other);
	}
	for (const { 0: typed, index } of text.matchAll(words)) {
		if (isCamelCase(typed)) take('identifier', index, typed, typed.toLowerCase(), marks.other, marks.package);
	}
	return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

const marks = { none: 0, url: 1, package: 2, other: 3 };

function linkKey(url: string): string {
	const [place = ''] = url
		.toLowerCase()
		.replace(/^[a-z0-9+.-]*:\/\//, '')
		.split(/[?#]/, 1);
	return place
		.replace(/^[^/@]*@/, '')
		.replace(/^www\./, '')
		.replace(/\/$/, '');
}

function codeKey(code: string): string {
	const lower = code.toLowerCase();
	return lower.startsWith('sqlstate') ? `sqlstate-${lower.slice(-5)}` : lower.replace(/_(?=\d+$)/, '-');
}

/** A sentence that goes on without a space (`help.please`) is none, nor is `e.g.` or `U.S.A.`. */
function isDottedName(name: string): boolean {
	const parts = name.split('.');
	if (parts.filter((part) => part.length > 1).length < 2) return false;
	return parts.length > 2 || parts.some((part) => /[A-Za-z0-9]_|[a-z][A-Z]/.test(part)) || fileName.test(name);
}

function isCamelCase(word: string): boolean {
	const humps = word.match(/[a-z0-9][A-Z]/g)?.length ?? 0;
	if (humps === 0) return /^[A-Z]{3,}[a-z]{3,}$/.test(word);
	if (!/^(?:[A-Z]?[a-z]{2}|[A-Z]{2,}[a-z]|[A-Z][a-z0-9][A-Z])/.test(word) || !/[A-Za-z][a-z0-9]$|[A-Z]{2}$/.test(word)) return false;
	return !brands.has(word.toLowerCase()) && !personName.test(word);
}

/** A name of a system that stands in a text. */
export interface FoundName {
	/** As in the list. */
	name: string;
	span: Span;
}

/**
 * Where the names stand in the text, in order and without overlap, the longest first: whole words, in any case, and parted
 * by spaces, a mark or nothing, so that `Review queue` is found in `review-queue` and `ReviewQueue`.
 */
export function findNames(text: string, names: readonly string[]): FoundName[] {
	const byLetters = new Map<string, string>();
	let mostWords = 0;
	for (const name of names) {
		const parts = nameParts(name).map(({ letters }) => letters);
		// A name in one word may be typed as two.
		mostWords = Math.max(mostWords, parts.length + 1);
		const letters = parts.join('');
		if (letters !== '' && !byLetters.has(letters)) byLetters.set(letters, name);
	}
	const found: FoundName[] = [];
	const typed = nameParts(text);
	for (let first = 0; first < typed.length; first++) {
		let letters = '';
		let longest: (FoundName & { last: number }) | null = null;
		for (let last = first; last < Math.min(first + mostWords, typed.length); last++) {
			const word = typed[last];
			const start = typed[first]?.start;
			const gapFrom = typed[last - 1]?.end;
			if (word === undefined || start === undefined) break;
			if (last > first && !nameGap.test(text.slice(gapFrom, word.start))) break;
			letters += word.letters;
			const name = byLetters.get(letters);
			if (name !== undefined) longest = { name, span: { start, end: word.end }, last };
		}
		if (longest === null) continue;
		found.push({ name: longest.name, span: longest.span });
		first = longest.last;
	}
	return found;
}

/** The words of a name or text; `&` is one. */
function nameParts(text: string): (Span & { letters: string })[] {
	return [...text.matchAll(/[\p{L}\p{M}\p{N}]+|&/gu)].map(({ 0: word, index }) => ({
		letters: word === '&' ? 'and' : word.toLowerCase(),
		start: index,
		end: index + word.length,
	}));
}

/** What may part the words of a name; a full stop and a space part sentences. */
const nameGap = /^(?:\s{0,3}|[-_./+\u2010-\u2013]|\s[-+\u2013]\s)$/u;
