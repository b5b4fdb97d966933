import { describe, expect, test } from 'vitest';
import { articleKinds, articleSchema } from '../../../src/knowledge/schemas/index.ts';

describe('articleSchema', () => {
	test('judges an article by its kind', () => {
		const sop = { id: 'SOP-1', kind: 'sop', title: 'x', version: '1.0.0', state: 'archived', minutes: 5 };
		expect(articleSchema.safeParse(sop).success).toBe(true);
		expect(articleSchema.safeParse({ ...sop, kind: 'known-issue' }).success).toBe(false);
	});

	test.each([undefined, 'guide', 'constructor', '__proto__'])('names the kinds where kind is %s', (kind) => {
		const message = articleSchema.safeParse({ kind }).error?.issues[0]?.message;
		for (const name of articleKinds) expect(message).toContain(name);
	});
});
