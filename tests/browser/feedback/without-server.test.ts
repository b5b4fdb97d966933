import { describe, expect, test } from 'vitest';
import { flagFileName, flagIssueAddress } from '../../../src/browser/feedback/without-server.ts';
import type { Feedback } from '../../../src/desk/feedback.ts';

const flag: Feedback = { article: 'ops/KI-1', version: '1.2.0', section: 'roll-back', kind: 'missing', text: 'a & b #c\n{title}' };

describe('flagFileName', () => {
	test('names article, section and day, without a character that a file system refuses', () => {
		expect(flagFileName(flag, new Date('2026-11-23T10:00:00Z'))).toBe('flag-ops-KI-1-roll-back-2026-11-23.json');
		expect(flagFileName({ ...flag, section: '' }, new Date('2026-11-23T10:00:00Z'))).toBe('flag-ops-KI-1-2026-11-23.json');
	});
});

describe('flagIssueAddress', () => {
	test('fills title and body in, encoded, whatever is in them', () => {
		const address = new URL(flagIssueAddress('https://git.example/new?title={title}&body={body}', flag));
		expect(Object.fromEntries(address.searchParams)).toEqual({
			title: 'ops/KI-1: missing in roll-back',
			body: 'ops/KI-1 version 1.2.0, section roll-back\nKind: missing\n\na & b #c\n{title}',
		});
		expect(address.hash).toBe('');
	});
});
