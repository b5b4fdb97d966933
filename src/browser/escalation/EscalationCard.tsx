interface Props {
	team: string;
	tier: number;
	contact: string;
	facts: readonly string[];
	article?: { id: string; version?: string; title: string };
}
export function EscalationCard({ team, tier, contact, facts }: Props) {
	return (
		<section class="escalation">
			<h3>Escalate to {team}</h3>
			<p>
				Tier {tier}: {contact}
			</p>
			<ul>
				{facts.map((fact) => (
					<li key={fact}>{fact}</li>
				))}
			</ul>
		</section>
	);
}
