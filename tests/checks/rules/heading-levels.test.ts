import { describe, expect, test } from 'vitest';
import { headingLevels } from '../../../src/checks/rules/heading-levels.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

describe('heading-levels', () => {
	test.each(['## A\n\n### B\n\n#### C\n\n## D', 'No heading', '```md\n# Not a heading\n```'])('takes %j', (body) => {
		expect(ask(headingLevels, written({}, body))).toEqual([]);
	});

	test.each(['# Paper `jams`', 'Paper `jams`\n==='])('finds a title in the body: %j', (heading) => {
		const article = written({}, `Text\n\n${heading}\n\n## Check`);
		expect(ask(headingLevels, article)).toEqual([
			{
				line: lineOf(article, heading),
				found: 'the heading "Paper jams" is of level 1.',
				remedy: 'Write "##" before it; the title is in the front matter.',
			},
		]);
	});

	test('finds a level that is skipped, also by the first heading, and says which it must be', () => {
		const article = written({}, '### First\n\n## Check\n\n#### Deep\n\n#### Beside it');
		expect(ask(headingLevels, article)).toEqual([
			{
				line: lineOf(article, '### First'),
				found: 'the heading "First" is of level 3, the one before it of level 1.',
				remedy: 'Write "##" before it.',
			},
			{
				line: lineOf(article, '#### Deep'),
				found: 'the heading "Deep" is of level 4, the one before it of level 2.',
				remedy: 'Write "###" before it.',
			},
		]);
	});
});
