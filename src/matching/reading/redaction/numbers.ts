import isCreditCard from 'validator/lib/isCreditCard.js';
import isLuhnNumber from 'validator/lib/isLuhnNumber.js';
import type { Span } from '../mapped-text.ts';
import { findAll } from './spans.ts';

const run = /(?<!\d)\d{7,}(?!\d)/dg;
// In a look-ahead, so that one that starts inside another is found too: digits of the text around may stand right before it.
const groups = /(?=(?<found>\d{4}(?<sep>[ \u00a0.-])(?:\d{4}\k<sep>\d{4}\k<sep>\d{4}(?:\k<sep>\d{1,3}(?!\d))?|\d{6}\k<sep>\d{4,5})))/dg;

/** Card numbers, run together or in groups, whose check digit is right. */
export function findCards(text: string): Span[] {
	return [
		...findAll(text, run, ({ text: found }) => found.length <= 19 && isCreditCard(found)),
		...findAll(text, groups, ({ text: found }) => {
			const digits = found.replace(/\D/g, '');
			return isLuhnNumber(digits) || isLuhnNumber(digits.slice(0, 16));
		}),
	];
}

/** Digits of the longest measure or code: what is longer is an id or a card, whatever stands beside it. */
const longestOther = 12;

/** Seven digits and more, or in groups as on a card, that are no measure, code or date. */
export function findNumbers(text: string): Span[] {
	const runs = findAll(text, run, ({ text: found, start }) => {
		if (found.length > longestOther) return true;
		const before = text.slice(Math.max(0, start - 32), start);
		const after = text.slice(start + found.length, start + found.length + 16);
		return !(isMeasure(before, after) || isErrorCode(found, before) || isDate(found, before, after));
	});
	return [...runs, ...findAll(text, groups)];
}

function isMeasure(before: string, after: string): boolean {
	const fraction = /(?<!\d)\d{1,6}\.$/.test(before) || /^\.\d{1,6}(?![\d.])/.test(after);
	const money = /(?:[$€£¥₹]|\b(?:USD|EUR|GBP|INR|JPY|CNY|BRL|SGD))\s?-?$/.test(before);
	return (
		fraction ||
		money ||
		/^\s?(?:[$€£¥₹%]|(?:USD|EUR|GBP|INR|JPY|CNY|BRL|SGD|[kmgt]i?b|bytes?|ms|ns|[uµ]s|sec(?:onds)?|items|rows|requests|events|views)\b)/i.test(
			after,
		)
	);
}

/** `0x80070005`, `-2147467259`, `error 1234567`, `KB5034441`, `INC0012345`. */
function isErrorCode(found: string, before: string): boolean {
	if (/0x[0-9a-f]*$/i.test(before) || (found.length === 10 && /^21/.test(found) && /(?<![\p{L}\p{N}])-$/u.test(before))) return true;
	if (found.length > 10) return false;
	if (/(?:error|err|errno|hresult|exit|status|stop|reason)(?:[ _-]?code)?["']?[ :#=(]{1,3}$/i.test(before)) return true;
	const prefix = /(?<![\p{L}\p{N}])(?<name>[A-Z]{2,10})[-_]?(?:\d{4}-)?$/u.exec(before)?.groups?.name;
	return (
		prefix !== undefined && found.length <= 8 && !/ID$|^(?:VID|VIDEO|USER|ACCT|ACCOUNT|ITEM|POST|TEL|PHONE|NO|NR|IMG|DSC)$/.test(prefix)
	);
}

/** `20260131` in a name or before a time: `export-20260131.csv`, `20260131T0900`. Alone it is a number like any other. */
function isDate(found: string, before: string, after: string): boolean {
	if (!/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(found)) return false;
	return /[A-Za-z0-9][-_]$/.test(before) || /^(?:[-_T]\d|\.[a-z])/.test(after);
}

/** International bank account numbers (ISO 13616), run together or in groups of four, whose check digits are right. */
export function findIbans(text: string): Span[] {
	return findAll(
		text,
		/(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Z0-9])/dgi,
		({ text: found, start }) => {
			// The words after it may look like further groups.
			for (let length = found.length; length >= 15; length--) {
				const ends = length === found.length || /[ -]/.test(found[length] ?? '');
				if (ends && hasIbanCheckDigits(found.slice(0, length))) return { start, end: start + length };
			}
			return false;
		},
	);
}

/** ISO 7064, MOD 97-10: the first four characters go last, letters count from 10, and the rest by 97 is 1. */
function hasIbanCheckDigits(text: string): boolean {
	const plain = text.replace(/[ -]/g, '');
	if (plain.length < 15 || plain.length > 34 || plain.replace(/\D/g, '').length < 8) return false;
	const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[a-z]/gi, (letter) => String(Number.parseInt(letter, 36)));
	return BigInt(digits) % 97n === 1n;
}

const gap = '[ \\u00a0().\\-\\/\\u2010-\\u2013]';
const extension = '(?:\\s?(?:ext\\.?|extension|x)\\s?\\d{1,5})?';
const international = new RegExp(`(?:\\+|(?<![\\p{L}\\p{N}.,:/-])00(?=[ 1-9]) ?)\\(?\\d(?:${gap}{0,3}\\d){6,14}(?!\\d)${extension}`, 'dgu');
const announced = new RegExp(
	`(?<!\\p{L})(?:tel|telephone|phone|mobile|cell|call(?:ed)?|ring|whats ?app|viber|signal|sms|text|fax|dial|number is|reach)(?!\\p{L})[^\\d\\n+\\]]{0,25}?(?<found>\\+?\\(?\\d(?:${gap}{0,3}\\d){5,14}(?!\\d)${extension})`,
	'dgiu',
);
const national = new RegExp(
	[
		`\\(\\d{2,5}\\)[ \\-]?\\d{3,4}[ .\\-]?\\d{3,5}`,
		`\\d{3}([ .\\-\\u2011])\\d{3}\\1\\d{4}`,
		`0\\d{1,4}(?:[ .\\-/\\u2011]\\d{2,8}){1,4}`,
		`[6-9]\\d{4}[ \\-]\\d{5}`,
	]
		.map((shape) => `(?<![\\p{L}\\p{N}.,:/_-])(?:${shape})(?![\\p{L}\\p{N}_:]|[.,\\-]\\d)${extension}`)
		.join('|'),
	'dgu',
);

/** Numbers with a country code, after a word such as `tel` or `call`, or in the groups that people write numbers in. */
export function findPhones(text: string): Span[] {
	return [
		...findAll(text, international),
		...findAll(text, announced, ({ text: found }) => !isDateOrTime(found)),
		...findAll(text, national, ({ text: found }) => found.replace(/\D/g, '').length >= 9 && !isDateOrTime(found)),
	];
}

/** `01.02.2026 10`, `2026-01-31 10`. */
function isDateOrTime(text: string): boolean {
	return /^(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d(?!\d)|^(?:19|20)\d\d([-/.])\d\d?\2\d\d?(?!\d)/.test(text);
}
