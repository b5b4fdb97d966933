import type { Team } from '../browser/escalation/teams.ts';
import type { FrontMatter } from '../knowledge/schemas/index.ts';

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
