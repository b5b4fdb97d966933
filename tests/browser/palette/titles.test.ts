import { describe, expect, test } from 'vitest';
import { findByTitle } from '../../../src/browser/palette/titles.ts';
import type { ArticleFacts } from '../../../src/layouts/article-facts.ts';

function titled(title: string, systems: string[] = []): ArticleFacts {
	return { id: title, title, kind: 'sop', state: 'validated', systems };
}
const facts = [titled('Items stay locked after a crash', ['Review queue']), titled('Locked out of an account'), titled('Exports')];
const titles = (query: string): string[] => findByTitle(facts, query).map(({ title }) => title);

describe('findByTitle', () => {
	test('finds titles with every word, begun or whole, the one that the query covers most first', () => {
		expect(titles('lock')).toEqual(['Locked out of an account', 'Items stay locked after a crash']);
		expect(titles('crash LOCKED')).toEqual(['Items stay locked after a crash']);
		expect(titles('queue locked')).toEqual(['Items stay locked after a crash']);
	});

	test('finds nothing by the middle of a word, by a word too many, or by none', () => {
		expect(titles('ocked')).toEqual([]);
		expect(titles('locked sourdough')).toEqual([]);
		expect(titles(' ?! ')).toEqual([]);
	});
});
