import { describe, expect, test } from 'vitest';
import { articleId, day, semanticVersion } from '../../../src/knowledge/schemas/article.ts';

describe('day', () => {
	test('takes a day as text or as YAML read it, and gives text', () => {
		expect(day.parse('2026-02-28')).toBe('2026-02-28');
		expect(day.parse(new Date('2026-02-28'))).toBe('2026-02-28');
	});

	test.each(['2026-02-29', '2026-2-8', '28.02.2026', '2026-02-28T10:00:00Z', '', 20260228])('refuses %j', (value) => {
		expect(day.safeParse(value).error?.issues[0]?.message).toBe('must be a day written YYYY-MM-DD');
	});
});

describe('articleId', () => {
	test.each(['KI-0042', 'docs/redis/README', 'a.b_c-1'])('takes %s', (id) => {
		expect(articleId.safeParse(id).success).toBe(true);
	});

	test.each(['', '-a', '../a', 'a/../b', 'a//b', '/a', 'a/', 'a b', 'a?b', 'ä', '__proto__', 'a\n'])(
		'refuses %j, which is no address',
		(id) => {
			expect(articleId.safeParse(id).success).toBe(false);
		},
	);
});

describe('semanticVersion', () => {
	test.each(['1.0', 'v1.0.0', '1.0.0-beta', 1])('refuses %j and says how to write it', (version) => {
		expect(semanticVersion.safeParse(version).error?.issues[0]?.message).toBe('must be a semantic version such as 1.2.0');
	});
});
