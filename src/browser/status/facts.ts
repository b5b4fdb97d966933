import type { Edition } from './edition.ts';
import { type CopyState, describeCopy, describeEdition, describeOffline, type ModelPlace, sentences } from './wording.ts';

/** What the status rests on; all that is shown follows from it. */
export interface Facts {
	/** Of this page; null where not even that could be found out. */
	edition: Edition | null;
	/** Of the server; null where it cannot be reached. */
	live: Edition | null;
	copy: CopyState;
	/** `isWaiting`: a newer copy is whole and waits to be used. `hasFailed`: one could not be kept. */
	newer: { isWaiting: boolean; hasFailed: boolean };
	model: ModelPlace;
	/** Why this page should be loaded again; null where it need not be. */
	stale: string | null;
	/** The `id` of the notice that the reader does not want to see. */
	putOff: string | null;
}

/** What a notice lets the reader do. */
export type Offer = 'load-newer' | 'reload' | 'put-off';

export interface ChosenNotice {
	/** The same as long as it is about the same thing. */
	id: string;
	text: string;
	offers: Offer[];
}

/** `id` of the notice that there is no connection. */
export const offlineNotice = 'offline';

/** Whether the server has another edition than the page is of, and it can be had. */
function isNewerHere({ edition, live, copy, newer }: Facts): boolean {
	if (!isNewerThere({ edition, live })) return false;
	return newer.isWaiting || newer.hasFailed || copy === 'unsupported' || copy === 'failed';
}

export function isNewerThere({ edition, live }: Pick<Facts, 'edition' | 'live'>): boolean {
	return edition !== null && live !== null && edition.stamp !== live.stamp;
}

/** The one thing that the reader should know now, whether put off or not; null where all is well. */
export function chooseNotice(facts: Facts, now: Date): ChosenNotice | null {
	const { edition, live, copy, newer, model, stale } = facts;
	if (stale !== null) return { id: 'stale', text: stale, offers: ['reload'] };
	if (live === null) {
		const built = new Date(edition?.built ?? now);
		return { id: offlineNotice, text: describeOffline(built, now, edition === null ? 'failed' : copy, model), offers: ['put-off'] };
	}
	if (!isNewerHere(facts)) return null;
	const text = newer.hasFailed && !newer.isWaiting && copy === 'kept' ? sentences.notKept : sentences.newer;
	return { id: live.stamp, text, offers: ['load-newer', 'put-off'] };
}

/** The line at the foot of the page, and what it says to who asks; null where nothing is known. */
export function describeLine({ edition, live, copy, model }: Facts, now: Date): { line: string; more: string } | null {
	if (edition === null) return null;
	const line = describeEdition(new Date(edition.built), now);
	return { line: live === null ? `${line}, no connection` : line, more: describeCopy(copy, model) };
}
