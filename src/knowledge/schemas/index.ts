import { z } from 'zod';
import { escalationSchema } from './escalation.ts';
import { knownIssueSchema } from './known-issue.ts';
import { sopSchema } from './sop.ts';

/** Every kind of article, by the word that its `kind` field carries. */
export const schemasByKind = {
	'known-issue': knownIssueSchema,
	sop: sopSchema,
	escalation: escalationSchema,
} as const;

export type ArticleKind = keyof typeof schemasByKind;
export const articleKinds = Object.keys(schemasByKind) as ArticleKind[];

/** The front matter of any article. */
export const articleSchema = z.discriminatedUnion('kind', [knownIssueSchema, sopSchema, escalationSchema], {
	error: (issue) =>
		issue.code === 'invalid_union'
			? `must be one of ${articleKinds.join(', ')}: the line "kind: known-issue" is missing or misspelt`
			: undefined,
});

export type FrontMatter = z.infer<typeof articleSchema>;
