import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutAtSpans } from '../../../src/browser/match/MarkedText.tsx';

describe('cutAtSpans', () => {
	test('marks what the spans cover, once where they overlap', () => {
		const spans = [
			{ start: 6, end: 10 },
			{ start: 0, end: 4 },
			{ start: 8, end: 12 },
		];
		expect(cutAtSpans('lock held by me', spans)).toEqual([
			{ part: 'lock', marked: true },
			{ part: ' h', marked: false },
			{ part: 'eld ', marked: true },
			{ part: 'by', marked: true },
			{ part: ' me', marked: false },
		]);
	});

	test('loses nothing of the text, whatever the spans', () => {
		const span = fc.record({ start: fc.nat(40), end: fc.nat(60) });
		fc.assert(
			fc.property(fc.string({ maxLength: 40 }), fc.array(span), (text, spans) => {
				expect(
					cutAtSpans(text, spans)
						.map(({ part }) => part)
						.join(''),
				).toBe(text);
			}),
		);
	});
});
