import { describe, expect, test } from 'vitest';
import { measureBaseline, type Ranking } from '../../../src/matching/evaluation/baselines.ts';
import type { JudgedTicket } from '../../../src/matching/evaluation/judged.ts';
import { found } from './results.ts';

function ticket(...relevant: string[]): JudgedTicket {
	return { id: 't', half: 'tuning', ticket: { text: 'x' }, relevant };
}

/** Articles named by one letter each, with these scores. */
function ranking(articles: string, ...scores: number[]): Ranking {
	return [...articles].map((article, place) => ({ article, score: scores[place] ?? 0 }));
}

describe('measureBaseline', () => {
	test('scores its rankings like the engine, down to the tenth article', () => {
		const tickets = [ticket('a'), ticket('b'), ticket('z'), ticket('k')];
		const rankings = [ranking('ab', 2, 1), ranking('ab', 2, 1), [], ranking('abcdefghijk', 2, 1)];
		const engine = [found(1, 0.9), found(1, 0.9), found(0, 0.1), found(2, 0.1)];
		const report = measureBaseline('words', tickets, rankings, engine);
		expect(report).toMatchObject({ about: 'words', top1: 1 / 4, top3: 2 / 4, top5: 2 / 4, mrr: 1.5 / 4, auroc: null });
		expect(report.engineLead.top1).toMatchObject({ was: 1 / 4, now: 2 / 4, difference: 1 / 4 });
		expect(report.intervals.top1?.[0]).toBe(0);
		expect(report).not.toHaveProperty('matchPrecision');
	});

	test('trusts its first score or its lead, whichever answers more tickets with at most 5 % wrong', () => {
		const tickets = [ticket('a'), ticket('b'), ticket()];
		const byLead = [ranking('ab', 5, 1), ranking('ab', 9, 8.5), ranking('ab', 8, 7.9)];
		const engine = [found(1, 0.9), found(1, 0.9), found(1, 0.9)];
		// By the first score the wrong ones come first, and the ticket out of scope beats one of two.
		expect(measureBaseline('x', tickets, byLead, engine)).toMatchObject({ confidence: 'margin', answerableAt95: 1 / 3, auroc: 1 });
		const byScore = [ranking('ab', 9, 8.9), ranking('ab', 2, 1), ranking('ab', 3, 1)];
		expect(measureBaseline('x', tickets, byScore, engine)).toMatchObject({ confidence: 'score', answerableAt95: 1 / 3, auroc: 0.5 });
	});
});
