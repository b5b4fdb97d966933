import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { originalSpan } from '../../../src/matching/reading/mapped-text.ts';
import { findPersonalData, recognised, redact } from '../../../src/matching/reading/redaction.ts';

const limit = 32_768;

/** Text as people and machines write it around anything: no sense, all kinds of marks, digits and letters. */
const around = fc.oneof(
	fc.string({ maxLength: 12 }),
	fc.string({ unit: 'binary', maxLength: 6 }),
	fc.constantFrom(
		'',
		'see ',
		' and ',
		'"',
		'(',
		'[',
		'<',
		'id=',
		'user ',
		': ',
		'\n> ',
		'@',
		'.',
		'5 ',
		'https://',
		'password: ',
		'[email]',
		'tel ',
	),
);

/** The characters of `inner` that are still there once the text has been redacted. */
function left(before: string, inner: string, after: string): string {
	const found = findPersonalData(before + inner + after);
	const isLeft = (at: number): boolean => !found.some(({ start, end }) => start <= at && at < end);
	return [...inner.split('').keys()]
		.filter((at) => isLeft(before.length + at))
		.map((at) => inner.charAt(at))
		.join('');
}

function nothingIsLeftOf(inner: fc.Arbitrary<string>, context = around): void {
	fc.assert(
		fc.property(context, inner, context, (before, secret, after) => {
			expect(left(before, secret, after)).toBe('');
		}),
		{ numRuns: 1_000 },
	);
}

const digits = (length: number): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const letters = (min: number, max = min): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), minLength: min, maxLength: max });

