import { describe, expect, test } from 'vitest';
import { escalationSchema } from '../../../src/knowledge/schemas/escalation.ts';

const shift = { site: 'DUB', timezone: 'Europe/Dublin', days: ['mon'], from: '22:00', to: '06:00' };
const tier = { tier: 1, contact: '#review', responds: 30, when: 'The queue is empty for all.' };
const team = { id: 'ESC-1', kind: 'escalation', title: 'Review', version: '1.0.0', state: 'not-validated', team: 'Review', tiers: [tier] };

function message(fields: Record<string, unknown>): string | undefined {
	return escalationSchema.safeParse({ ...team, ...fields }).error?.issues[0]?.message;
}

describe('escalationSchema', () => {
	test('takes a team with a shift over midnight', () => {
		expect(message({ coverage: [shift] })).toBeUndefined();
	});

	test.each([
		['no tier', { tiers: [] }, 'needs at least one tier'],
		[
			'a time zone that does not exist',
			{ coverage: [{ ...shift, timezone: 'Europe/Atlantis' }] },
			'must be an IANA time zone such as Europe/Dublin',
		],
		['an hour that does not exist', { coverage: [{ ...shift, from: '24:00' }] }, 'must be a time written HH:MM, in quotes'],
		['an hour without its zero', { coverage: [{ ...shift, to: '6:00' }] }, 'must be a time written HH:MM, in quotes'],
	])('refuses %s', (_, fields, expected) => {
		expect(message(fields)).toBe(expected);
	});

	test('refuses a shift without days and a day that is none', () => {
		expect(message({ coverage: [{ ...shift, days: [] }] })).toBeDefined();
		expect(message({ coverage: [{ ...shift, days: ['monday'] }] })).toBeDefined();
	});
});
