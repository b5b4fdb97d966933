import { isHeading, partsOf } from '../parts.ts';
import type { CheckedArticle, Rule } from '../rule.ts';

/** What a specialist looks for under pressure, by kind of article; a severity-1 issue must also say how to go back and whom to call. */
const always = {
	'known-issue': ['Symptoms', 'Check', 'Workaround', 'Verify'],
	sop: ['When to use', 'Steps', 'Verify', 'Escalate'],
	escalation: ['What this team owns', 'Before you escalate', 'How to escalate', 'Out of hours'],
} as const;
const upToSeverity2 = ['Roll back', 'Escalate'] as const;

/** What a heading may be called instead: a desk that owns no system does something all the same. */
const alsoCalled: Record<string, readonly string[]> = { 'What this team owns': ['What this team does'] };

/** A comment, a line or a heading is no text yet. */
const emptyBlocks: ReadonlySet<string> = new Set(['mdxFlowExpression', 'thematicBreak', 'heading']);

/** Looks for the headings of level 2, such as `## Verify`, that the kind and severity of the article ask for. */
export const requiredSections: Rule = {
	id: 'SP020',
	name: 'required-sections',
	description:
		'Looks for the sections that the kind of article needs, each with text: a known issue says how it shows, how to make sure, what to do and how to see that it worked; from severity 2 up also how to go back and whom to call.',
	expects: 'Every section that its kind and severity ask for, with text below it.',
	severity: 'error',
	of: 'own',
	patient: true,
	check(article) {
		const parts = partsOf(article);
		return sectionsFor(article).flatMap((wanted) => {
			const names = [wanted, ...(alsoCalled[wanted] ?? [])];
			const part = parts.find(({ heading }) => names.some((name) => isHeading(heading, name)));
			if (part?.blocks.some(({ type }) => !emptyBlocks.has(type))) return [];
			return {
				line: part?.line,
				found: `${describe(article)} has ${part === undefined ? 'no section' : 'nothing in its section'} "${wanted}".`,
				expected: `The sections ${sectionsFor(article).join(', ')}.`,
				remedy: part === undefined ? `Add "## ${wanted}" and what belongs there.` : `Write what belongs under "## ${wanted}".`,
			};
		});
	},
};

/** The sections that an article must have, in their order. */
export function sectionsFor({ frontMatter }: Pick<CheckedArticle, 'frontMatter'>): string[] {
	const isSevere = frontMatter.kind === 'known-issue' && frontMatter.severity <= 2;
	return [...always[frontMatter.kind], ...(isSevere ? upToSeverity2 : [])];
}

function describe({ frontMatter }: CheckedArticle): string {
	return frontMatter.kind === 'known-issue'
		? `a known issue of severity ${frontMatter.severity}`
		: `an article of kind ${frontMatter.kind}`;
}
