import { dump } from 'js-yaml';
import type { FrontMatter } from './schemas/index.ts';

/** What the front matter of one article needs to know of the others. */
export interface Neighbours {
	/** Whether an article of this id is in the edition. */
	has(id: string): boolean;
	/** The escalation article that partners are led to from this one; absent where there is none. */
	escalation?: { id: string; team: string };
	/** The systems that this article owns as the team that takes what no other owns. */
	adopted: readonly string[];
}

/**
 * The fields that partners may read, as YAML without its dashes. Named one by one, so that a field nobody has thought of
 * stays out. Left out: `internalPhrases`, `tests`, `changelog` (its notes are written for the desk), `source`, and the
 * tracker of the fix. `owner`, which a validated article must have, becomes the team that partners turn to.
 */
export function partnerFields(article: FrontMatter, { has, escalation, adopted }: Neighbours): string {
	const { id, kind, title, version, state, audience, phrases, verification, related } = article;
	const fields = {
		...{ id, kind, title, version, state, audience },
		systems: [...article.systems, ...adopted],
		phrases,
		owner: article.owner === undefined ? undefined : kind === 'escalation' ? article.team : escalation?.team,
		verification: verification && { by: verification.by, on: verification.on, every: verification.every },
		related: related.filter(has),
		...fieldsOfKind(article, escalation?.id),
	};
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	// Under the widest schema, a text that any reader could take for a day or a number is quoted.
	return dump(Object.fromEntries(given), { lineWidth: -1, noRefs: true });
}

function fieldsOfKind(article: FrontMatter, escalation: string | undefined): Record<string, unknown> {
	switch (article.kind) {
		case 'known-issue': {
			const { environment, signatures, severity, since, cause, fix } = article;
			const publicFix = fix && (fix.release === undefined ? { state: fix.state } : { state: fix.state, release: fix.release });
			return { escalation, environment, signatures, severity, since, cause, fix: publicFix };
		}
		case 'sop': {
			const { purpose, minutes, access } = article;
			return { escalation, purpose, minutes, access };
		}
		case 'escalation': {
			const { team, fallback, tiers, coverage, facts } = article;
			return { team, fallback, tiers, coverage, facts };
		}
	}
}
