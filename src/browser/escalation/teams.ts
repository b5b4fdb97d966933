import * as z from 'zod/mini';
import { weekDays } from '../../knowledge/week-days.ts';
import { siteAddress } from '../../layouts/addresses.ts';
import type { Team } from '../../layouts/teams.ts';
import '../without-eval.ts';

/** A team that takes over, as the site gives it at `escalation.json`. */
export const teamSchema = z.object({
	id: z.string(),
	team: z.string(),
	systems: z.array(z.string()),
	fallback: z.boolean(),
	tiers: z.array(z.object({ tier: z.number(), contact: z.string(), responds: z.number(), when: z.string() })),
	coverage: z.array(
		z.object({ site: z.string(), timezone: z.string(), days: z.array(z.enum(weekDays)), from: z.string(), to: z.string() }),
	),
	facts: z.array(z.string()),
});

let asked: Promise<Team[]> | null = null;

/** All teams, fetched once; asked again after a failure, which rejects. */
export function fetchTeams(): Promise<Team[]> {
	asked ??= fetch(siteAddress('escalation.json'))
		.then((response) => response.json())
		.then((teams) => z.array(teamSchema).parse(teams))
		.catch((error: unknown) => {
			asked = null;
			throw error;
		});
	return asked;
}
