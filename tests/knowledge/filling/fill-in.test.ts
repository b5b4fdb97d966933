import { execFileSync } from 'node:child_process';
import { constantFrom, assert as holds, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldName, fillIn, findParameters, findVariables, writePlace } from '../../../src/knowledge/filling/fill-in.ts';
import { writeAsIs } from '../../../src/knowledge/filling/places.ts';

/** A block with its parameters filled in; what cannot be stays. */
function fill(language: string, code: string, values: Record<string, string>): string {
	return fillIn(code, findParameters(code, language), new Map(Object.entries(values))).text;
}
const names = (language: string, code: string): string[] => findParameters(code, language).map(({ name }) => name);

/** Values that somebody could paste: without what is refused. Quotes, backslashes and comment marks come often. */
const value = oneof(
	string({ unit: constantFrom(...`'"\\\`$;-/*#:=&?%{}[]()!<>|~., abE0159é漢`) }),
	string({ unit: 'grapheme', maxLength: 30 }),
	constantFrom(
		"'; drop table leases; --",
		"\\'; select 1",
		'*/ x',
		'$(touch x)',
		'../../admin',
		'"}, {"a": "b',
		"x' || y || 'z",
		'1e5',
		'007',
		'-5',
	),
)
	.map((text) => text.trim())
	.filter((text) => text !== '' && 'text' in (writePlace({ name: 'v', from: 0, to: 0, write: writeAsIs }, new Map([['v', text]])) ?? {}));

describe('findParameters', () => {
	test('finds names behind a colon, and takes no cast, time, port, key or secret for one', () => {
		expect(names('sql', "where at >= :day::date + time '23:00' and x = to_char(t, 'HH24:MI') and y::text = :a -- :no\n/* :no */")).toEqual([
			'day',
			'a',
		]);
		expect(
			names(
				'http',
				'POST https://ops.example:8443/a/:id?q=:q\nAuthorization: Bearer $OPS_TOKEN\nX-Ticket: :ticket_id\n\n{"at":"10:30","open":true,"by": ":user", "n": :n}',
			),
		).toEqual(['id', 'q', 'ticket_id', 'user', 'n']);
		expect(names('json', '{"a":true,"b" :null,"c": [":x", :y]}')).toEqual(['x', 'y']);
		expect(names('sh', 'curl -H "X-Ticket: :ticket_id" https://ops.example:80/:id # it\'s :no')).toEqual(['ticket_id', 'id']);
	});

	test('finds none in a language that it cannot write', () => {
		for (const language of ['python', 'yaml', '', 'constructor']) expect(names(language, 'a = :a')).toEqual([]);
	});

	test.each([
		['sql', "select 'it\\'s', :a"],
		['sql', "select 1 # it's\nwhere a = :a"],
		['sql', '/* /* */ select :a */'],
		['sql', 'do $$ begin perform :a; end $$'],
		['sh', 'cat <<EOF\n:a\nEOF'],
		['sh', 'echo "$(echo ":a")"'],
		['sh', 'curl -d "{\\"a\\": \\":a\\"}"'],
		['http', 'POST https://x.example/\nContent-Type: text/xml\n\n<a>:a</a>'],
	])('finds none in %s where programs differ on what is quoted: %s', (language, code) => {
		expect(names(language, code)).toEqual([]);
	});
});

describe('SQL', () => {
	test('writes a number bare, all else as a literal, and a part within quotes', () => {
		const query = 'select * from t where a = :a and b like \'%:a%\' and c = -:a and "x:a" = ":a"';
		expect(fill('sql', query, { a: '42' })).toBe('select * from t where a = 42 and b like \'%42%\' and c = -42 and "x:a" = "42"');
		expect(fill('sql', 'a = :a', { a: "O'Hara" })).toBe("a = 'O''Hara'");
		expect(fill('sql', 'a = :a::date', { a: '2026-11-23' })).toBe("a = '2026-11-23'::date");
		expect(fill('sql', 'a = :a', { a: '007' })).toBe("a = '007'");
		expect(fill('sql', 'a = 3 -:a', { a: '-5' })).toBe('a = 3 -(-5)');
		expect(fill('sql', 'a = :a', { a: 'CORP\\jane' })).toBe("a = E'CORP\\\\jane'");
		expect(fill('sql', "a = 'x:a'", { a: 'b\\' })).toBe("a = 'x:a'");
	});

	test('writes a list where the query asks for one', () => {
		expect(fill('sql', 'i = any(:ids) or i in ( :ids )', { ids: "1, O'Hara" })).toBe(
			"i = any(array[1, 'O''Hara']) or i in ( 1, 'O''Hara' )",
		);
		expect(fill('sql', 'i = any(:ids)', { ids: '{1,2}' })).toBe("i = any('{1,2}')");
		expect(fill('sql', 'i in (:ids)', { ids: ', ,' })).toBe('i in (:ids)');
	});

	test('no value is more than one literal, and it is the value', () => {
		const literal = /E'((?:[^'\\]|''|\\\\)*)'|'((?:[^']|'')*)'|-?\d+(?:\.\d+)?/y;
		holds(
			property(value, (text) => {
				const filled = fill('sql', 'where a = :v;', { v: text });
				const written = filled.slice('where a = '.length, -1);
				literal.lastIndex = 0;
				const [, escaped, plain] = literal.exec(written) ?? [];
				expect(literal.lastIndex).toBe(written.length);
				const read = escaped?.replaceAll("''", "'").replaceAll('\\\\', '\\') ?? plain?.replaceAll("''", "'") ?? written;
				expect(read).toBe(text);
				// What some databases read as an escape is never left single.
				if (plain !== undefined) expect(plain).not.toContain('\\');
			}),
		);
	});
});

