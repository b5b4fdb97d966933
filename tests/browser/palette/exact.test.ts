import { describe, expect, test } from 'vitest';
import { findExact } from '../../../src/browser/palette/exact.ts';
import type { ArticleFacts } from '../../../src/layouts/article-facts.ts';

function known(id: string, signatures: string[] = []): ArticleFacts {
	return { id, title: `About ${id}`, kind: 'known-issue', state: 'validated', systems: [], signatures };
}
const facts = [known('KI-0001', ['RQ-4012', 'lease_conflict: held by *']), known('KI-0010', ['KI-0001']), known('KI-00010')];
const ids = (query: string): string[] => findExact(facts, query).map(({ id }) => id);

describe('findExact', () => {
	test('finds an id in any case, before an article that only quotes it', () => {
		expect(ids(' ki-0001 ')).toEqual(['KI-0001', 'KI-0010']);
	});

	test('finds an error text as it is, over line breaks, with what stands for its star', () => {
		expect(ids('rq-4012')).toEqual(['KI-0001']);
		expect(ids('lease_conflict:\n  held by self')).toEqual(['KI-0001']);
		expect(ids('lease_conflict: held by two people')).toEqual([]);
	});

	test('takes no part of a text for the whole', () => {
		expect(ids('RQ-401')).toEqual([]);
		expect(ids('RQ-4012 again')).toEqual([]);
		expect(ids('')).toEqual([]);
	});

	test('takes signs of regular expressions for themselves', () => {
		expect(findExact([known('X', ['a.b(c)[d]'])], 'a.b(c)[d]')).toHaveLength(1);
		expect(findExact([known('X', ['a.b(c)[d]'])], 'axb(c)[d]')).toEqual([]);
	});
});
