import type { Span } from '../mapped-text.ts';
import { findAll, wordLength } from './spans.ts';

/** From `-----BEGIN … PRIVATE KEY-----` to its end line, or to the end of the text where the paste was cut off. */
export function findPrivateKeys(text: string): Span[] {
	return findAll(text, /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----(?:[\s\S]*?-----END [A-Z0-9 ]{0,50}-----|[\s\S]*)/dg);
}

// A header is a few hundred characters; without the limit, a long run of them would be read from each of its places.
const jwt = 'eyJ[A-Za-z0-9_\\-]{8,1000}(?:\\.[A-Za-z0-9_\\-]*){1,4}';
/** Beginnings that the issuer gave its tokens so that they can be told; they are found inside a word as well. */
const marked =
	'(?:gh[oprsu]_|github_pat_|gl(?:pat|rt|ptt|dt|oas)-|xox[abeoprs]-|xapp-|[rs]k_(?:live|test)_|whsec_|AIza|ya29\\.|dop_v1_|shp(?:at|ca|pa|ss)_)[A-Za-z0-9_./+=\\-]{8,}|A(?:KIA|SIA|ROA|IDA|GPA|NPA)[A-Z0-9]{12,}';
/** Shorter beginnings, which words end in: `risk-assessment`. */
const shortlyMarked = '(?<![A-Za-z0-9])(?:sk-|hf_|npm_|pypi-|SG\\.)(?=[A-Za-z_.\\-]{0,80}\\d)[A-Za-z0-9_.\\-]{16,}';
const carried =
	'(?<=\\b(?:Bearer|Basic|Digest)\\s{1,3})(?=[A-Za-z_./+=~\\-]{0,60}\\d|[A-Za-z_~\\-]{24}|[A-Za-z+/]{8,80}=)[A-Za-z0-9_./+=~\\-]{8,}';
const cookies = '(?<=\\bcookie\\s?:\\s{0,3})(?=[\\w.\\-]{1,80}=)[^\\n]{4,}';
const marks = new RegExp(`${jwt}|${marked}|${shortlyMarked}`, 'dg');
const carriers = new RegExp(`${carried}|${cookies}`, 'dgi');

/** Tokens that tell themselves, by their beginning, by `Bearer` or `Cookie:` before them, or by being long and without words. */
export function findTokens(text: string): Span[] {
	const random = findAll(text, /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2}/dg, ({ text: found }) => looksRandom(found));
	return [...findAll(text, marks), ...findAll(text, carriers), ...random];
}

/** Whether a run of letters and digits has no words in it. A path has short parts; a name, long ones of a single case. */
function looksRandom(run: string): boolean {
	return run.split('/').some((part) => {
		const digits = part.match(/\d+/g)?.length ?? 0;
		const turns = part.match(/[a-z](?=[A-Z0-9])|[A-Z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
		return part.length >= 20 && digits >= 2 && turns >= part.length * 0.32 && !/^[0-9a-f]+$/i.test(part);
	});
}

const names =
	'pass(?:word|wd|code|phrase)?|pwd|secret|(?:client|app|shared)[ _-]?secret|(?:api|access|secret|private|account|encryption)[ _-]?key|(?:access|auth|refresh|session|api|bearer|csrf|id)?[ _-]?token|(?:one[ -]time |verification |security |2fa |login |auth )(?:code|pin)|otp|authorization|cookie|session[ _-]?id|sid';
const labelled = new RegExp(
	`(?<!\\p{L})(?:${names})["'\`]?(?=(?<link>\\s{0,3}(?:is\\s{0,2})?(?:=>|:=|[:=])\\s{0,3}|\\s{1,3}(?:is|was)\\s{1,3})(?:(?<quote>["'\`])|(?!["'\`]))(?<found>[^\\s"'\`]))`,
	'dgiu',
);

/** What follows `password:` without being one: what went wrong with it, or that it was left out. */
const noSecret = new RegExp(
	`^(?:${[
		'an?|the|it|i|we|my|has|had|is|was|not|no|none|null|nil|undefined|empty|true|false|yes|and|or|but|how|why|what|when|since|after|on|in|to|must|too|please',
		"can(?:not|'t)|could|does|doesn't|changed?|expired?|expires|expiry|invalid|wrong|incorrect|missing|required|resets?|rejected|denied|unknown|refused|revoked",
		'stolen|lost|forgotten|redacted|error|failed|fails|failure|user|access|bearer|basic|digest|token|x+|[^\\p{L}\\p{N}]*',
	].join('|')})$|^(?:\\[[a-z]|<|\\*{3}|\\{\\{|\\$[{(A-Z])`,
	'iu',
);

const oneTimeCodes =
	/(?<![\p{L}])(?:otp|2fa|mfa|pin|passcode|(?:verification|security|log-?in|sign-?in|one[ -]?time|authenticat(?:or|ion)|sms|backup|recovery)[ -](?:code|pin))\s?(?:is\s|was\s)?[:=#]?\s{0,2}(?<found>\d{4,10})(?!\d)/dgiu;

/** The value after `password:`, `api_key=`, `my password is …` and the like. */
export function findPasswords(text: string): Span[] {
	// Read once for all labels that stand in one run without a space, or `a=a=a=…` would be read once for each.
	let run = { end: 0, wordEnd: 0 };
	const values = findAll(text, labelled, ({ start, groups }) => {
		if (start >= run.end) {
			const after = text.slice(start).search(/\s/);
			const whole = text.slice(start, after === -1 ? text.length : start + after);
			run = { end: start + whole.length, wordEnd: start + wordLength(whole) };
		}
		const closed = groups.quote === undefined ? -1 : text.slice(start, run.end).indexOf(groups.quote);
		const value = text.slice(start, closed === -1 ? run.wordEnd : start + closed);
		if (noSecret.test(value)) return false;
		// "The password is longer now", or a list below "password:", tells nothing; "is hunter2" does.
		if (/[a-z]\s|\n/i.test(groups.link ?? '') && !/[\d!#$%&*+=?@^~]/.test(value)) return false;
		return { start, end: start + value.length };
	});
	return [...values, ...findAll(text, oneTimeCodes)];
}
