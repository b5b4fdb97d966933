import { Temporal } from 'temporal-polyfill';
import type { EscalationTeam } from './schemas/escalation.ts';
import { weekDays } from './week-days.ts';

/** A line of a team's coverage: on these days, between these times on the clocks of the site. */
export type Shift = EscalationTeam['coverage'][number];

/** A site where somebody is on. Instants are milliseconds since 1970. */
export interface SiteOn {
	site: string;
	timezone: string;
	/** When its shifts next stop, those that follow one another without a break counted as one. Null: never. */
	until: number | null;
}

/** A site whose shift is yet to start. */
export interface SiteNext extends SiteOn {
	from: number;
}

export interface OnCall {
	/** Who is on, the one that stays longest first. Empty: nobody. */
	on: SiteOn[];
	/** Who starts next, after the instant; null where no site ever starts, because all are always on. */
	next: SiteNext | null;
}

/** Days looked ahead. Coverage repeats weekly, so that what has no break in two weeks has none; one day more for zones. */
const horizon = 15;

/**
 * Who is on at an instant (milliseconds since 1970), and who comes next. A shift's times are those on the wall of its
 * site: one that starts in an hour that the clocks skip starts as they jump, and of a repeated hour the first counts.
 * `to` at or before `from` is on the next day; the days named are those on which a shift starts. Null without coverage:
 * not known.
 */
export function coverageAt(coverage: readonly Shift[], instant: number): OnCall | null {
	if (coverage.length === 0) return null;
	const sites = Map.groupBy(coverage, ({ site, timezone }) => JSON.stringify([site, timezone]));
	const stretches = [...sites.values()].flatMap((shifts) => stretchesOf(shifts, instant));
	const end = (until: number | null): number => until ?? Number.POSITIVE_INFINITY;
	const on = stretches
		.filter(({ from, until }) => from <= instant && instant < end(until))
		.sort((a, b) => end(b.until) - end(a.until) || a.site.localeCompare(b.site))
		.map(({ site, timezone, until }) => ({ site, timezone, until }));
	const [next = null] = stretches.filter(({ from }) => from > instant).sort((a, b) => a.from - b.from || end(b.until) - end(a.until));
	return { on, next };
}

/** The last instant, now or before, at which the clocks of a zone came to `time` (HH:MM): when a shift that starts then began. */
export function lastTimeAt(time: string, timezone: string, now: number): number {
	const today = dateAt(now, timezone);
	const candidates = [0, -1, -2].map((days) => wallInstant(today.add({ days }), time, timezone));
	return candidates.find((instant) => instant <= now) ?? now;
}

/** When the shifts of one site are on, from the day before the instant to the horizon, in order, without overlaps. */
function stretchesOf(shifts: readonly Shift[], instant: number): SiteNext[] {
	const [first] = shifts;
	if (first === undefined) return [];
	const { site, timezone } = first;
	const today = dateAt(instant, timezone);
	const times = Array.from({ length: horizon + 2 }, (_, day) => today.add({ days: day - 1 }))
		.flatMap((date) =>
			shifts.filter(({ days }) => days.some((day) => weekDays.indexOf(day) === date.dayOfWeek - 1)).map((shift) => timesOn(shift, date)),
		)
		// A shift that lies in a skipped hour does not take place.
		.filter(({ from, until }) => from < until)
		.sort((a, b) => a.from - b.from);
	const merged: { from: number; until: number }[] = [];
	for (const { from, until } of times) {
		const last = merged.at(-1);
		if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
		else merged.push({ from, until });
	}
	const end = wallInstant(today.add({ days: horizon }), '00:00', timezone);
	return merged.map(({ from, until }) => ({ site, timezone, from, until: until >= end ? null : until }));
}

function timesOn({ from, to, timezone }: Shift, date: Temporal.PlainDate): { from: number; until: number } {
	return { from: wallInstant(date, from, timezone), until: wallInstant(to <= from ? date.add({ days: 1 }) : date, to, timezone) };
}

function dateAt(instant: number, timezone: string): Temporal.PlainDate {
	return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate();
}

/** The first instant at which the clocks show this time of the day or a later one. */
function wallInstant(date: Temporal.PlainDate, time: string, timezone: string): number {
	const wall = date.toPlainDateTime(time);
	const zoned = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' });
	if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
	// Skipped: Temporal gives an instant before the jump, and the clocks came past the time at the jump itself.
	return (zoned.getTimeZoneTransition('next') ?? zoned).epochMilliseconds;
}