function withCheckDigit(number: string): string {
	const sum = [...number].reverse().reduce((total, digit, at) => {
		const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return number + String((10 - (sum % 10)) % 10);
}

describe('recognised', () => {
	test('every kind finds its own example, and leaves its placeholder', () => {
		for (const { kind, example, placeholder } of recognised) {
			const text = `we saw ${example} today`;
			expect(findPersonalData(text).map((one) => one.kind)).toEqual([kind]);
			expect(redact(text).text).toContain(placeholder);
			expect(redact(text).text).toMatch(/^we saw .* today$/);
		}
	});

	test('no placeholder is taken for something else, nor makes what follows it so', () => {
		const all = recognised.map(({ placeholder }) => placeholder).join(' 12345 ');
		expect(redact(all).text).toBe(all);
	});
});

describe('redact', () => {
	test.each([
		['user 48291733 and moderator 55123', 'user [id] and moderator [id]'],
		['uid: 9f3c21ab, account id 123456', 'uid: [id], account id [id]'],
		['account user 48291', 'account user [id]'],
		['user ids 12345, 12346 and 12347', 'user ids [id], [id] and [id]'],
		['userId: 4821, username: jane_doe', 'userId: [id], username: [id]'],
		['ask @jane.doe, or <@U012ABCDE>', 'ask [handle], or <[handle]>'],
		['video 7301982374 and item #8839201', 'video [id] and item #[id]'],
		['post id abc123XYZ', 'post id [id]'],
		['VID7301982374.mp4 by user_48291733', 'VID[id].mp4 by user_[id]'],
		['(see https://a.example/b(c)/d), ok', '(see [url]), ok'],
		['[text](https://a.example/x)', '[text]([url])'],
		['hxxps://bad[.]example/x postgres://u:p@h/db', '[url] [url]'],
		['www.video.example tiktok.com/@u/video/12', '[url] [url]'],
		['https://my_bucket.store.example/u/1', '[url]'],
		['Jane <jane@corp.example>; bob(at)corp.example', 'Jane <[email]>; [email]'],
		['"jane doe"@corp.example and jane.doe@corp', '[email] and [email]'],
		['[::1]:443, fe80::1%eth0, 2001:db8::1/64', '[ip], [ip], [ip]'],
		['10[.]0[.]0[.]1 in 10.0.0.0/24. Or 1.2.3.4.', '[ip] in [ip]. Or [ip].'],
		['MAC:3C-22-FB-A1-00-9E', 'MAC:[mac]'],
		['password: hunter2.', 'password: [password].'],
		['{"password":"hunter2","user":"x"}', '{"password":"[password]","user":"x"}'],
		['my password is hunter2! secret is: abc', 'my password is [password]! secret is: [password]'],
		['DB_PASSWORD=foo api_key=abc', 'DB_PASSWORD=[password] api_key=[password]'],
		['sign-in code 482913', 'sign-in code [password]'],
		['Authorization: Bearer abcdef12345', 'Authorization: Bearer [token]'],
		['Cookie: sid=abcdef; theme=dark', 'Cookie: [token]'],
		['4111-1111-1111-1111 or 3782 822463 10005', '[card] or [card]'],
		['at AT61 1904 3002 3457 3201 THEN', 'at [iban] THEN'],
		['tel 555-1234, call me on 0170 1234567', 'tel [phone], call me on [phone]'],
		['(415) 555-2671, 020 7946 0958, 02 03 04 05 06, 98765 43210', '[phone], [phone], [phone], [phone]'],
		['+49 (0)170/1234567 ext. 12', '[phone]'],
		['ids 1234567,7654321', 'ids [id],[id]'],
	])('%s', (text, expected) => {
		expect(redact(text).text).toBe(expected);
	});

	test('takes a private key to its end, and to the end of the text where it was cut off', () => {
		expect(redact('a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nab\n-----END RSA PRIVATE KEY-----\nb').text).toBe('a\n[key]\nb');
		expect(redact('a\n-----BEGIN PRIVATE KEY-----\nMIIE').text).toBe('a\n[key]');
	});

	test.each([
		[
			'codes',
			'RQ-4012 ERR_CONN_RESET ORA-00904 0x80070005 HTTP 502 500 Internal Server Error KB5034441 INC0012345 -2147467259 error 1234567',
		],
		['codes after a word that ids follow', 'item RQ-4012 failed, user ERR_AUTH_401, content KI-0007'],
		['articles and tickets', 'KI-0007 SOP-012 ENG-1234 PLAT-88 US-123'],
		['versions', '24.21.0 v2.3 react@18.2.0 actions/checkout@v4 Chrome 120.0.6099.109 10.0.19041.1234 Android 14.2 Windows 10 22H2'],
		['dates and times', '2026-01-02 12:30:45 2026-01-02T12:30:45Z 01/02/2026 12:30 01.02.2026 14:00-15:00 3h 20m report-20260102.csv'],
		['amounts', '$1,200.50 1200000.50 €1234567 1234567 USD 12% 1200 items 1,234,567 rows 2 000 000 1073741824 bytes 0.00012345678'],
		['small numbers', 'user 3, item 12, channel 5, users: 1200, video 1080p60, image 1920x1080, call 911 2 times, +1 for that'],
		[
			'names in code',
			'lease_conflict NullPointerException Gitlab::Database::Async std::vector src/foo.ts lib/a/b.rb:123 getUserByNameAndThenSome',
		],
		['templates and metrics', '{{$labels.instance}} {{ $value }} http_requests_total{job="api"} component_errors:ratio_5m'],
		['Kubernetes', 'web-6d4cf56db6-abcde networking.k8s.io/v1 node.kubernetes.io/not-ready kubectl get pods -n gprd'],
		['hosts', 'console.example is down, as is review.corp.example'],
		['words about passwords', 'password is wrong. Forgot password: cannot sign in. Token: expired. token: $TOKEN. The secret is out'],
		['calls to all', '@here @channel @astrojs/mdx'],
		['words about ids', 'item ids are missing, the id of the item, user: cannot sign in, account: locked, I did 34 items'],
	])('keeps %s', (_, text) => {
		expect(redact(text)).toEqual({ text, replacements: [] });
	});

	test('finds the phone numbers of every country, as they are written abroad or, from six digits on, after tel', () => {
		const missed = Object.entries(examples).flatMap(([country, number]) => {
			const phone = parsePhoneNumberFromString(String(number), country as keyof typeof examples);
			return [phone?.formatInternational() ?? '', phone?.number ?? '', `tel. ${phone?.formatNational()}`].filter(
				(written) => written.replace(/\D/g, '').length >= 6 && !/^(?:tel\. )?\[phone\]$/.test(redact(written).text),
			);
		});
		expect(missed).toEqual([]);
	});

	test('leaves nothing of an e-mail address, whatever stands around it', () => {
		nothingIsLeftOf(fc.tuple(letters(1), fc.emailAddress()).map(([first, address]) => first + address));
	});

	test('leaves nothing of an IPv4 address, whatever stands around it', () => {
		nothingIsLeftOf(fc.ipV4());
	});

	test('leaves nothing of an IPv6 address that does not run into a word', () => {
		const marks = around.map((text) => text.replace(/[\p{L}\p{N}_:.%\]/-]/gu, ' '));
		nothingIsLeftOf(
			fc.ipV6().filter((address) => address !== '::'),
			marks,
		);
	});

	test('leaves nothing of a card number, run together or in groups, whatever stands around it', () => {
		const card = fc
			.tuple(fc.constantFrom('4', '51', '55', '62', '6011'), digits(15))
			.map(([issuer, rest]) => withCheckDigit((issuer + rest).slice(0, 15)));
		nothingIsLeftOf(fc.tuple(card, fc.constantFrom('', ' ', '-')).map(([number, gap]) => (number.match(/.{4}/g) ?? []).join(gap)));
	});

	test('leaves nothing of a UUID or of a long number, whatever stands around it', () => {
		nothingIsLeftOf(fc.uuid());
		nothingIsLeftOf(digits(13));
	});

	test('leaves nothing of a token with a known beginning, whatever stands around it', () => {
		nothingIsLeftOf(letters(36).map((rest) => `ghp_${rest}`));
		nothingIsLeftOf(letters(24).map((rest) => `xoxb-${rest}`));
		nothingIsLeftOf(letters(16).map((rest) => `AKIA${rest.toUpperCase()}`));
		nothingIsLeftOf(fc.tuple(letters(12, 40), letters(12, 40), letters(0, 40)).map((parts) => `eyJ${parts.join('.')}`));
	});

	test('redacting twice changes nothing more, and no text makes it throw', () => {
		const piece = fc.oneof(
			around,
			fc.constantFrom(...recognised.flatMap(({ example, placeholder }) => [example, placeholder])),
			digits(5),
			fc.emailAddress(),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
				const once = redact(pieces.join(''));
				expect(findPersonalData(once.text)).toEqual([]);
				expect(redact(once.text).text).toBe(once.text);
			}),
			{ numRuns: 2_000 },
		);
	});

	test('leaves what has no digit and no @ : = / as it is', () => {
		const plain = fc.string({ unit: 'binary', maxLength: 80 }).filter((text) => !/[\p{N}@:=/.([]/u.test(text));
		fc.assert(
			fc.property(plain, (text) => {
				expect(redact(text)).toEqual({ text, replacements: [] });
			}),
		);
	});

	test('maps what it kept back to the text as typed', () => {
		fc.assert(
			fc.property(around, fc.constantFrom(...recognised.map(({ example }) => example)), (before, example) => {
				const typed = `${before} ${example} then ERR_CONN_RESET`;
				const redacted = redact(typed);
				const at = redacted.text.indexOf('ERR_CONN_RESET');
				const { start, end } = originalSpan(redacted, { start: at, end: at + 14 });
				expect(typed.slice(start, end)).toBe('ERR_CONN_RESET');
			}),
		);
	});

	test('is done in half a second with 32 KB of anything', () => {
		const nasty = [
			'a@%',
			'#@',
			'(at)%',
			'1',
			'@',
			'a.',
			'+1 ',
			'a@',
			'1.',
			'1:',
			' 1',
			'12 ',
			'(12) ',
			'password: ',
			'password=',
			'password=)))',
			'secret="',
			'user ',
			'id ',
			'-----BEGIN PRIVATE KEY-----',
		];
		const worse = [
			'http://',
			'a://',
			'x://(',
			'/a',
			'eyJ',
			'eyJhbGciOiJIUzI1NiJ9.',
			'DE89 3704 ',
			'tel ',
			'"a',
			'"a"@',
			'::',
			'f:',
			'sk-a',
			'bearer a',
			'cookie:a=',
			'@a ',
		];
		const real = [
			'a.io/(',
			'4111 1111 1111 1111 ',
			'user 12345, 12345 ',
			'10.0.0.1 ',
			'1234567 ',
			'a@b.co ',
			'\ud800',
			'\0',
			'[id]',
			'12345678-1234-1234-1234-',
			')',
			'Aa1',
		];
		const closing = 'secret='.repeat(limit / 16) + ')'.repeat(limit);
		const slow = [...nasty, ...worse, ...real, closing].flatMap((part) => {
			const text = part.repeat(Math.ceil(limit / part.length)).slice(0, limit);
			const started = performance.now();
			redact(text);
			const took = performance.now() - started;
			return took < 500 ? [] : [`${JSON.stringify(part.slice(0, 40))}: ${took.toFixed(0)} ms`];
		});
		expect(slow).toEqual([]);
	});
});
