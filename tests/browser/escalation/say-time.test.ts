import { describe, expect, test } from 'vitest';
import { sayDue, sayOnCall, sayTime, sayZones } from '../../../src/browser/escalation/say-time.ts';

const reader = { timezone: 'Europe/Berlin', now: Date.parse('2026-11-23T10:00Z') };
const dublin = { site: 'DUB', timezone: 'Europe/Dublin' };

describe('sayOnCall', () => {
	test('says who is on and until when, there and for the reader', () => {
		const on = [
			{ ...dublin, until: Date.parse('2026-11-23T18:00Z') },
			{ site: 'SJ', timezone: 'America/Los_Angeles', until: Date.parse('2026-11-24T01:00Z') },
		];
		expect(sayOnCall({ on, next: null }, reader)).toEqual({
			state: 'on',
			sentence: 'On now: DUB until 18:00 (19:00 your time), SJ until 17:00 (Tue 02:00 your time)',
		});
	});

	test('says when nobody is on, and who comes next', () => {
		const next = { site: 'SG', timezone: 'Asia/Singapore', from: Date.parse('2026-11-24T01:00Z'), until: null };
		expect(sayOnCall({ on: [], next }, reader)).toEqual({ state: 'off', sentence: 'Nobody until Tue 09:00 SG (Tue 02:00 your time)' });
	});

	test('does not repeat a time that is the same for the reader', () => {
		const on = [{ ...dublin, until: Date.parse('2026-11-23T18:00Z') }];
		expect(sayOnCall({ on, next: null }, { ...reader, timezone: 'Europe/London' }).sentence).toBe(
			'On now: DUB until 18:00 (the same for you)',
		);
	});

	test('says where somebody is always on, and where nothing is known', () => {
		expect(sayOnCall({ on: [{ ...dublin, until: null }], next: null }, reader).sentence).toBe('On now: DUB at any hour');
		expect(sayOnCall(null, reader)).toEqual({ state: 'unknown', sentence: 'When somebody is on is not known.' });
	});
});

describe('sayTime', () => {
	test('names the day where it is another than it is for the reader, whatever day it is there', () => {
		const evening = { timezone: 'Europe/Berlin', now: Date.parse('2026-11-23T19:00Z') };
		expect(sayTime(Date.parse('2026-11-24T01:00Z'), 'Asia/Singapore', evening)).toBe('Tue 09:00');
	});

	test('names the day where it is another, and the date where it is a week away', () => {
		expect(sayTime(Date.parse('2026-11-23T22:59Z'), 'Europe/Berlin', reader)).toBe('23:59');
		expect(sayTime(Date.parse('2026-11-23T23:00Z'), 'Europe/Berlin', reader)).toBe('Tue 00:00');
		expect(sayTime(Date.parse('2026-11-30T08:00Z'), 'Europe/Berlin', reader)).toBe('Mon 30 Nov 09:00');
	});
});

test('sayDue and sayZones', () => {
	expect(sayDue(15, reader)).toBe('11:15 your time');
	expect(sayZones([dublin, dublin], reader)).toBe('DUB: Europe/Dublin, you: Europe/Berlin.');
});
