import { z } from 'zod';

const notADay = { error: 'must be a day written YYYY-MM-DD' };

/** A calendar day, `YYYY-MM-DD`. YAML readers turn an unquoted one into a Date; both are taken, a string comes out. */
export const day = z.union([z.iso.date(notADay), z.date().transform((date) => date.toISOString().slice(0, 10))], notADay);

/** Ids are also addresses on the site: letters, digits, `.`, `_`, `-`, and `/` between parts. */
export const articleId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/, {
	error: 'must be made of letters, digits, ".", "_" and "-" (parts may be joined by "/"), such as KI-0042',
});

const sentence = z.string().trim().min(1, { error: 'must not be empty' });

export const semanticVersion = z
	.string({ error: 'must be a semantic version such as 1.2.0' })
	.regex(/^\d+\.\d+\.\d+$/, { error: 'must be a semantic version such as 1.2.0' });

export const articleStates = ['work-in-progress', 'not-validated', 'validated', 'archived'] as const;

/** What every kind of article carries. Each kind adds its own fields and its `kind`. */
export const commonFields = {
	id: articleId.describe('Stable id. Never changed, never reused; also the address of the page.'),
	title: sentence.describe('The problem or task and its system, as a specialist would look for it.'),
	version: semanticVersion.describe('Semantic version of the article: major = other procedure, minor = changed step, patch = wording.'),
	changelog: z
		.array(z.strictObject({ version: semanticVersion, date: day, note: sentence }))
		.default([])
		.describe('One line a version, newest first: what changed for the reader.'),
	state: z
		.enum(articleStates)
		.describe('How far the article may be relied on (KCS article state). `archived` is never shown as an answer.'),
	audience: z
		.enum(['internal', 'partner'])
		.default('internal')
		.describe(
			'Whom it is written for: `partner` articles may be given to external partners, without their <Internal> parts; `internal` ones may not.',
		),
	systems: z.array(sentence).default([]).describe('Names of the systems concerned, as the escalation articles spell them.'),
	phrases: z
		.array(sentence)
		.default([])
		.describe('What requesters really write, in their words. Each is embedded by itself and points at this article.'),
	internalPhrases: z
		.array(sentence)
		.default([])
		.describe('Phrases that name what partners must not read of. Used as the phrases are, and left out of the edition for partners.'),
	tests: z
		.array(sentence)
		.default([])
		.describe('Tickets in other words than the phrases that must find this article: its exam. Never indexed, never fitted on.'),
	owner: sentence.optional().describe('The group that answers for the content. Required from `validated` on.'),
	verification: z
		.strictObject({
			by: sentence.describe('The role that checked it.'),
			on: day.describe('The day it was last checked against the real system.'),
			every: z.int().positive().describe('How often it must be checked again, in days.'),
		})
		.optional()
		.describe('Who last checked it and when. Required from `validated` on.'),
	related: z.array(articleId).default([]).describe('Ids of articles that a reader of this one may need next.'),
	replaces: z
		.array(articleId)
		.default([])
		.describe('Ids of articles that were merged into this one: their addresses lead here, and tickets that name them find it.'),
	source: z
		.strictObject({
			from: sentence.describe('Path or address of the original.'),
			imported: day.describe('The day it was imported.'),
			fields: z.record(z.string(), z.unknown()).optional().describe('Front matter of the original, as it was.'),
		})
		.optional()
		.describe('Where an imported article came from.'),
};

/** The escalation article of the team that takes over; kinds that can be escalated carry it. */
export const escalationReference = articleId
	.optional()
	.describe('Id of the escalation article of the team that takes over. Required from `validated` on.');

/**
 * KCS: what a state requires grows. Reports each field of `required` that a validated article lacks.
 * For use as a Zod `superRefine`.
 */
export function requireWhenValidated(required: readonly string[]) {
	return (article: { state: string } & Record<string, unknown>, context: z.RefinementCtx): void => {
		if (article.state !== 'validated') return;
		for (const field of required) {
			if (article[field] === undefined) {
				context.addIssue({
					code: 'custom',
					path: [field],
					message: 'is required once the state is "validated": add it, or set the state to not-validated',
				});
			}
		}
	};
}
