/** What goes to a team with a ticket. */
export interface Handover {
	team: string;
	tier: number;
	contact: string;
	ticket: string;
	/** Id, version and title, as far as they are known. */
	article: string;
	/** What the team asks for, with what was filled in. */
	facts: readonly { fact: string; value: string }[];
}

/** The block to paste: a line a field. What is not filled in says so, as the team has to know that it was looked for. */
export function writeHandover({ team, tier, contact, ticket, article, facts }: Handover): string {
	const filled = (text: string): string => text.trim() || 'unknown';
	return [
		`Escalation to ${team}, tier ${tier}: ${contact}`,
		`Ticket: ${filled(ticket)}`,
		`Article: ${article.trim() || 'none'}`,
		...facts.map(({ fact, value }) => `${fact.replace(/[:.]\s*$/, '')}: ${filled(value)}`),
	].join('\n');
}

/** An article as the block names it: "KI-0001 v1.2.0, Items stay locked". */
export function nameArticle({ id, version, title }: { id: string; version?: string; title: string }): string {
	return `${id}${version === undefined ? '' : ` v${version}`}, ${title}`;
}
