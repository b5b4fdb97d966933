import * as z from 'zod/mini';
import { siteAddress } from '../../layouts/addresses.ts';
import '../without-eval.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A team that takes over, as the site gives it at `escalation.json`. */
export const teamSchema = z.object({
	/** Id of its article. */
	id: z.string(),
	team: z.string(),
	systems: z.array(z.string()),
	fallback: z.boolean(),
	/** In order of their numbers. */
	tiers: z.array(z.object({ tier: z.number(), contact: z.string(), responds: z.number(), when: z.string() })),
	coverage: z.array(z.object({ site: z.string(), timezone: z.string(), days: z.array(z.enum(days)), from: z.string(), to: z.string() })),
	facts: z.array(z.string()),
});
export type Team = z.infer<typeof teamSchema>;

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
