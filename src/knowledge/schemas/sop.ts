import { z } from 'zod';
import { commonFields, escalationReference, requireWhenValidated } from './article.ts';

/** A standard operating procedure: how the desk does a recurring task. */
export const sopSchema = z
	.strictObject({
		...commonFields,
		kind: z.literal('sop'),
		escalation: escalationReference,
		purpose: z.string().optional().describe('What the procedure achieves, in one sentence.'),
		minutes: z.int().positive().optional().describe('How long it takes a specialist, in minutes.'),
		access: z.array(z.string()).default([]).describe('Roles and permissions needed before starting.'),
	})
	.superRefine(requireWhenValidated(['owner', 'escalation', 'verification', 'purpose']));
