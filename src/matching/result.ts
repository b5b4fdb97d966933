/** What the engine answers. Others script against these shapes: fields are added, never renamed or removed. */
export interface MatchResult {
	/** Id of the ticket, where it had one. */
	ticket: string | null;
	/** `match`: one article, safe to act on; `suggest`: look at these; `none`: no known workaround, escalate. */
	decision: 'match' | 'suggest' | 'none';
	/** Probability that the first candidate is right, 0 to 1. */
	confidence: number;
	/** Why nothing fits. Only with `none`. */
	reason?: 'no-article' | 'language' | 'empty';
	/** Best first, 10 at most. */
	candidates: Candidate[];
	escalation: Escalation | null;
}

export interface Candidate {
	/** Id of the article. */
	article: string;
	/** Path of its file within the corpus. */
	path: string;
	title: string;
	/** The section nearest to the ticket. */
	section: { heading: string; anchor: string };
	/** Probability that this is the right article, 0 to 1; all candidates together at most 1. */
	probability: number;
	/** What moved it, strongest first. */
	evidence: Evidence[];
}

export interface Evidence {
	/** `error`: an exact error text or id; `phrase`: a requester's phrase; `ticket`: resolved tickets; `meaning`: a section; `keyword`: words. */
	kind: 'error' | 'phrase' | 'ticket' | 'meaning' | 'keyword';
	/** The text that matched; for `ticket` a count, never a requester's words. */
	text: string;
	/** Where the article carries it: a heading, `signatures`, `phrases`, `links`, `id`. */
	source: string;
}

/** Whom to hand the ticket to, and with what. */
export interface Escalation {
	team: string;
	tier: number;
	contact: string;
	facts: string[];
}

/** The answer to a line of a batch that is no ticket. */
export interface LineError {
	ticket: string | null;
	line: number;
	error: string;
}
