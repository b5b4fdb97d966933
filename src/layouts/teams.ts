import type { EscalationTeam } from '../knowledge/schemas/escalation.ts';
import type { FrontMatter } from '../knowledge/schemas/index.ts';

/** A team that takes over, as pages know it; tiers in order of their numbers. */
export type Team = Pick<EscalationTeam, 'id' | 'team' | 'systems' | 'fallback' | 'tiers' | 'coverage' | 'facts'>;

/** The teams of the knowledge base by name, the one that takes what no other owns last; archived ones left out. */
export function listTeams(articles: readonly FrontMatter[]): Team[] {
	return articles
		.filter((article) => article.kind === 'escalation')
		.filter(({ state }) => state !== 'archived')
		.map(({ id, team, systems, fallback, tiers, coverage, facts }) => ({
			id,
			team,
			systems,
			fallback,
			tiers: [...tiers].sort((a, b) => a.tier - b.tier),
			coverage,
			facts,
		}))
		.sort((a, b) => Number(a.fallback) - Number(b.fallback) || a.team.localeCompare(b.team));
}

/** How a promised time is said: "15 min", "4 h", "1 h 30 min". */
export function sayMinutes(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	if (minutes <= 90 || hours === 0) return `${minutes} min`;
	return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
