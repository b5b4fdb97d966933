import { type MappedText, originalSpan, type Replacement, replaceSpans, type Span } from './mapped-text.ts';
import { findEmails, findIps, findMacs, findUrls } from './redaction/addresses.ts';
import { findContentIds, findHandles, findHashes, findOtherIds, findUserIds, findUuids } from './redaction/ids.ts';
import { findCards, findIbans, findNumbers, findPhones } from './redaction/numbers.ts';
import { findPasswords, findPrivateKeys, findTokens } from './redaction/secrets.ts';

/** What each kind of personal data is, what stands in its place, and one that is recognised. */
const kinds = [
	{ kind: 'email', what: 'e-mail address', placeholder: '[email]', example: 'jane.doe@corp.example', find: findEmails },
	{
		kind: 'url',
		what: 'link with all its parts, the host included, which may be a person’s; a host name alone stays',
		placeholder: '[url]',
		example: 'https://video.example/@jane/video/7301982374?lang=en',
		find: findUrls,
	},
	{ kind: 'ip', what: 'IPv4 or IPv6 address, with port or prefix length', placeholder: '[ip]', example: '10.20.30.40:8080', find: findIps },
	{ kind: 'mac', what: 'hardware address', placeholder: '[mac]', example: '3c:22:fb:a1:00:9e', find: findMacs },
	{
		kind: 'private-key',
		what: 'private key, from its first line to its last',
		placeholder: '[key]',
		example: '-----BEGIN PRIVATE KEY----- MIIEvQ -----END PRIVATE KEY-----',
		find: findPrivateKeys,
	},
	{
		kind: 'token',
		what: 'token with a known beginning (JWT, ghp_, AKIA, sk-, xoxb-, …), after Bearer or Basic, or 20 random characters and more',
		placeholder: '[token]',
		example: 'ghp_x7Yq2LmN8vR4tK1sW9zB3cD6fG5hJ0pA',
		find: findTokens,
	},
	{
		kind: 'password',
		what: 'value after password:, api_key=, token:, cookie:, my password is …',
		placeholder: '[password]',
		example: 'password: hunter2',
		find: findPasswords,
	},
	{
		kind: 'card',
		what: 'payment card number with a valid check digit',
		placeholder: '[card]',
		example: '4111 1111 1111 1111',
		find: findCards,
	},
	{
		kind: 'iban',
		what: 'bank account number (IBAN) with valid check digits',
		placeholder: '[iban]',
		example: 'DE89 3704 0044 0532 0130 00',
		find: findIbans,
	},
	{
		kind: 'phone',
		what: 'phone number: with country code, after tel, call and the like, or in the usual groups',
		placeholder: '[phone]',
		example: '+44 20 7946 0958',
		find: findPhones,
	},
	{
		kind: 'user-id',
		what: 'id after user, account, moderator …, or user name after username:',
		placeholder: '[id]',
		example: 'user 48291733',
		find: findUserIds,
	},
	{
		kind: 'content-id',
		what: 'id after video, item, post, comment …',
		placeholder: '[id]',
		example: 'item #8839201',
		find: findContentIds,
	},
	{
		kind: 'other-id',
		what: 'id after any other word that ends in id',
		placeholder: '[id]',
		example: 'request_id=7fa31c',
		find: findOtherIds,
	},
	{ kind: 'handle', what: 'name after @', placeholder: '[handle]', example: '@jane_doe', find: findHandles },
	{ kind: 'uuid', what: 'UUID', placeholder: '[id]', example: '2f1c9a40-7b1d-4a7e-9d55-0c3b1a9e77f2', find: findUuids },
	{ kind: 'hash', what: '16 hex digits and more', placeholder: '[id]', example: '9e107d9d372bb6826bd81d3542a419d6', find: findHashes },
	{
		kind: 'number',
		what: '7 digits and more that are no code, date or measure',
		placeholder: '[id]',
		example: '7301982374',
		find: findNumbers,
	},
] as const satisfies (Recognised & { find: (text: string) => Span[] })[];

export interface Recognised {
	kind: string;
	what: string;
	placeholder: string;
	example: string;
}

export type Kind = (typeof kinds)[number]['kind'];

/** A stretch of a text that is personal or secret, with the placeholder that goes in its place. */
export interface PersonalData extends Replacement {
	kind: Kind;
}

/** The kinds of data that are replaced, in a fixed order: of two that cover the very same text, the first names it. */
export const recognised: readonly Recognised[] = kinds.map(({ kind, what, placeholder, example }) => ({
	kind,
	what,
	placeholder,
	example,
}));

/** Rounds at most. One is nearly always enough; each further one finds only what a replacement uncovered. */
const maxRounds = 8;

/** All that is to be replaced in the text, in order and without overlap, such that nothing more is found in the result. */
export function findPersonalData(text: string): PersonalData[] {
	let found = findOnce(text);
	for (let round = 1; round < maxRounds; round++) {
		const redacted = replaceSpans(text, found);
		const uncovered = findOnce(redacted.text);
		if (uncovered.length === 0) break;
		found = united([...found, ...uncovered.map((one) => ({ ...one, ...originalSpan(redacted, one) }))]);
	}
	return found;
}

/** The text with a placeholder such as `[email]` for all that is personal or secret. Redacting twice changes nothing more. */
export function redact(text: string): MappedText {
	return replaceSpans(text, findPersonalData(text));
}

const placeholders = new RegExp([...new Set(kinds.map(({ placeholder }) => placeholder.replace(/[[\]]/g, '\\$&')))].join('|'), 'g');

/** A redacted text without its placeholders, for matching: `[phone]` says nothing of the problem, and would find articles about phones. */
export function plainWords(redacted: string): string {
	return redacted.replace(placeholders, ' ');
}

/** Whether a text has a letter or a figure. */
export function hasWords(text: string): boolean {
	return /[\p{L}\p{N}]/u.test(text);
}

function findOnce(text: string): PersonalData[] {
	return united(
		kinds.flatMap(({ kind, placeholder, find }) => find(text).map(({ start, end }) => ({ kind, text: placeholder, start, end }))),
	);
}

/** One stretch in place of those that overlap, so that no end of one sticks out; of the kind of the longest. */
function united(found: PersonalData[]): PersonalData[] {
	const result: PersonalData[] = [];
	let longest = 0;
	for (const one of found.toSorted((a, b) => a.start - b.start)) {
		const last = result.at(-1);
		if (last === undefined || one.start >= last.end) {
			result.push({ ...one });
			longest = one.end - one.start;
			continue;
		}
		if (one.end - one.start > longest) {
			longest = one.end - one.start;
			last.kind = one.kind;
			last.text = one.text;
		}
		last.end = Math.max(last.end, one.end);
	}
	return result;
}
