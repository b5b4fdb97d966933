import { lineOfField, splitFrontMatter } from '../../knowledge/front-matter.ts';
import { compareVersions, nextPatch } from '../../knowledge/version-order.ts';
import type { Rule } from '../rule.ts';

/** Compares body and version with those of the base. */
export const versionBump: Rule = {
	id: 'SP041',
	name: 'version-bump',
	description:
		'Looks for articles whose body differs from that of the base while the version does not: ticked steps, links to a version and the list of changes all go by it. It needs git.',
	expects: 'A higher version: major for another procedure, minor for a changed step, patch for wording.',
	severity: 'error',
	of: 'own',
	check({ id, frontMatter, text, path }, { past, today }) {
		const before = past.base?.articles.get(id.toLowerCase());
		if (before === undefined) return [];
		const split = splitFrontMatter(text, path);
		if ('rule' in split) return [];
		const order = compareVersions(frontMatter.version, before.version);
		const line = lineOfField(text, ['version']);
		const next = nextPatch(before.version);
		if (order < 0)
			return [
				{
					line,
					found: `the version went back from ${before.version} to ${frontMatter.version}.`,
					remedy: `Set "version: ${next}", or higher.`,
				},
			];
		if (order > 0 || split.body.trim() === before.body) return [];
		return [
			{
				line,
				found: `its text has changed since ${past.base?.name}, and the version is still ${before.version}.`,
				remedy: `Set "version: ${next}" for wording (or raise the second number for a changed step, the first for another procedure), and add to the top of "changelog:" the lines "- version: ${next}", "  date: ${today}" and "  note: …".`,
			},
		];
	},
};
