import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageAt, lastTimeAt, type OnCall, type Shift } from '../../src/knowledge/coverage.ts';

const week: Shift['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdays: Shift['days'] = week.slice(0, 5);

function shift(site: string, timezone: string, from: string, to: string, days: Shift['days'] = weekdays): Shift {
	return { site, timezone, from, to, days };
}

const dublin = shift('DUB', 'Europe/Dublin', '09:00', '18:00');
const sanJose = shift('SJ', 'America/Los_Angeles', '09:00', '17:00');
const singapore = shift('SG', 'Asia/Singapore', '09:00', '18:00');

/** The answer with instants as text, minutes being enough. */
function at(coverage: readonly Shift[], instant: string) {
	const found = coverageAt(coverage, Date.parse(instant));
	return (
		found && {
			on: found.on.map(({ site, until }) => `${site} until ${said(until)}`),
			next: found.next && `${found.next.site} from ${said(found.next.from)} until ${said(found.next.until)}`,
		}
	);
}

function said(instant: number | null): string {
	return instant === null ? 'ever' : new Date(instant).toISOString().slice(0, 16);
}

describe('coverageAt', () => {
	test('gives who is on and until when, and who is next', () => {
		expect(at([dublin, singapore], '2026-11-23T10:00Z')).toEqual({
			on: ['DUB until 2026-11-23T18:00'],
			next: 'SG from 2026-11-24T01:00 until 2026-11-24T10:00',
		});
	});

	test('gives nobody and who is next over a weekend', () => {
		expect(at([dublin, sanJose, singapore], '2026-11-21T12:00Z')).toEqual({
			on: [],
			next: 'SG from 2026-11-23T01:00 until 2026-11-23T10:00',
		});
	});

	test('gives all sites that are on, the one that stays longest first', () => {
		expect(at([singapore, dublin, sanJose], '2026-11-23T09:30Z')?.on).toEqual(['DUB until 2026-11-23T18:00', 'SG until 2026-11-23T10:00']);
	});

	test('is on from the first minute, and off from the last', () => {
		expect(at([dublin], '2026-11-23T09:00Z')?.on).toEqual(['DUB until 2026-11-23T18:00']);
		expect(at([dublin], '2026-11-23T18:00Z')).toEqual({ on: [], next: 'DUB from 2026-11-24T09:00 until 2026-11-24T18:00' });
	});

	test('ends a shift over midnight on the day after the one that is named', () => {
		const night = shift('BLR', 'Asia/Kolkata', '22:00', '06:00', ['fri']);
		expect(at([night], '2026-11-20T20:00Z')?.on).toEqual(['BLR until 2026-11-21T00:30']);
		expect(at([night], '2026-11-19T20:00Z')).toEqual({ on: [], next: 'BLR from 2026-11-20T16:30 until 2026-11-21T00:30' });
		expect(at([night], '2026-11-21T20:00Z')?.on).toEqual([]);
	});

	test('takes equal times for a whole day, and a week of them for always', () => {
		expect(at([shift('DUB', 'Europe/Dublin', '08:00', '08:00', ['sat'])], '2026-11-22T07:59Z')?.on).toEqual(['DUB until 2026-11-22T08:00']);
		expect(at([shift('DUB', 'Europe/Dublin', '08:00', '08:00', week)], '2026-10-24T12:00Z')).toEqual({
			on: ['DUB until ever'],
			next: null,
		});
	});

	test('takes shifts of a site that follow one another for one', () => {
		const early = shift('DUB', 'Europe/Dublin', '06:00', '14:00');
		const late = shift('DUB', 'Europe/Dublin', '14:00', '22:00');
		expect(at([late, early], '2026-11-23T08:00Z')).toEqual({
			on: ['DUB until 2026-11-23T22:00'],
			next: 'DUB from 2026-11-24T06:00 until 2026-11-24T22:00',
		});
	});

	test('keeps to the clocks on the wall while only one side has changed them', () => {
		// The United States changed on 8 March, Ireland on the 29th.
		expect(at([dublin, sanJose], '2026-03-06T16:30Z')).toEqual({
			on: ['DUB until 2026-03-06T18:00'],
			next: 'SJ from 2026-03-06T17:00 until 2026-03-07T01:00',
		});
		expect(at([dublin, sanJose], '2026-03-09T16:30Z')?.on).toEqual(['SJ until 2026-03-10T00:00', 'DUB until 2026-03-09T18:00']);
		expect(at([dublin, sanJose], '2026-03-30T16:30Z')?.on).toEqual(['SJ until 2026-03-31T00:00', 'DUB until 2026-03-30T17:00']);
		// Ireland changes back on 25 October, the United States on 1 November.
		expect(at([dublin, sanJose], '2026-10-26T16:30Z')?.on).toEqual(['SJ until 2026-10-27T00:00', 'DUB until 2026-10-26T18:00']);
		expect(at([dublin, sanJose], '2026-11-02T16:30Z')?.on).toEqual(['DUB until 2026-11-02T18:00']);
	});

	test('starts as the clocks jump where they skip the start, and leaves out what they skip as a whole', () => {
		// 01:00 becomes 02:00 in Dublin on 29 March, at 01:00 UTC.
		const early = shift('DUB', 'Europe/Dublin', '01:30', '05:00', ['sun']);
		expect(at([early], '2026-03-29T00:59Z')?.next).toBe('DUB from 2026-03-29T01:00 until 2026-03-29T04:00');
		expect(at([early], '2026-03-29T01:00Z')?.on).toEqual(['DUB until 2026-03-29T04:00']);
		const brief = shift('DUB', 'Europe/Dublin', '01:15', '01:45', ['sun']);
		expect(at([brief], '2026-03-29T00:30Z')).toEqual({ on: [], next: 'DUB from 2026-04-05T00:15 until 2026-04-05T00:45' });
	});

	test('takes the first of a repeated hour, so that shifts hand over once', () => {
		// 02:00 becomes 01:00 in San José on 1 November, at 09:00 UTC.
		const night = shift('SJ', 'America/Los_Angeles', '22:00', '01:30', ['sat']);
		const morning = shift('SJ night', 'America/Los_Angeles', '01:30', '06:00', ['sun']);
		expect(at([night, morning], '2026-11-01T08:29Z')?.on).toEqual(['SJ until 2026-11-01T08:30']);
		expect(at([night, morning], '2026-11-01T09:15Z')?.on).toEqual(['SJ night until 2026-11-01T14:00']);
	});

	test('gives null where there is no coverage', () => {
		expect(coverageAt([], 0)).toBeNull();
	});
});

/** Days around which clocks change somewhere, or everywhere stay as they are. */
const anchors = ['2026-03-08', '2026-03-29', '2026-06-17', '2026-10-25', '2026-11-01'];
const zones = ['Europe/Dublin', 'America/Los_Angeles', 'Asia/Singapore', 'Asia/Kolkata'];
const minute = 60_000;
const time = fc
	.integer({ min: 0, max: 95 })
	.map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const anyShift: fc.Arbitrary<Shift> = fc.record({
	site: fc.constantFrom('A', 'B'),
	timezone: fc.constantFrom(...zones),
	days: fc.uniqueArray(fc.constantFrom(...week), { minLength: 1 }),
	from: time,
	to: time,
});
const anyCoverage = fc.array(anyShift, { minLength: 1, maxLength: 4 });
const anyInstant = fc
	.record({ day: fc.constantFrom(...anchors), minutes: fc.integer({ min: -1440, max: 2880 }) })
	.map(({ day, minutes }) => Date.parse(day) + minutes * minute);

const walls = new Map<string, { start: number; times: string[] }>();

/** What the clocks of a zone show, minute by minute, from 4 days before an anchor to 21 after; sorts as text. */
function wallTimes(timezone: string, anchor: string): { start: number; times: string[] } {
	const key = `${timezone} ${anchor}`;
	const known = walls.get(key);
	if (known !== undefined) return known;
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
	const start = Date.parse(anchor) - 4 * 1440 * minute;
	const times = Array.from({ length: 25 * 1440 }, (_, at) => format.format(start + at * minute));
	walls.set(key, { start, times });
	return { start, times };
}

/** The same answer by looking at every minute: on from the first minute at which the clocks have come to `from`. */
function slowCoverageAt(coverage: readonly Shift[], instant: number): OnCall {
	const anchor = anchors.findLast((day) => Date.parse(day) - 1440 * minute <= instant) ?? '';
	const sites = Map.groupBy(coverage, ({ site, timezone }) => `${site} ${timezone}`);
	const answer: OnCall = { on: [], next: null };
	for (const shifts of sites.values()) {
		const { site = '', timezone = '' } = shifts[0] ?? {};
		const { start, times } = wallTimes(timezone, anchor);
		const isOn = new Uint8Array(times.length);
		const dates = [...new Set(times.map((wall) => wall.slice(0, 10)))];
		const firstAtOrAfter = (wall: string): number => {
			const found = times.findIndex((shown) => shown >= wall);
			return found === -1 ? times.length : found;
		};
		for (const { days, from, to } of shifts) {
			for (const [at, date] of dates.entries()) {
				const day = new Date(`${date}T12:00Z`).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }).toLowerCase();
				if (at === 0 || !days.some((one) => one === day)) continue;
				const end = to <= from ? (dates[at + 1] ?? '9999') : date;
				isOn.fill(1, firstAtOrAfter(`${date} ${from}`), firstAtOrAfter(`${end} ${to}`));
			}
		}
		const now = Math.floor((instant - start) / minute);
		const change = (from: number, value: number): number | null => {
			const found = isOn.indexOf(value, from);
			// The last days of the table lack shifts that start behind it.
			return found === -1 || found > now + 16 * 1440 ? null : start + found * minute;
		};
		const off = change(now, 0);
		if (isOn[now] === 1) answer.on.push({ site, timezone, until: off });
		const startAt = isOn[now] === 1 ? (off === null ? null : change((off - start) / minute, 1)) : change(now, 1);
		if (startAt !== null && (answer.next === null || startAt < answer.next.from)) {
			answer.next = { site, timezone, from: startAt, until: change((startAt - start) / minute, 0) };
		}
	}
	return answer;
}

