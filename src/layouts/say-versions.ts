import type { Version } from '../knowledge/versions.ts';

/** A version by its number; by its commit beside it, or alone, where the number does not tell it from others. */
export function nameVersion({ version, address, commit }: Pick<Version, 'version' | 'address' | 'commit'>): string {
	const name = version === null ? 'version without a number' : `version ${version}`;
	const isOfCommit = commit !== null && (version === null || (address !== null && address !== version));
	return isOfCommit ? `${name} (${commit.slice(0, 7)})` : name;
}

/** When a version came, as it follows its name. Days and times are UTC. */
export function sayWhen({ state, at }: Pick<Version, 'state' | 'at'>): string {
	if (at === null) return state === 'pending' ? 'not committed yet' : 'of an unknown day';
	const { day, time } = splitInstant(at);
	if (state === 'cut') return `of ${day} or earlier`;
	return time === null ? `of ${day}` : `of ${day}, ${time} UTC`;
}

/** The day of an instant and its time, by UTC; of a day there is no time. */
export function splitInstant(at: string): { day: string; time: string | null } {
	const [day = '', time = ''] = new Date(at).toISOString().split('T');
	return { day, time: /^\d{4}-\d\d-\d\d$/.test(at) ? null : time.slice(0, 5) };
}
