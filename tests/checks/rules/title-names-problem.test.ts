import { describe, expect, test } from 'vitest';
import { titleNamesProblem } from '../../../src/checks/rules/title-names-problem.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const systems = ['Review queue'];

describe('title-names-problem', () => {
	test.each([
		[{ systems, title: 'Review queue: items stay locked after a crash' }],
		[{ systems, title: 'Queues for reviews: items stay locked after crashing' }],
		[{ kind: 'sop', title: 'Checking who somebody is before changing access' }],
	])('takes %j', (fields) => {
		expect(ask(titleNamesProblem, written(fields))).toEqual([]);
	});

	test('finds a known issue that names no system of its own', () => {
		const article = written({ systems, title: 'Items stay locked after a crash' });
		expect(ask(titleNamesProblem, article)).toEqual([
			{
				line: lineOf(article, 'title:'),
				found: 'the title "Items stay locked after a crash" names none of its systems.',
				remedy: 'Begin it with "Review queue: ".',
			},
		]);
	});

	test('finds a known issue of no system', () => {
		expect(ask(titleNamesProblem, written({ title: 'Items stay locked after a crash' }))).toMatchObject([
			{ found: 'is of no system.', remedy: 'Add the line "systems: [Name of the system]".' },
		]);
	});

	test.each(['Review queue: broken', 'Review queue', 'Reviewing queues do not work'])('finds a title without a problem: %s', (title) => {
		expect(ask(titleNamesProblem, written({ systems, title }))).toMatchObject([
			{ line: 4, found: `the title "${title}" does not say what the problem is.`, remedy: 'Say in a few words what happens, and when.' },
		]);
	});
});
