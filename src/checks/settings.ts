import { z } from 'zod';
import { articleId } from '../knowledge/schemas/article.ts';
import { type ListedRule, type Severity, severities } from './rule.ts';

const host = z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i, { error: 'must be a host name, or "*." and the end of one' });

/** What a team sets of the content rules: `checks.json` beside its articles. */
export const checkSettingsSchema = z.strictObject({
	$schema: z.string().optional(),
	severities: z
		.record(z.string(), z.enum(severities))
		.default({})
		.describe('Severity of a rule, by its name: error, warning or off. What is not named keeps its own.'),
	verification: z
		.strictObject({
			warnDays: z.int().nonnegative().default(14).describe('Days before a verification is due from which on it is told.'),
			graceDays: z.int().nonnegative().default(30).describe('Days after it was due from which on it fails.'),
		})
		.prefault({}),
	draftDays: z.int().positive().default(30).describe('Days that an article may stay work in progress without a new version.'),
	hosts: z
		.strictObject({
			internal: z.array(host).default([]).describe('Hosts of the company that no other name tells, such as *.corp.example.'),
			allowed: z.array(host).default([]).describe('Internal hosts that articles may name.'),
		})
		.prefault({}),
	glossary: z
		.array(
			z.strictObject({
				write: z.string().min(1).describe('The term as it is written.'),
				not: z.array(z.string().min(1)).min(1).describe('Spellings that are wrong, whatever their case.'),
			}),
		)
		.default([])
		.describe('Product terms and how they are not spelled.'),
	retired: z
		.record(articleId, z.string().min(1))
		.default({})
		.describe('Ids of deleted articles that nothing replaces, with the reason. They are never used again.'),
	owners: z
		.record(
			z.string(),
			z.string().regex(/^@[\w-]+(\/[\w.-]+)?$/, { error: 'must be an account or a team of the web host, such as @org/team' }),
		)
		.default({})
		.describe("Who reviews for each owner, by the owner's name: for CODEOWNERS and for the issues that say what is due."),
	leads: z
		.string()
		.min(1)
		.optional()
		.describe('Name of the owner that answers for the rules and for what no article owns: reviews these files, by CODEOWNERS.'),
});

export type CheckSettings = z.infer<typeof checkSettingsSchema>;

/** A rule's severity, as the team has set it. */
export function severityOf(
	{ name, severity }: Pick<ListedRule, 'name' | 'severity'>,
	settings: Pick<CheckSettings, 'severities'>,
): Severity {
	return settings.severities[name] ?? severity;
}

/** Why checks.json retired an id, in whatever case it is written; undefined where it did not. */
export function reasonOfRetiring(id: string, { retired }: Pick<CheckSettings, 'retired'>): string | undefined {
	return Object.entries(retired).find(([name]) => name.toLowerCase() === id.toLowerCase())?.[1];
}
