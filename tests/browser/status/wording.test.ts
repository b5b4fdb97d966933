import { describe, expect, test } from 'vitest';
import { formatTime } from '../../../src/browser/format-time.ts';
import { describeCopy, describeOffline, formatAge } from '../../../src/browser/status/wording.ts';

const built = new Date(2026, 10, 23, 9, 12);
const later = (minutes: number): Date => new Date(built.getTime() + minutes * 60_000);

describe('formatTime', () => {
	test('gives the year only where it is another', () => {
		expect(formatTime(built, later(60))).toBe('23 Nov, 09:12');
		expect(formatTime(built, new Date(2027, 0, 1))).toBe('23 Nov 2026, 09:12');
	});
});

describe('formatAge', () => {
	test.each([
		[0.5, 'less than a minute old'],
		[1, '1 minute old'],
		[59, '59 minutes old'],
		[60, '1 hour old'],
		[119, '1 hour old'],
		[47 * 60, '47 hours old'],
		[48 * 60, '2 days old'],
	])('after %d minutes: %s', (minutes, age) => {
		expect(formatAge(built, later(minutes))).toBe(age);
	});

	test('says nothing where the clock of the device is behind', () => {
		expect(formatAge(built, later(-5))).toBeNull();
		expect(describeOffline(built, later(-5), 'kept', 'on-device')).toBe(
			'No connection: this is the copy of 23 Nov, 09:12. Articles, search and matching work.',
		);
	});
});

describe('describeOffline', () => {
	test.each([
		['on-device', 'Articles, search and matching work.'],
		['on-server', 'Articles, search and matching by keywords work; matching by meaning needs the model, which is not on this device.'],
		['none', 'Articles, search and matching by keywords work.'],
	] as const)('says what works with the model %s', (model, works) => {
		expect(describeOffline(built, later(125), 'kept', model)).toBe(
			`No connection: this is the copy of 23 Nov, 09:12 (2 hours old). ${works}`,
		);
	});

	test.each(['making', 'unsupported', 'failed'] as const)('promises nothing where the copy is %s', (copy) => {
		expect(describeOffline(built, built, copy, 'on-device')).not.toMatch(/search|matching|copy of 23/);
		expect(describeCopy(copy, 'on-device')).not.toContain('is on this device. Without');
	});
});
