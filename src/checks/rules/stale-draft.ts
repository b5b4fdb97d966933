import { lineOfField } from '../../knowledge/front-matter.ts';
import { daysBetween } from '../parts.ts';
import type { Rule } from '../rule.ts';

/** Looks at the newest date of the changelog of what is work in progress. */
export const staleDraft: Rule = {
	id: 'SP052',
	name: 'stale-draft',
	description:
		'Looks for articles that have been work in progress for longer than checks.json allows: specialists meet them in searches and do not know whether to trust them.',
	expects: 'An article that becomes not-validated or archived within the days that work in progress may take.',
	severity: 'error',
	of: 'all',
	ownChangeOnly: true,
	check({ state, frontMatter, text }, { today, settings }) {
		if (state !== 'work-in-progress') return [];
		const [newest] = [...frontMatter.changelog.map(({ date }) => date), frontMatter.source?.imported ?? ''].sort().reverse();
		const line = lineOfField(text, ['state']);
		if (!newest)
			return [
				{ line, found: 'is work in progress since nobody knows when.', remedy: 'Add a line to "changelog:" with the day of its version.' },
			];
		const days = daysBetween(newest, today);
		if (days <= settings.draftDays) return [];
		return [
			{
				line,
				found: `has been work in progress for ${days} days.`,
				expected: `At most ${settings.draftDays} days.`,
				remedy: 'Finish it and set "state: not-validated", or archive it.',
			},
		];
	},
};
