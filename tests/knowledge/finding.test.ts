import { describe, expect, test } from 'vitest';
import { formatFinding } from '../../src/knowledge/finding.ts';

describe('formatFinding', () => {
	const finding = { path: 'sops/a.mdx', rule: 'gate', message: 'is code.', remedy: 'Remove it.' };

	test('names place, rule, what is wrong and what to do, on one line that editors can follow', () => {
		expect(formatFinding({ ...finding, line: 7 })).toBe('sops/a.mdx:7  gate: is code. Remove it.');
	});

	test('names no line where the whole file is meant', () => {
		expect(formatFinding(finding)).toBe('sops/a.mdx  gate: is code. Remove it.');
	});
});