describe('coverageAt, whatever the shifts', () => {
	test('agrees with looking at every minute', () => {
		fc.assert(
			fc.property(anyCoverage, anyInstant, (coverage, instant) => {
				const fast = coverageAt(coverage, instant);
				const slow = slowCoverageAt(coverage, instant);
				const sorted = (on: OnCall['on'] = []) => on.map((one) => JSON.stringify(one)).sort();
				expect(sorted(fast?.on)).toEqual(sorted(slow.on));
				expect(fast?.next?.from).toBe(slow.next?.from);
			}),
			{ numRuns: 150 },
		);
	});

	test('names a next site that starts in the future and is on from then', () => {
		fc.assert(
			fc.property(anyCoverage, anyInstant, (coverage, instant) => {
				const next = coverageAt(coverage, instant)?.next;
				if (!next) return;
				expect(next.from).toBeGreaterThan(instant);
				const isNext = ({ site, timezone }: { site: string; timezone: string }) => site === next.site && timezone === next.timezone;
				expect(coverageAt(coverage, next.from)?.on.find(isNext)?.until).toBe(next.until);
				expect(coverageAt(coverage, next.from - 1)?.on.some(isNext)).toBe(false);
			}),
		);
	});

	test('is on until the end that it names, and not from then on', () => {
		fc.assert(
			fc.property(anyCoverage, anyInstant, (coverage, instant) => {
				for (const { site, timezone, until } of coverageAt(coverage, instant)?.on ?? []) {
					if (until === null) continue;
					const isOn = (moment: number) => coverageAt(coverage, moment)?.on.some((one) => one.site === site && one.timezone === timezone);
					expect([isOn(until - 1), isOn(until)]).toEqual([true, false]);
				}
			}),
		);
	});
});

describe('lastTimeAt', () => {
	test("gives today's, or yesterday's where it is yet to come", () => {
		const now = Date.parse('2026-11-23T10:00Z');
		expect(said(lastTimeAt('09:00', 'Europe/Dublin', now))).toBe('2026-11-23T09:00');
		expect(said(lastTimeAt('10:00', 'Europe/Dublin', now))).toBe('2026-11-23T10:00');
		expect(said(lastTimeAt('22:00', 'Europe/Dublin', now))).toBe('2026-11-22T22:00');
		expect(said(lastTimeAt('01:30', 'Europe/Dublin', Date.parse('2026-03-29T12:00Z')))).toBe('2026-03-29T01:00');
	});
});
