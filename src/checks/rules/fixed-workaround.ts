import { lineOfField } from '../../knowledge/front-matter.ts';
import { isHeading, partsOf, plainText } from '../parts.ts';
import type { Rule } from '../rule.ts';

/** Where a specialist looks to tell whether the workaround is still for this requester. */
const places = ['Symptoms', 'Check', 'Workaround'];

/** Looks for a fixed known issue whose workaround stands there as if for everybody. */
export const fixedWorkaround: Rule = {
	id: 'SP053',
	name: 'fixed-workaround',
	description:
		'Looks for known issues that are fixed and still offer a workaround without saying for whom: those who have the release need none, and may do harm with it.',
	expects: 'A fixed issue is archived, or its Symptoms, Check or Workaround name the release from which on nobody needs it.',
	severity: 'error',
	of: 'own',
	check(article) {
		const { frontMatter, text } = article;
		if (frontMatter.kind !== 'known-issue' || frontMatter.fix?.state !== 'fixed') return [];
		const parts = partsOf(article);
		const { release = '' } = frontMatter.fix;
		// "Review queue 7.6.3": of the name, what every mention has is the number; 7.6.30 is another release.
		const number = /\d+(\.\d+)*/.exec(release)?.[0] ?? release;
		const mention = new RegExp(`(?<!\\d|\\d\\.)${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\d|\\.\\d)`);
		const offers = parts.some(({ heading, blocks }) => isHeading(heading, 'Workaround') && blocks.length > 0);
		const isNamed = parts.some(
			({ heading, blocks }) => places.some((place) => isHeading(heading, place)) && mention.test(plainText(blocks)),
		);
		if (!offers || isNamed) return [];
		return [
			{
				line: lineOfField(text, ['fix', 'state']),
				found: `is fixed in ${release}, and its workaround does not say whom it is still for.`,
				remedy: `Set "state: archived", or say under Check how to see whether the requester has ${release} already.`,
			},
		];
	},
};
