import { useEffect, useState } from 'preact/hooks';
import type { OnCall } from '../../knowledge/coverage.ts';
import { articleAddress } from '../../layouts/addresses.ts';
import { copyText } from '../copy.ts';
import { everyMinute } from './clock.ts';
import { HandoverFields } from './HandoverFields.tsx';
import { sayDue, sayMinutes, sayOnCall, sayZones } from './say-time.ts';
import { fetchTeams, type Team } from './teams.ts';
import { readerZone } from './zone.ts';

export interface EscalationCardProps {
	team: string;
	tier: number;
	contact: string;
	facts: readonly string[];
	/** The article that was acted on, if any. */
	article?: { id: string; version?: string; title: string };
	/** What tells this ticket from others: facts filled in are then kept in the tab for it. Without, they go with the card. */
	ticket?: string;
}

/**
 * Whom to hand a ticket to: the contact at once; who is on, the next tier and by when, as soon as the teams' data is
 * there; and the facts to copy. Without that data it shows what it was given.
 */
export function EscalationCard({ team: name, tier, contact, facts, article, ticket }: EscalationCardProps) {
	const [team, setTeam] = useState<Team | null>(null);
	const [isFetched, setIsFetched] = useState(true);
	useEffect(() => {
		let isCurrent = true;
		setTeam(null);
		fetchTeams().then(
			(teams) => {
				if (isCurrent) setTeam(teams.find((one) => one.team === name) ?? null);
			},
			() => {
				if (isCurrent) setIsFetched(false);
			},
		);
		return () => {
			isCurrent = false;
		};
	}, [name]);
	const called = team?.tiers.find((one) => one.tier === tier);
	const others = team?.tiers.filter((one) => one.tier > tier) ?? [];
	return (
		<section class="escalation-card not-content" aria-label={`Escalate to ${name}`}>
			<h3>Escalate to {team === null ? name : <a href={articleAddress(team.id)}>{name}</a>}</h3>
			<p class="contact">
				<span class="number">Tier {tier}</span> <strong>{contact}</strong>{' '}
				<button type="button" onClick={() => void copyText(contact)}>
					Copy
				</button>
			</p>
			{team !== null && <Clock team={team} responds={called?.responds} others={others} />}
			{!isFetched && <p class="sub">Who is on could not be looked up. The contact holds.</p>}
			<HandoverFields
				key={`${name} ${ticket ?? ''}`}
				team={name}
				tier={tier}
				contact={contact}
				facts={facts}
				article={article}
				ticket={ticket}
			/>
		</section>
	);
}

/** Who is on, by when an answer is due, and whom to call then. */
function Clock({ team, responds, others }: { team: Team; responds: number | undefined; others: Team['tiers'] }) {
	const [now, setNow] = useState(Date.now());
	const [coverageAt, setCoverageAt] = useState<((coverage: Team['coverage'], instant: number) => OnCall | null) | null>(null);
	useEffect(() => everyMinute(() => setNow(Date.now())), []);
	useEffect(() => {
		// The arithmetic of time zones is large, and few tickets are escalated.
		import('../../knowledge/coverage.ts').then(
			(loaded) => setCoverageAt(() => loaded.coverageAt),
			() => {},
		);
	}, []);
	const reader = { timezone: readerZone(), now };
	const said = coverageAt === null ? null : sayOnCall(coverageAt(team.coverage, now), reader);
	return (
		<>
			<p class="on-call" data-state={said?.state}>
				{said?.sentence ?? '\u00a0'}
			</p>
			{responds !== undefined && (
				<p>
					Answers within {sayMinutes(responds)}: by {sayDue(responds, reader)} if you call now.
				</p>
			)}
			{others.length > 0 && (
				<div class="next">
					<h4>No answer{responds === undefined ? '' : ` by ${sayDue(responds, reader)}`}? The next whose condition holds</h4>
					<ol>
						{others.map((other) => (
							<li key={other.tier}>
								<p class="contact">
									<span class="number">Tier {other.tier}</span> <strong>{other.contact}</strong>
								</p>
								<p class="when">When: {other.when}</p>
							</li>
						))}
					</ol>
				</div>
			)}
			{team.coverage.length > 0 && <p class="sub">{sayZones(team.coverage, reader)}</p>}
		</>
	);
}
