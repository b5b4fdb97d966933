import { describe, expect, test } from 'vitest';
import { fewTests } from '../../../src/checks/rules/few-tests.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

describe('few-tests', () => {
	test('takes two', () => {
		expect(ask(fewTests, written({ tests: ['a', 'b'] }))).toEqual([]);
	});

	test.each([
		[['a'], 'has 1 test.'],
		[['a', 'a'], 'has 1 test.'],
	])('finds %j', (tests, found) => {
		const article = written({ tests });
		const remedy = 'Add tickets under "tests:", in other words than the phrases.';
		expect(ask(fewTests, article)).toEqual([{ line: lineOf(article, 'tests:'), found, remedy }]);
	});

	test('finds an article without any', () => {
		expect(ask(fewTests, written())).toMatchObject([{ line: 1, found: 'has 0 tests.' }]);
	});
});
