import { lineOfField } from '../../knowledge/front-matter.ts';
import { compareVersions } from '../../knowledge/version-order.ts';
import { daysBetween } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Looks for `version: 1.3.0` whose changelog begins with 1.2.0, for lines out of order, and for days that are yet to come. */
export const changelog: Rule = {
	id: 'SP040',
	name: 'changelog',
	description:
		'Looks for a version without a line of its own in the changelog, for lines that are not newest first, and for dates in the future: the changelog is what readers see of a change.',
	expects: 'The newest line of the changelog is that of the version, each older one below it.',
	severity: 'error',
	of: 'own',
	check({ frontMatter, text }, { today }) {
		const { version, changelog: lines } = frontMatter;
		const problems: Problem[] = [];
		const [newest] = lines;
		if (newest !== undefined && compareVersions(newest.version, version) > 0) {
			problems.push({
				line: lineOfField(text, ['version']),
				found: `the version is ${version}, and the newest line of the changelog is ${newest.version}.`,
				remedy: `Set "version: ${newest.version}", or correct that line.`,
			});
		} else if (newest?.version !== version) {
			problems.push({
				line: lineOfField(text, ['version']),
				found: `the version ${version} has no line in the changelog${newest === undefined ? '' : `, whose newest is ${newest.version}`}.`,
				remedy: `Add to the top of "changelog:" the lines "- version: ${version}", "  date: ${today}" and "  note: …" with what changed for the reader.`,
			});
		}
		for (const [at, line] of lines.entries()) {
			const newer = lines[at - 1];
			if (newer !== undefined && (compareVersions(newer.version, line.version) <= 0 || newer.date < line.date)) {
				problems.push({
					line: lineOfField(text, ['changelog', at]),
					found: `version ${line.version} of ${line.date} stands below ${newer.version} of ${newer.date}.`,
					remedy: 'Put the newest version first, each with the day on which it was made.',
				});
			}
			// Where the desk is, it may be tomorrow already.
			if (daysBetween(today, line.date) > 1) {
				problems.push({
					line: lineOfField(text, ['changelog', at, 'date']),
					found: `version ${line.version} is of ${line.date}, which is yet to come.`,
					remedy: 'Correct the date.',
				});
			}
		}
		return problems;
	},
};
