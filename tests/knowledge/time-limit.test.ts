import { describe, expect, test } from 'vitest';
import { readArticle } from '../../src/knowledge/article.ts';
import { withinTime } from '../../src/knowledge/time-limit.node.ts';
import { articleText } from './article-text.ts';

describe('withinTime', () => {
	test('gives what the work gives', () => {
		expect(withinTime(1_000, () => ({ id: 'A' }))).toEqual({ id: 'A' });
	});

	test('lets the errors of the work through', () => {
		expect(() =>
			withinTime(1_000, () => {
				throw new RangeError('too deep');
			}),
		).toThrow(RangeError);
	});

	test('stops reading an article whose braces would take hours', () => {
		const text = articleText(`{\`${'}'.repeat(200_000)}`);
		const start = performance.now();
		expect(withinTime(100, () => readArticle(text, 'a.mdx'))).toBeNull();
		expect(performance.now() - start).toBeLessThan(5_000);
	});

	test('stops a regular expression that backtracks without end', () => {
		expect(withinTime(50, () => /^(\w+\s?)+$/.test(`${'word '.repeat(40)}!`))).toBeNull();
	});
});
