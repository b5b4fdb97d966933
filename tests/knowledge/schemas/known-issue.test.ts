import { describe, expect, test } from 'vitest';
import { knownIssueSchema } from '../../../src/knowledge/schemas/known-issue.ts';
import { validatedKnownIssue } from '../article-text.ts';

function wrongFields(fields: Record<string, unknown>): string[] {
	return knownIssueSchema.safeParse({ ...validatedKnownIssue, ...fields }).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('knownIssueSchema', () => {
	test('takes a validated article', () => {
		expect(wrongFields({})).toEqual([]);
	});

	test('asks for nothing but the basics before the article is validated', () => {
		const { id, kind, title, version } = validatedKnownIssue;
		for (const state of ['work-in-progress', 'not-validated', 'archived']) {
			expect(knownIssueSchema.safeParse({ id, kind, title, version, state }).success).toBe(true);
		}
		expect(knownIssueSchema.safeParse({ id, kind, title, version, state: 'validated' }).error?.issues).toHaveLength(5);
	});

	test.each([
		['a severity beyond the scale', { severity: 5 }, 'severity'],
		['half a severity', { severity: 1.5 }, 'severity'],
		['a signature that would match anything', { signatures: ['ok'] }, 'signatures.0'],
		['a fix state that nobody knows', { fix: { state: 'done' } }, 'fix.state'],
		['a check that is never repeated', { verification: { by: 'x', on: '2026-03-01', every: 0 } }, 'verification.every'],
		['a phrase without words', { phrases: ['  '] }, 'phrases.0'],
		['an unknown audience', { audience: 'public' }, 'audience'],
	])('refuses %s', (_, fields, field) => {
		expect(wrongFields(fields)).toEqual([field]);
	});
});
