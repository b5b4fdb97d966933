import { z } from 'zod';
import { weekDays } from '../week-days.ts';
import { commonFields, requireWhenValidated } from './article.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time written HH:MM, in quotes' });
const timeZone = z.string().refine(
	(name) => {
		try {
			new Intl.DateTimeFormat('en', { timeZone: name });
			return true;
		} catch {
			return false;
		}
	},
	{ error: 'must be an IANA time zone such as Europe/Dublin' },
);

/** A team that takes over: what it owns, its tiers, and when somebody is there. */
export const escalationSchema = z
	.strictObject({
		...commonFields,
		kind: z.literal('escalation'),
		team: z.string().min(1).describe('Name of the team, as a reply would give it.'),
		fallback: z.boolean().default(false).describe('True on the one team of its audience that takes what no other team owns.'),
		tiers: z
			.array(
				z.strictObject({
					tier: z.int().positive(),
					contact: z.string().min(1).describe('Channel, pager or queue; never a person.'),
					responds: z.int().positive().describe('Promised first response, in minutes.'),
					when: z.string().min(1).describe('The condition under which this tier is called.'),
				}),
			)
			.min(1, { error: 'needs at least one tier' }),
		coverage: z
			.array(
				z.strictObject({
					site: z.string().min(1).describe('Short name of the site, such as SG.'),
					timezone: timeZone,
					days: z.array(z.enum(weekDays)).min(1),
					from: timeOfDay.describe('Start of the shift, local time.'),
					to: timeOfDay.describe('End of the shift, local time; earlier than `from` means the next day.'),
				}),
			)
			.default([])
			.describe('Shifts during which the team answers, in local time of the site.'),
		facts: z.array(z.string()).default([]).describe('What to hand over with every escalation.'),
	})
	.superRefine(requireWhenValidated(['owner', 'verification']));

export type EscalationTeam = z.infer<typeof escalationSchema>;
