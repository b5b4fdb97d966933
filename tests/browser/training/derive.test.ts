import { describe, expect, test } from 'vitest';
import { catchUp, changesSince, latestAttempt, moduleState, pathState, repetition } from '../../../src/browser/training/progress/derive.ts';
import type { ProgressEvent } from '../../../src/browser/training/progress/events.ts';
import type { CatalogueModule, CataloguePath } from '../../../src/knowledge/training/catalogue.ts';

const question = (id: string, about: string) => ({ id, ask: 'single' as const, about, label: id });

function moduleAt(version: string, check = 'Look at the lease.', id = 'TM-1'): CatalogueModule {
	const sections = [
		{ anchor: 'check', heading: 'Check', text: check },
		{ anchor: 'reply', heading: 'Reply', text: 'Hi.' },
	];
	return {
		id,
		address: 'one',
		title: 'One',
		version: '1.0.0',
		minutes: 30,
		goals: ['Look.'],
		questions: [question('first', 'KI-1#check'), question('second', 'KI-1#reply')],
		taught: [{ article: 'KI-1', title: 'A lock', version, sections }],
	};
}

const of = { path: 'TP-1', module: 'TM-1', version: '1.0.0' };
const answer = (at: number, asked: string, right: boolean, attempt = 'a'): ProgressEvent => ({
	...of,
	id: `${attempt}${at}`,
	at,
	kind: 'answer',
	attempt,
	question: asked,
	about: '',
	right,
	ms: 5,
});
const pass = (at: number, module = moduleAt('1.0.0')): ProgressEvent => ({
	...of,
	id: `p${at}`,
	at,
	kind: 'pass',
	attempt: 'a',
	score: 100,
	taught: module.taught,
});

describe('moduleState', () => {
	test('goes from not begun over begun to passed, and a failed attempt after that takes nothing away', () => {
		expect(moduleState([], moduleAt('1.0.0')).is).toBe('not-begun');
		expect(moduleState([answer(1, 'first', true)], moduleAt('1.0.0'))).toEqual({ is: 'begun', answered: 1, of: 2 });
		const fail: ProgressEvent = { ...of, id: 'f', at: 9, kind: 'fail', attempt: 'b', score: 50 };
		expect(moduleState([fail], moduleAt('1.0.0'))).toEqual({ is: 'failed', score: 50 });
		expect(moduleState([pass(3), fail], moduleAt('1.0.0')).is).toBe('passed');
	});

	test('is changed by a minor version, not by other wording, and settled by having caught up', () => {
		expect(moduleState([pass(3)], moduleAt('1.0.1', 'Look at the lease!')).is).toBe('passed');
		const now = moduleAt('1.1.0', 'Look at the heartbeat.');
		expect(moduleState([pass(3)], now).is).toBe('changed');
		expect(moduleState([pass(3), { ...of, id: 'c', at: 4, kind: 'caught-up', taught: now.taught }], now).is).toBe('passed');
	});
});

describe('questions asked again', () => {
	const opens = (events: readonly ProgressEvent[], now: CatalogueModule): string[] => {
		const state = moduleState(events, now);
		return state.is === 'changed' ? [...state.open] : [];
	};

	test('are settled by an answer since, not by one that repeated what was known before', () => {
		const now = moduleAt('1.1.0', 'Look at the heartbeat.');
		expect(opens([pass(3)], now)).toEqual(['first']);
		expect(opens([pass(3), answer(5, 'first', true, repetition)], now)).toEqual(['first']);
		expect(opens([pass(3), answer(5, 'first', true, catchUp)], now)).toEqual([]);
	});

	test('are asked once more where the section changes once more', () => {
		const then = moduleAt('1.1.0', 'Look at the heartbeat.');
		const events = [pass(3), answer(5, 'first', true, catchUp), { ...of, id: 'c', at: 6, kind: 'caught-up' as const, taught: then.taught }];
		expect(opens(events, moduleAt('1.2.0', 'Look at the queue.'))).toEqual(['first']);
	});
});

describe('changesSince', () => {
	test('names the sections that differ and only the questions about them', () => {
		const [change] = changesSince(moduleAt('1.0.0').taught, moduleAt('1.1.0', 'Look at the heartbeat.'));
		expect(change).toMatchObject({ article: 'KI-1', from: '1.0.0', to: '1.1.0' });
		expect(change?.sections.map(({ anchor, questions }) => [anchor, questions.map(({ id }) => id)])).toEqual([['check', ['first']]]);
	});

	test('tells of a raised version without asking anything where no asked section differs', () => {
		expect(changesSince(moduleAt('1.0.0').taught, moduleAt('2.0.0'))).toMatchObject([{ sections: [] }]);
	});

	test('tells of an article that is taught no more', () => {
		expect(changesSince(moduleAt('1.0.0').taught, { ...moduleAt('1.0.0'), taught: [] })).toMatchObject([{ article: 'KI-1', to: null }]);
	});
});

describe('latestAttempt', () => {
	test('counts the first answer to a question alone, and no repetition', () => {
		const events = [answer(1, 'first', false), answer(2, 'first', true), answer(3, 'second', true, repetition)];
		expect([...(latestAttempt(events, 'TM-1')?.answers ?? [])]).toEqual([['first', false]]);
	});
});

describe('pathState', () => {
	const path = (id: string, module: CatalogueModule, prerequisites: string[] = []): CataloguePath => ({
		...{ id, folder: id, title: id, for: 'All.', order: 1, prerequisites, passMark: 80, version: '1.0.0' },
		modules: [module],
	});

	test('names the paths that come first, and is finished on the day of its last module', () => {
		const paths = [path('first', moduleAt('1.0.0')), path('then', moduleAt('1.0.0', '', 'TM-2'), ['first'])];
		expect(paths.map((one) => pathState([], one, paths).after)).toEqual([[], ['first']]);
		expect(paths.map((one) => pathState([pass(3)], one, paths))).toMatchObject([{ finished: 3 }, { finished: null, after: [] }]);
	});
});
