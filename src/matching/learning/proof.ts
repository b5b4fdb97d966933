import type { Passage } from '../../search/passages.ts';
import type { Example } from './regression.ts';

/** What a link proves: a resolved one that such tickets belong to the article, a wrong one that they do not. */
const outcomes = { resolved: { target: 1, trust: 1 }, tried: { target: 1, trust: 0.25 }, wrong: { target: -0.5, trust: 1 } } as const;

/** A link is trusted half as much after a year, counted from the newest one, and never less than a quarter. */
const ageing = { halfLifeDays: 365, least: 0.25 } as const;

/** What a phrase or linked ticket proves of its article, and how far it is trusted; `newest` is the day of the newest link. */
export function proofOf({ outcome = 'resolved', created }: Passage, newest: number): Pick<Example, 'target' | 'weight'> {
	const { target, trust } = outcomes[outcome];
	const days = created === undefined ? 0 : Math.max(0, newest - dayOf(created));
	return { target, weight: trust * Math.max(ageing.least, 0.5 ** (days / ageing.halfLifeDays)) };
}

/** The day of the newest link, counted from 1970; 0 where none has one. */
export function newestDay(passages: readonly Passage[]): number {
	return passages.reduce((latest, { created }) => (created === undefined ? latest : Math.max(latest, dayOf(created))), 0);
}

function dayOf(created: string): number {
	return Date.parse(created) / 86_400_000;
}
