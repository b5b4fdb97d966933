import type { LinkCounts } from '../knowledge/link-counts.ts';
import { outcomes } from '../knowledge/outcomes.ts';

/** The tickets linked to an article: how many, and what came of them; "none" and nothing where there is none. */
export function sayLinks(counts: LinkCounts): [number: string, detail: string] {
	const named = outcomes.filter((outcome) => counts[outcome] > 0);
	const all = named.reduce((sum, outcome) => sum + counts[outcome], 0);
	return all === 0 ? ['none', ''] : [String(all), named.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ')];
}
