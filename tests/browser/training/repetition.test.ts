import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProgressEvent } from '../../../src/browser/training/progress/events.ts';
import { dueQuestions, intervals, nextDue, sayNext, standingOf } from '../../../src/browser/training/progress/repetition.ts';
import type { Catalogue } from '../../../src/knowledge/training/catalogue.ts';

const day = 86_400_000;
const question = (id: string) => ({ id, ask: 'single' as const, about: 'KI-1#check', label: id });
const catalogue: Catalogue = {
	paths: [
		{
			...{ id: 'TP-1', folder: 'one', title: 'One', for: 'All.', order: 1, prerequisites: [], passMark: 80, version: '1.0.0' },
			modules: [
				{
					...{ id: 'TM-1', address: 'first', title: 'First', version: '1.0.0', minutes: 5, goals: [], taught: [] },
					questions: [question('a'), question('b')],
				},
			],
		},
	],
};
const answered = (at: number, asked: string, right: boolean): ProgressEvent => ({
	...{ id: `${asked}${at}`, at, path: 'TP-1', module: 'TM-1', version: '1.0.0', kind: 'answer', attempt: 'x' },
	...{ question: asked, about: '', right, ms: 1 },
});
const due = (events: readonly ProgressEvent[], now: number): string[] =>
	dueQuestions(events, catalogue, now).map(({ question: { id } }) => id);

describe('a question that was missed', () => {
	test('comes again after a day, the most overdue first, and one that was right does not', () => {
		const events = [answered(0, 'b', false), answered(5, 'a', false)];
		expect(due(events, day - 1)).toEqual([]);
		expect(nextDue(events, catalogue, day - 1)).toBe(day);
		expect(due(events, 2 * day)).toEqual(['b', 'a']);
		expect(due([answered(0, 'a', true)], 400 * day)).toEqual([]);
	});

	test('stays away for longer each time that it is known, and then for good', () => {
		const events = [answered(0, 'a', false)];
		const waits: number[] = [];
		for (;;) {
			const at = nextDue(events, catalogue, events.at(-1)?.at ?? 0);
			if (at === null) break;
			waits.push((at - (events.at(-1)?.at ?? 0)) / day);
			events.push(answered(at, 'a', true));
		}
		expect(waits).toEqual([...intervals]);
		expect(standingOf(events, 'TM-1', 'a')?.due).toBeNull();
	});

	test('begins anew where it is missed again, and is no nearer to being learnt for a second answer on the same day', () => {
		const missedTwice = [answered(0, 'a', false), answered(day, 'a', true), answered(4 * day, 'a', false)];
		expect(standingOf(missedTwice, 'TM-1', 'a')).toEqual({ box: 1, due: 5 * day });
		expect(standingOf([answered(0, 'a', false), answered(1, 'a', true)], 'TM-1', 'a')).toEqual({ box: 1, due: day });
	});

	test('is not asked where the site has it no more', () => {
		expect(due([answered(0, 'gone', false)], 9 * day)).toEqual([]);
	});

	test('is due or to come, never both, whatever was answered', () => {
		const answers = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 * day }), fc.constantFrom('a', 'b'), fc.boolean()));
		fc.assert(
			fc.property(answers, fc.integer({ min: 0, max: 200 * day }), (given, now) => {
				const events = given.sort(([a], [b]) => a - b).map(([at, asked, right]) => answered(at, asked, right));
				const next = nextDue(events, catalogue, now);
				if (next !== null) expect(next).toBeGreaterThan(now);
				const open = ['a', 'b'].filter((id) => typeof standingOf(events, 'TM-1', id)?.due === 'number');
				expect(due(events, 500 * day).sort()).toEqual(open);
				expect(due(events, now).length + (next === null ? 0 : 1)).toBeLessThanOrEqual(2);
			}),
		);
	});
});

describe('sayNext', () => {
	test('counts days begun', () => {
		expect([null, 5, day, day + 1, 7 * day].map((at) => sayNext(at, 0))).toEqual([
			'is learnt',
			'comes again in a day',
			'comes again in a day',
			'comes again in 2 days',
			'comes again in 7 days',
		]);
	});
});
