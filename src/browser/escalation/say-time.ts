import type { OnCall, SiteOn } from '../../knowledge/coverage.ts';

/** Who reads, where and when: a time zone (IANA), and now in milliseconds since 1970. */
export interface Reader {
	timezone: string;
	now: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Parts of an instant on the clocks of a zone. */
function partsOf(instant: number, timezone: string): Record<string, string> {
	const format =
		formats.get(timezone) ??
		new Intl.DateTimeFormat('en-GB', {
			timeZone: timezone,
			weekday: 'short',
			day: 'numeric',
			month: 'short',
			year: 'numeric',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		});
	formats.set(timezone, format);
	return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

const week = 7 * 86_400_000;

/** The time of an instant on the clocks of a zone: "18:00", "Mon 09:00" where the day there is not the reader's today, "Mon 30 Nov 09:00" a week away. */
export function sayTime(instant: number, timezone: string, { timezone: own, now }: Reader): string {
	const { weekday, day, month, year, hour, minute } = partsOf(instant, timezone);
	const today = partsOf(now, own);
	const time = `${hour}:${minute}`;
	if (day === today.day && month === today.month && year === today.year) return time;
	return Math.abs(instant - now) < week - 86_400_000 ? `${weekday} ${time}` : `${weekday} ${day} ${month} ${time}`;
}

/** An instant by the clocks of a site, and by the reader's in brackets: "Mon 09:00 SG (Mon 02:00 your time)". */
function sayBoth(instant: number, { site, timezone }: { site: string; timezone: string }, reader: Reader): string {
	const there = sayTime(instant, timezone, reader);
	const here = sayTime(instant, reader.timezone, reader);
	return `${there} ${site} (${here === there ? 'the same for you' : `${here} your time`})`;
}

function saySite(one: SiteOn, reader: Reader): string {
	if (one.until === null) return `${one.site} at any hour`;
	const there = sayTime(one.until, one.timezone, reader);
	const here = sayTime(one.until, reader.timezone, reader);
	return `${one.site} until ${there} (${here === there ? 'the same for you' : `${here} your time`})`;
}

/** Who is on, in a sentence; `state` is for its colour. */
export function sayOnCall(onCall: OnCall | null, reader: Reader): { state: 'on' | 'off' | 'unknown'; sentence: string } {
	if (onCall === null) return { state: 'unknown', sentence: 'When somebody is on is not known.' };
	if (onCall.on.length > 0) return { state: 'on', sentence: `On now: ${onCall.on.map((one) => saySite(one, reader)).join(', ')}` };
	if (onCall.next === null) return { state: 'unknown', sentence: 'When somebody is on is not known.' };
	return { state: 'off', sentence: `Nobody until ${sayBoth(onCall.next.from, onCall.next, reader)}` };
}

/** By when an answer is due that is promised within so many minutes: "14:20 your time". */
export function sayDue(minutes: number, reader: Reader): string {
	return `${sayTime(reader.now + minutes * 60_000, reader.timezone, reader)} your time`;
}

/** The zones of the sites and the reader's: "DUB: Europe/Dublin. You: Europe/Berlin." */
export function sayZones(coverage: readonly { site: string; timezone: string }[], reader: Reader): string {
	const sites = [...new Set(coverage.map(({ site, timezone }) => `${site}: ${timezone}`))];
	return `${[...sites, `you: ${reader.timezone}`].join(', ')}.`;
}
