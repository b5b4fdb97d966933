import { describe, expect, test } from 'vitest';
import { fixedWorkaround } from '../../../src/checks/rules/fixed-workaround.ts';
import { ask, lineOf, written } from '../../setup/check-articles.ts';

const fix = { state: 'fixed', release: 'Review queue 7.6.3' };
const workaround = '## Workaround\n\nOpen it again.';

describe('fixed-workaround', () => {
	test.each([
		['an issue that is not fixed', { fix: { state: 'planned', release: '7.6.3' } }, workaround],
		['one that tells under Check how to see the release', { fix }, `## Check\n\nBelow 7.6.3 go on.\n\n${workaround}`],
		['one whose workaround names it', { fix }, `${workaround} From release 7.6.3. on nobody needs it.`],
		['one without a workaround', { fix }, '## Workaround\n\n## Verify\n\nLook.'],
		['a release without a number', { fix: { ...fix, release: 'Harvest' } }, `${workaround} Not with Harvest.`],
	])('takes %s', (_, fields, body) => {
		expect(ask(fixedWorkaround, written(fields, body))).toEqual([]);
	});

	test.each([
		['says nothing of it', workaround],
		['names another release', `${workaround} Since 7.6.30 and 17.6.3 it is worse.`],
		['names it where nobody looks for it', `${workaround}\n\n## Reply\n\nFixed in 7.6.3.`],
	])('finds a fixed issue that %s', (_, body) => {
		const article = written({ fix }, body);
		expect(ask(fixedWorkaround, article)).toEqual([
			{
				line: lineOf(article, 'fix:'),
				found: 'is fixed in Review queue 7.6.3, and its workaround does not say whom it is still for.',
				remedy: 'Set "state: archived", or say under Check how to see whether the requester has Review queue 7.6.3 already.',
			},
		]);
	});
});