describe('requests', () => {
	const post = 'POST https://ops.example/v1/leases/:v/release?by=:v\nX-Ticket: :v\n\n{"reason": "for :v", "n": :v}';

	test('no value leaves its part of the address, its header or its string', () => {
		holds(
			property(value, (text) => {
				const [address = '', header, , body = ''] = fill('http', post, { v: text }).split('\n');
				const url = new URL(address.replace('POST ', ''));
				expect(url.host).toBe('ops.example');
				expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(
					/^\.+$/.test(text) ? ['', 'v1', 'leases', ':v', 'release'] : ['', 'v1', 'leases', text, 'release'],
				);
				expect([...url.searchParams]).toEqual([['by', /^\.+$/.test(text) ? ':v' : text]]);
				expect(header).toBe(`X-Ticket: ${text}`);
				const sent = JSON.parse(body);
				expect([Object.keys(sent), sent.reason]).toEqual([['reason', 'n'], `for ${text}`]);
				expect(String(sent.n)).toBe(typeof sent.n === 'number' ? String(Number(text)) : text);
			}),
		);
	});

	test('a second request in the block, and a form, are read as such', () => {
		const code =
			'POST https://a.example/\n\n{"a": ":v"}\n\nPOST https://a.example/:v\nContent-Type: application/x-www-form-urlencoded\n\na=:v';
		expect(fill('http', code, { v: '"&' })).toBe(
			'POST https://a.example/\n\n{"a": "\\"&"}\n\nPOST https://a.example/%22%26\nContent-Type: application/x-www-form-urlencoded\n\na=%22%26',
		);
	});
});

describe('shell', () => {
	test('a real shell reads the value as one word, whatever is in it', () => {
		const code = `printf '%s\\n' :v "b=:v" 'c/:v' -d '{"a": ":v"}' https://x.example/:v`;
		holds(
			property(value, (text) => {
				const printed = execFileSync('sh', ['-c', fill('sh', code, { v: text })], { encoding: 'utf8' });
				const isDots = /^\.+$/.test(text);
				expect(printed).toBe(
					[
						text,
						`b=${text}`,
						`c/${text}`,
						'-d',
						JSON.stringify({ a: text }).replace('":"', '": "'),
						isDots
							? 'https://x.example/:v'
							: `https://x.example/${encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
						'',
					].join('\n'),
				);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('fillIn', () => {
	test('changes not a character where no value is given, or none that can be written', () => {
		holds(
			property(
				constantFrom('sql', 'http', 'json', 'sh', 'text'),
				string({ unit: constantFrom(...':av\'"\\/-*#{}[]$\n \tPOST') }),
				(language, code) => {
					const places = findParameters(code, language);
					expect(fillIn(code, places, new Map()).text).toBe(code);
					expect(
						fillIn(
							code,
							places,
							new Map([
								['a', '\u0000'],
								['v', 'x\ny'],
							]),
						).text,
					).toBe(code);
					for (const { name, from, to } of places) expect(code.slice(from, to)).toBe(`:${name}`);
				},
			),
			{ numRuns: 500 },
		);
	});

	test('names what stays open, and refuses what nobody can see with a sentence', () => {
		const code = 'a = :a and b = :b and c = :b';
		expect(fillIn(code, findParameters(code, 'sql'), new Map([['a', ' 1 ']]))).toEqual({
			text: 'a = 1 and b = :b and c = :b',
			open: ['b', 'b'],
		});
		const [place] = findParameters(code, 'sql');
		for (const bad of ['x\u0007', 'x\ny', 'a\u202eb', 'a\u200bb', 'a\ud800', 'x'.repeat(501)]) {
			expect(place && writePlace(place, new Map([['a', bad]]))).toEqual({ refusal: expect.stringMatching(/\w+ \w+.*\.$/) });
		}
		expect(place && writePlace(place, new Map([['a', '\u00a0 ']]))).toBeNull();
	});
});

describe('findVariables', () => {
	test('finds what stands in brackets, and shares the field of the parameter of that name', () => {
		const text = 'Hi [name], [media id] of ticket [ticket]: [1], [ ] and [] stay.';
		expect(findVariables(text).map(({ name }) => fieldName(name))).toEqual(['name', 'media_id', 'ticket_id']);
		expect(fillIn(text, findVariables(text), new Map([['name', '<b>[ticket]']])).text).toBe(text.replace('[name]', '<b>[ticket]'));
	});
});
