import { describe, expect, test } from 'vitest';
import { specificSignature } from '../../../src/checks/rules/specific-signature.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const told = (id: string) => written({ id }, '## Check\n\nLook whether `RQ-4012` is shown.');

describe('specific-signature', () => {
	test.each([
		'RQ-4012',
		'region not confirmed',
		'This account has ended',
		'E+18',
		'HTTP 500 from lease-broker',
		'row *: month out of range',
	])('takes "%s"', (signature) => {
		expect(ask(specificSignature, written({ signatures: [signature] }))).toEqual([]);
	});

	test('takes one that three other articles mention, as a team does that says when to call, and archived ones', () => {
		const archived = written({ id: 'KI-0009', state: 'archived', signatures: ['RQ-4012'] });
		const others = [told('KI-0002'), told('KI-0003'), told('KI-0004'), archived];
		expect(ask(specificSignature, written({ signatures: ['RQ-4012'] }), { others })).toEqual([]);
	});

	test('finds plain words', () => {
		const article = written({ signatures: ['RQ-4012', 'Access denied *'] });
		expect(ask(specificSignature, article)).toEqual([
			{
				line: lineOf(article, 'Access denied'),
				found: 'the signature "Access denied *" is made of one or two plain words.',
				remedy: 'Write more of the text, up to what only this error says, or remove it.',
			},
		]);
	});

	test.each([
		'Oops! Something went wrong.',
		'Please try again later',
		'An unexpected error occurred. Try again.',
		'Internal server error',
		'HTTP 500',
		'Error code: 403',
		'502',
	])('finds what every program says: %s', (signature) => {
		expect(ask(specificSignature, written({ signatures: [signature] }))).toMatchObject([
			{ found: `the signature "${signature}" is what any program says of any trouble.` },
		]);
	});

	test.each([
		['one of another article', { signatures: ['rq-4012'] }, 'is also one of KI-0002.'],
		[
			'in a phrase of another',
			{ phrases: ['it says RQ-4012 all day'] },
			'stands in a phrase or a test of KI-0002, whose tickets it would take.',
		],
		['in a test of another', { tests: ['what is RQ-4012'] }, 'stands in a phrase or a test of KI-0002, whose tickets it would take.'],
	])('finds one that is %s', (_, fields, found) => {
		const others = [written({ id: 'KI-0002', ...fields })];
		expect(ask(specificSignature, written({ signatures: ['RQ-4012'] }), { others })).toMatchObject([
			{ found: `the signature "RQ-4012" ${found}` },
		]);
	});

	test('finds one that four others mention', () => {
		const others = ['KI-0002', 'KI-0003', 'KI-0004', 'KI-0005'].map(told);
		expect(ask(specificSignature, written({ signatures: ['RQ-4012'] }), { others })).toMatchObject([
			{ found: 'the signature "RQ-4012" stands in 4 other articles, such as KI-0002.' },
		]);
	});

	test('finds one whose "*" stands for what another article says', () => {
		const others = [written({ id: 'KI-0002', tests: ['it says ROW 7: Month  out of range'] })];
		expect(ask(specificSignature, written({ signatures: ['row *: month out of range'] }), { others })).toHaveLength(1);
	});

	test('does not take a part of a longer code for it', () => {
		const others = [written({ id: 'KI-0002', phrases: ['it says RQ-40123'] })];
		expect(ask(specificSignature, written({ signatures: ['RQ-4012'] }), { others })).toEqual([]);
	});
});
