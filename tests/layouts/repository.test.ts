import { describe, expect, test } from 'vitest';
import { editAddress, issueAddress } from '../../src/layouts/repository.ts';

describe('editAddress', () => {
	test('encodes each part of the path, and keeps the slashes', () => {
		expect(editAddress('https://git.example/edit/{path}?ref=main', 'known issues/a&b#1.mdx')).toBe(
			'https://git.example/edit/known%20issues/a%26b%231.mdx?ref=main',
		);
		expect(editAddress('https://git.example/{path}', '$&.mdx')).toBe('https://git.example/%24%26.mdx');
	});
});

describe('issueAddress', () => {
	test('cuts a body that no address can carry, and says so; half a character is no error', () => {
		const address = issueAddress('https://git.example/new?t={title}&b={body}', 'Title \ud800', '漢😀'.repeat(2_000));
		expect(address.length).toBeLessThanOrEqual(7_500);
		const sent = new URL(address).searchParams.get('b') ?? '';
		expect(sent).toMatch(/^漢😀漢/);
		expect(sent).toMatch(/\[cut: the rest is in the file\]$/);
	});
});
