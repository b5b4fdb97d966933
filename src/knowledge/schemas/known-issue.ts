import { z } from 'zod';
import { commonFields, day, escalationReference, requireWhenValidated } from './article.ts';

/** A known-error record (ITIL): symptoms in the requester's words, cause, workaround, state of the fix. */
export const knownIssueSchema = z
	.strictObject({
		...commonFields,
		kind: z.literal('known-issue'),
		escalation: escalationReference,
		environment: z.string().optional().describe('Where it happens: clients, versions, sites, time of day.'),
		signatures: z
			.array(
				z
					.string()
					.trim()
					.regex(/(?:[^*\s][*\s]*){3}/, { error: 'must have at least 3 characters beside "*" and spaces' }),
			)
			.default([])
			.describe(
				'Error texts, exactly as shown on screen or in logs, that belong to this issue alone. `*` stands for any run of characters without a space. A ticket that carries one is matched by it first.',
			),
		severity: z
			.int({ error: 'must be a whole number from 1 (worst) to 4' })
			.min(1, { error: 'must be a whole number from 1 (worst) to 4' })
			.max(4, { error: 'must be a whole number from 1 (worst) to 4' })
			.default(3)
			.describe('1: work stops for many; 2: work stops for some; 3: work is slowed; 4: nuisance.'),
		since: day.optional().describe('The day it was first seen.'),
		cause: z.string().optional().describe('Why it happens, in a sentence or two.'),
		fix: z
			.strictObject({
				state: z.enum(['investigating', 'planned', 'in-progress', 'fixed', 'wont-fix']),
				tracker: z.string().optional().describe("Engineering's tracker id or address."),
				release: z.string().optional().describe('The release that carries the fix. Required when the state is `fixed`.'),
			})
			.optional()
			.describe('How far Engineering is with the real solution. Required from `validated` on.'),
	})
	.superRefine((article, context) => {
		requireWhenValidated(['owner', 'escalation', 'verification', 'fix', 'cause'])(article, context);
		if (article.fix?.state === 'fixed' && article.fix.release === undefined) {
			context.addIssue({
				code: 'custom',
				path: ['fix', 'release'],
				message: 'is required when fix.state is "fixed": name the release that carries the fix',
			});
		}
	});
