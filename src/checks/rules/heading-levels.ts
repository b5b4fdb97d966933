import { visit } from 'unist-util-visit';
import { plainText, quote } from '../parts.ts';
import type { Problem, Rule } from '../rule.ts';

/** Looks for `# Title` in the body, and for a heading two levels below the one before it, such as `####` below `##`. */
export const headingLevels: Rule = {
	id: 'SP021',
	name: 'heading-levels',
	description:
		'Looks for a heading of level 1, which is the title’s alone, and for levels that are skipped: contents and screen readers go by levels.',
	expects: 'Headings from level 2 on, each at most one level below the one before it.',
	severity: 'error',
	of: 'own',
	check({ tree }) {
		const problems: Problem[] = [];
		let last = 1;
		visit(tree, 'heading', (heading) => {
			const { depth } = heading;
			const name = quote(plainText(heading));
			const line = heading.position?.start.line;
			if (depth === 1) {
				problems.push({
					line,
					found: `the heading ${name} is of level 1.`,
					remedy: 'Write "##" before it; the title is in the front matter.',
				});
			} else if (depth > last + 1) {
				const hashes = '#'.repeat(last + 1);
				problems.push({
					line,
					found: `the heading ${name} is of level ${depth}, the one before it of level ${last}.`,
					remedy: `Write "${hashes}" before it.`,
				});
			}
			last = Math.max(depth, 1);
		});
		return problems;
	},
};
