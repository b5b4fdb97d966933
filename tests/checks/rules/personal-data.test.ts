import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personalData, secrets } from '../../../src/checks/rules/personal-data.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const personal = {
	'jane.doe@corp-mail.com': 'an e-mail address',
	'8.8.4.4': 'a network address',
	'3c:22:fb:a1:00:9e': 'a hardware address',
	'4111 1111 1111 1111': 'a card number',
	'DE89 3704 0044 0532 0130 00': 'a bank account number',
	'+49 1555 1234567': 'a telephone number',
	'@jane_doe': 'a handle',
};
const placeholders = [
	...['[name]', ':user_id', '$OPS_TOKEN', 'someone@corp.example', 'jane@example.com', '192.0.2.1', '2001:db8::1', '10.20.30.40'],
	...[
		'127.0.0.1',
		'+44 20 7946 0958',
		'+1 202 555 0143',
		'`RQ-4012`',
		'2026-11-23',
		'root@console-01',
		'git@git.corp-mail.com:desk/articles.git',
		'12:30',
		'version 7.6.3',
	],
];
const given = {
	'password: hunter2': 'password',
	'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl': 'token',
	ghp_x7Yq2LmN8vR4tK1sW9zB3cD6fG5hJ0pA: 'token',
};

/** Paragraphs of a procedure, and a place among them. */
const paragraphs: fc.Arbitrary<string[]> = fc.array(
	fc.constantFrom('Open the tray.', '1. Wait.', '## Check', '`select 1`', 'Ask the lead, by chat, at once.'),
	{
		minLength: 1,
		maxLength: 12,
	},
);

describe('personal-data', () => {
	test('finds it wherever it stands in a body, on its line', () => {
		fc.assert(
			fc.property(paragraphs, fc.nat(), fc.constantFrom(...Object.entries(personal)), fc.boolean(), (body, place, [data, name], crlf) => {
				const lines = body.toSpliced(place % (body.length + 1), 0, `Ask ${data} about it.`);
				const article = written({}, lines.join('\n\n'));
				const text = crlf ? article.text.replaceAll('\n', '\r\n') : article.text;
				expect(ask(personalData, { ...article, text })).toEqual([
					{
						line: lineOf(article, 'Ask '.concat(data)),
						found: expect.stringContaining(`holds ${name}, `),
						remedy: 'Put a placeholder or a role in its place.',
					},
				]);
			}),
			{ numRuns: 60 },
		);
	});

	test('takes placeholders, roles, and what is kept for examples', () => {
		fc.assert(
			fc.property(paragraphs, fc.array(fc.constantFrom(...placeholders), { minLength: 1 }), (body, kept) => {
				const article = written({}, [...body, ...kept.map((one) => `Ask ${one} about it.`)].join('\n\n'));
				expect([...ask(personalData, article), ...ask(secrets, article)]).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});

	test('looks at the fields, too, and at articles that are archived', () => {
		const article = written({ state: 'archived', phrases: ['write to jane.doe@corp-mail.com'] });
		expect(ask(personalData, article)).toMatchObject([{ line: lineOf(article, 'jane.doe') }]);
	});
});

describe('secret', () => {
	test.each(Object.entries(given))('finds %s, and does not say it again', (secret, name) => {
		const article = written({}, `## Check\n\nSend \`${secret}\` with it.`);
		expect(ask(secrets, article)).toEqual([
			{
				line: lineOf(article, secret),
				found: expect.stringMatching(new RegExp(`^holds what looks like a ${name} \\(\\d+ characters\\)\\.$`)),
				remedy: 'Put a variable such as $OPS_TOKEN in its place, and have the secret revoked: it is in the history.',
			},
		]);
		expect(ask(personalData, article)).toEqual([]);
	});

	test.each([
		'password: $OPS_PASSWORD',
		'Authorization: Bearer $OPS_TOKEN',
		'password: [your password]',
		'api_key=:api_key',
		'password: ***',
	])('takes %s', (text) => {
		expect(ask(secrets, written({}, `\`\`\`http\n${text}\n\`\`\``))).toEqual([]);
	});
});
