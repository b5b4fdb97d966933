import type { IndexedArticle, SearchIndex } from '../search/search-index.ts';
import type { Escalation, MatchResult } from './result.ts';
import { findWhole, foldText } from './whole-text.ts';

/** How many of the best candidates have a say in whose system a ticket is about. */
const voters = 5;

/**
 * Whom to escalate to: the team that the matched article names, where there is a match; else the team that owns the
 * ticket's system, or one named in its text; else the team that most of the best candidates name; else the team that
 * takes what no other owns, the desk's own before the partners'. Null where the corpus names no team at all.
 */
export function findEscalation(
	index: SearchIndex,
	ranked: readonly { article: number; probability: number }[],
	ticket: { text: string; system?: string },
	decision: MatchResult['decision'],
): Escalation | null {
	const teams = index.articles.filter((article) => article.team !== undefined);
	const ownerOf = (isMeant: (system: string) => boolean): IndexedArticle | undefined =>
		teams.find((team) => !team.team?.fallback && team.systems.some(isMeant));
	const fallbackOf = (audience: string): IndexedArticle | undefined =>
		teams.find((team) => team.team?.fallback && team.audience === audience);
	const text = foldText(ticket.text);
	const matched = decision === 'match' ? teams.find((team) => team.id === index.articles[ranked[0]?.article ?? -1]?.escalation) : undefined;
	const named =
		ownerOf((system) => system.toLowerCase() === ticket.system?.trim().toLowerCase()) ??
		ownerOf((system) => findWhole(text, system) !== null);
	const owner = matched ?? named ?? elect(index, ranked, teams) ?? fallbackOf('internal') ?? fallbackOf('partner');
	return owner?.team === undefined ? null : firstTier(owner.team);
}

function elect(
	index: SearchIndex,
	ranked: readonly { article: number; probability: number }[],
	teams: readonly IndexedArticle[],
): IndexedArticle | undefined {
	const votes = new Map<string, number>();
	for (const { article, probability } of ranked.slice(0, voters)) {
		const team = index.articles[article]?.escalation;
		if (team !== undefined) votes.set(team, (votes.get(team) ?? 0) + probability);
	}
	const best = [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
	return teams.find((team) => team.id === best);
}

function firstTier({ team, tiers, facts }: NonNullable<IndexedArticle['team']>): Escalation | null {
	const first = [...tiers].sort((a, b) => a.tier - b.tier)[0];
	return first === undefined ? null : { team, tier: first.tier, contact: first.contact, facts };
}
