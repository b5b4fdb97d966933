import { describe, expect, test } from 'vitest';
import { chooseNotice, describeLine, type Facts } from '../../../src/browser/status/facts.ts';

const now = new Date(2026, 10, 23, 11, 12);
const edition = { built: new Date(2026, 10, 23, 9, 12).toISOString(), stamp: 'one', onDemand: [] };
const next = { ...edition, stamp: 'two' };

function choose(facts: Partial<Facts>) {
	const well: Facts = {
		edition,
		live: edition,
		copy: 'kept',
		newer: { isWaiting: false, hasFailed: false },
		model: 'none',
		stale: null,
		putOff: null,
	};
	return chooseNotice({ ...well, ...facts }, now);
}

describe('chooseNotice', () => {
	test('is silent while all is well, and where there is no copy', () => {
		expect(choose({})).toBeNull();
		for (const copy of ['making', 'unsupported', 'failed'] as const) expect(choose({ copy })).toBeNull();
	});

	test('tells of a newer edition once it can be had', () => {
		expect(choose({ live: next })).toBeNull();
		expect(choose({ live: next, newer: { isWaiting: true, hasFailed: false } })).toMatchObject({
			id: 'two',
			text: expect.stringContaining('A newer edition is here.'),
			offers: ['load-newer', 'put-off'],
		});
		expect(choose({ live: next, copy: 'unsupported' })?.text).toContain('A newer edition is here.');
		expect(choose({ live: next, newer: { isWaiting: false, hasFailed: true } })?.text).toContain('could not keep a copy of it');
	});

	test('does not announce a copy of the same content', () => {
		expect(choose({ live: { ...edition, built: now.toISOString() }, newer: { isWaiting: true, hasFailed: false } })).toBeNull();
	});

	test('tells first that the page is outdated, then that there is no connection', () => {
		expect(choose({ live: null, stale: 'Load again.' })).toEqual({ id: 'stale', text: 'Load again.', offers: ['reload'] });
		expect(choose({ live: null, newer: { isWaiting: true, hasFailed: false } })?.text).toContain('(2 hours old)');
	});

	test('has a sentence where nothing is known of the page either', () => {
		expect(choose({ live: null, edition: null })?.text).toContain('No connection, and no copy of the site on this device.');
	});
});

describe('describeLine', () => {
	test('says which edition it is, and that there is no connection', () => {
		const facts: Facts = {
			edition,
			live: edition,
			copy: 'kept',
			newer: { isWaiting: false, hasFailed: false },
			model: 'none',
			stale: null,
			putOff: null,
		};
		expect(describeLine(facts, now)?.line).toBe('Edition of 23 Nov, 09:12');
		expect(describeLine({ ...facts, live: null }, now)?.line).toBe('Edition of 23 Nov, 09:12, no connection');
		expect(describeLine({ ...facts, edition: null }, now)).toBeNull();
	});
});
