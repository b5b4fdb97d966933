import type { RankedArticle } from '../search/rank.ts';
import type { IndexedArticle, SearchIndex } from '../search/search-index.ts';
import type { Escalation } from './result.ts';

/** How many of the best candidates have a say in whose system a ticket is about. */
const voters = 5;

/**
 * Whom to escalate to: the team that owns the system named in the ticket; else the team that most of the best
 * candidates name; else the team that takes what no other owns. Null where the corpus names no team at all.
 */
export function findEscalation(
	index: SearchIndex,
	ranked: readonly RankedArticle[],
	ticket: { text: string; system?: string },
): Escalation | null {
	const teams = index.articles.filter((article) => article.team !== undefined);
	const named = teams.find((team) => !team.team?.fallback && team.systems.some((system) => names(ticket, system)));
	const owner = named ?? elect(index, ranked, teams) ?? teams.find((team) => team.team?.fallback);
	return owner?.team === undefined ? null : firstTier(owner.team);
}

function names(ticket: { text: string; system?: string }, system: string): boolean {
	return ticket.system?.toLowerCase() === system.toLowerCase() || ticket.text.toLowerCase().includes(system.toLowerCase());
}

function elect(index: SearchIndex, ranked: readonly RankedArticle[], teams: readonly IndexedArticle[]): IndexedArticle | undefined {
	const votes = new Map<string, number>();
	for (const { article, score } of ranked.slice(0, voters)) {
		const team = index.articles[article]?.escalation;
		if (team !== undefined && score > 0) votes.set(team, (votes.get(team) ?? 0) + score);
	}
	const best = [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
	return teams.find((team) => team.id === best);
}

function firstTier({ team, tiers, facts }: NonNullable<IndexedArticle['team']>): Escalation | null {
	const first = [...tiers].sort((a, b) => a.tier - b.tier)[0];
	return first === undefined ? null : { team, tier: first.tier, contact: first.contact, facts };
}
