import { useEffect, useState } from 'preact/hooks';
import type { OnCall } from '../../knowledge/coverage.ts';
import { articleAddress } from '../../layouts/addresses.ts';
import { sayMinutes, type Team } from '../../layouts/teams.ts';
import { copyText } from '../copy.ts';
import { everyMinute } from './clock.ts';
import { HandoverFields } from './HandoverFields.tsx';
import { sayDue, sayOnCall, sayZones } from './say-time.ts';
import { fetchTeams } from './teams.ts';
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
	const [teams, setTeams] = useState<readonly Team[]>([]);
	const [isFetched, setIsFetched] = useState(true);
	useEffect(() => {
		let isCurrent = true;
		fetchTeams().then(
			(fetched) => {
				if (isCurrent) setTeams(fetched);
			},
			() => {
				if (isCurrent) setIsFetched(false);
			},
		);
		return () => {
			isCurrent = false;
		};
	}, []);
	const team = teams.find((one) => one.team === name) ?? null;
	const fallback = teams.find((one) => one.fallback && one !== team);
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
			{team !== null && <Clock team={team} responds={called?.responds} others={others} fallback={fallback} />}
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

interface ClockProps {
	team: Team;
	/** Promised first response of the tier that is called, in minutes. */
	responds: number | undefined;
	others: Team['tiers'];
	/** The team that takes what no other owns, where it is another one. */
	fallback: Team | undefined;
}

/** Who is on, by when an answer is due, and whom to call then. */
function Clock({ team, responds, others, fallback }: ClockProps) {
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
	const sayOn = ({ coverage }: Team) => (coverageAt === null ? null : sayOnCall(coverageAt(coverage, now), reader));
	const said = sayOn(team);
	const isOff = said?.state === 'off';
	// What is promised holds while somebody is on.
	const due = responds === undefined || isOff ? null : sayDue(responds, reader);
	return (
		<>
			<p class="on-call" data-state={said?.state}>
				{said?.sentence ?? '\u00a0'}
			</p>
			{isOff && fallback?.tiers[0] !== undefined && (
				<p>
					Until then <a href={articleAddress(fallback.id)}>{fallback.team}</a>: <strong>{fallback.tiers[0].contact}</strong>.{' '}
					{sayOn(fallback)?.sentence}
				</p>
			)}
			{responds !== undefined && (
				<p>
					Answers within {sayMinutes(responds)}
					{due === null ? ' while somebody is on' : `: by ${due} if you call now`}.
				</p>
			)}
			{others.length > 0 && (
				<div class="next">
					<h4>No answer{due === null ? '' : ` by ${due}`}? The next that applies</h4>
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
