import { MetaOptions } from '@expressive-code/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSafeCodeMeta, isSafeImageAddress, unsafeProtocol } from '../../src/knowledge/markup.ts';

describe('unsafeProtocol', () => {
	test.each([
		'https://x.example',
		'HTTP://x.example',
		'mailto:a@x.example',
		'tel:+351',
		'a/b:c',
		'./a:b',
		'#a:b',
		'?a:b',
		'//x.example',
		'a b',
		'',
	])('lets %j pass', (address) => {
		expect(unsafeProtocol(address)).toBeNull();
	});

	test.each(['javascript:x', ' javascript:x', 'java\tscript:x', '\u0001JAVASCRIPT:x', 'data:,x', 'vbscript:x', 'web+x:y'])(
		'refuses %j',
		(address) => {
			expect(unsafeProtocol(address)).toMatch(/^(javascript|data|vbscript|web\+x)$/);
		},
	);

	test('refuses every address that a browser would resolve to a script', () => {
		const pieces = fc.constantFrom(
			'java',
			'script',
			'JAVA',
			'javascript',
			':',
			'\t',
			'\n',
			'\r',
			' ',
			'\u0000',
			'\u001f',
			'\u00a0',
			'/',
			'\\',
			'#',
			'x',
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 7 }), (parts) => {
				const address = parts.join('');
				if (!URL.canParse(address, 'https://site.example/a/')) return;
				if (new URL(address, 'https://site.example/a/').protocol === 'javascript:') expect(unsafeProtocol(address)).not.toBeNull();
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('isSafeImageAddress', () => {
	test.each(['a.png', './img/a b.JPG', '../a%20b.webp', 'bücher.svg', '/images/anything', 'https://x.example/chart', '//x.example/a', ''])(
		'lets %j pass, which is a picture or is never imported',
		(address) => {
			expect(isSafeImageAddress(address)).toBe(true);
		},
	);

	test.each(['a.js', 'a', 'a.png.ts', 'a.js?.png', 'a.js#.png', 'a.js%00.png', 'a%252ejs', '%', 'a.png?raw', '.png\n.js'])(
		'refuses %j',
		(address) => {
			expect(isSafeImageAddress(address)).toBe(false);
		},
	);
});

describe('isSafeCodeMeta', () => {
	test.each(['', 'title="/etc/hosts"', 'title="src/a.ts" {1,3-5} ins={7}', 'cat /etc/hosts', '# Drain, but wait 10000 ms', 'a/b/ c'])(
		'lets %j pass',
		(meta) => {
			expect(isSafeCodeMeta(meta)).toBe(true);
		},
	);

	test.each(['/(a+)+$/', 'ins=/a/', 'ins = /a/ {1}', '"x" /a b/', '{1-99999}', 'ins={ 1, 2-10000 }', 'x'.repeat(501)])(
		'refuses %j',
		(meta) => {
			expect(isSafeCodeMeta(meta)).toBe(false);
		},
	);

	test('leaves Expressive Code no pattern to run and no long range to count out', () => {
		const pieces = fc.constantFrom('/', 'a', ' ', '\t', '=', "'", '"', '{', '}', '\\', 'ins', '-', ',', '1', '99999', '9999', 'title=');
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
				const meta = parts.join('');
				if (!isSafeCodeMeta(meta)) return;
				for (const { kind, value } of new MetaOptions(meta).list()) {
					expect(kind).not.toBe('regexp');
					if (kind === 'range') expect(value).not.toMatch(/\d{5}/);
				}
			}),
			{ numRuns: 3000 },
		);
	});
});
