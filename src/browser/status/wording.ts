import { formatTime } from '../format-time.ts';

/** What this device has of the site. `unsupported`: the browser keeps no copies here; `failed`: it could not keep this one. */
export type CopyState = 'making' | 'kept' | 'unsupported' | 'failed';

/** Where the model for matching by meaning is; `none` where the site has no model. */
export type ModelPlace = 'on-device' | 'on-server' | 'none';

const halfTyped = 'What is half typed stays.';

/** All sentences about copy and edition, in one place. Times are in the reader's time zone. */
export const sentences = {
	newer: `A newer edition is here. ${halfTyped}`,
	notKept: `A newer edition is on the server, but this device could not keep a copy of it. ${halfTyped}`,
	otherTab: `Another tab has loaded a newer edition, and parts of this page may no longer work. Load it again. ${halfTyped}`,
	partGone: `This page is of an older edition, and a part of it is gone. Load it again. ${halfTyped}`,
	back: 'The connection is back.',
} as const;

/** Such as `2 hours old`; null where the clock of the device is behind the time. */
export function formatAge(time: Date, now: Date): string | null {
	const minutes = Math.floor((now.getTime() - time.getTime()) / 60_000);
	if (minutes < 0) return null;
	if (minutes === 0) return 'less than a minute old';
	const [count, unit] =
		minutes < 60 ? [minutes, 'minute'] : minutes < 48 * 60 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
	return `${count} ${unit}${count === 1 ? '' : 's'} old`;
}

export function describeEdition(built: Date, now: Date): string {
	return `Edition of ${formatTime(built, now)}`;
}

/** What works without a connection, and what does not. */
export function describeOffline(built: Date, now: Date, copy: CopyState, model: ModelPlace): string {
	if (copy !== 'kept') {
		return 'No connection, and no copy of the site on this device. This page can be read on; others cannot be opened.';
	}
	const age = formatAge(built, now);
	return `No connection: this is the copy of ${formatTime(built, now)}${age === null ? '' : ` (${age})`}. ${describeMatching(model)}`;
}

/** What the device has of the site, for who asks. */
export function describeCopy(copy: CopyState, model: ModelPlace): string {
	if (copy === 'kept') return `A copy of this edition is on this device. Without a connection: ${describeMatching(model).toLowerCase()}`;
	if (copy === 'making') return 'A copy for use without a connection is being made.';
	const why =
		copy === 'unsupported'
			? 'The browser keeps one only over HTTPS or on localhost, and in some private windows not at all.'
			: 'Storage may be full or blocked, or the site was being renewed. It is tried again with the next page.';
	return `No copy for use without a connection is on this device. ${why}`;
}

function describeMatching(model: ModelPlace): string {
	if (model === 'on-device') return 'Articles, search and matching work.';
	const byKeywords = 'Articles, search and matching by keywords work';
	return model === 'none' ? `${byKeywords}.` : `${byKeywords}; matching by meaning needs the model, which is not on this device.`;
}
