import { describe, expect, test } from 'vitest';
import { type GivenAnswer, pointsOfTicket, scoreAnswer } from '../../../src/browser/training/practice/score.ts';
import { practiceTicketSchema } from '../../../src/knowledge/schemas/training.ts';

function ticket(fields: Record<string, unknown> = {}) {
	return practiceTicketSchema.parse({
		...{ id: 'P-1', written: 'for training', case: 'two', text: 'No work comes.', minutes: 4 },
		...{ articles: ['KI-1', 'KI-2'], also: ['SOP-1'], wrong: [{ article: 'KI-9', why: 'That is another queue.' }] },
		...{ escalation: 'ESC-1', escalationWhy: 'The lease is theirs.', reason: 'Both codes are in it.' },
		replies: [
			{ text: 'Wait.', right: false, why: 'Nothing comes by waiting.' },
			{ text: 'I take it up.', right: true, why: 'It says what happens next.' },
		],
		...fields,
	});
}

const best: GivenAnswer = { articles: ['KI-1', 'KI-2'], reply: 1, escalation: 'ESC-1' };

/** Points, and what is right of article, reply and escalation. */
function scored(given: Partial<GivenAnswer>, fields?: Record<string, unknown>): [number, ...boolean[]] {
	const { points, parts } = scoreAnswer(ticket(fields), { ...best, ...given });
	return [points, ...parts.map(({ right }) => right)];
}

describe('scoreAnswer', () => {
	test('gives all points for what the key says, in any order, and takes none for what may be named beside', () => {
		expect(scored({})).toEqual([pointsOfTicket, true, true, true]);
		expect(scored({ articles: ['SOP-1', 'KI-2', 'KI-1'] })).toEqual([pointsOfTicket, true, true, true]);
	});

	test.each([
		['one of two articles is missing', ['KI-1']],
		['none is named', []],
		['what may be named beside stands alone', ['SOP-1']],
		['a strange one is named beside the right ones', ['KI-1', 'KI-2', 'KI-7']],
	])('takes the point for articles alone where %s', (_, articles) => {
		expect(scored({ articles })).toEqual([2, false, true, true]);
	});

	test('of a ticket that no article answers, naming none is right, and any wrong', () => {
		expect(scored({ articles: [] }, { articles: [] })).toEqual([3, true, true, true]);
		expect(scored({ articles: ['KI-1'] }, { articles: [] })).toEqual([2, false, true, true]);
		expect(scoreAnswer(ticket({ articles: [] }), best).parts[0]?.reasons[0]).toBe('No article answers it.');
	});

	test('takes a point for the wrong team, for none where one is needed, and for one where the desk can solve it', () => {
		expect(scored({ escalation: 'ESC-2' })).toEqual([2, true, true, false]);
		expect(scored({ escalation: null })).toEqual([2, true, true, false]);
		expect(scored({}, { escalation: null })).toEqual([2, true, true, false]);
		expect(scored({ escalation: null }, { escalation: null })).toEqual([3, true, true, true]);
	});

	test('says what was right and why of each part, and why somebody could be tempted', () => {
		const { points, parts } = scoreAnswer(ticket(), { articles: ['KI-9'], reply: 0, escalation: null });
		expect(points).toBe(0);
		expect(parts.map(({ what, reasons }) => [what, ...reasons])).toEqual([
			['Article', 'It is answered by KI-1 and KI-2.', 'KI-9: That is another queue.', 'Both codes are in it.'],
			['Reply', 'Nothing comes by waiting.', 'Better: “I take it up.” It says what happens next.'],
			['Escalation', 'It goes to ESC-1.', 'The lease is theirs.'],
		]);
	});

	test('says nothing of a temptation that was resisted', () => {
		expect(scoreAnswer(ticket(), best).parts[0]?.reasons).toEqual(['It is answered by KI-1 and KI-2.', 'Both codes are in it.']);
	});

	test('names no better reply than the right one, and the right one where none was chosen', () => {
		expect(scoreAnswer(ticket(), best).parts[1]?.reasons).toEqual(['It says what happens next.']);
		expect(scoreAnswer(ticket(), { ...best, reply: -1 }).parts[1]).toMatchObject({
			right: false,
			reasons: ['Better: “I take it up.” It says what happens next.'],
		});
	});
});
