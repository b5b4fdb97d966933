import { describe, expect, test } from 'vitest';
import { keptName, type Question, stepsOf, ticketNote } from '../../../src/browser/decide/walk.ts';

const tree: Question = {
	question: 'Whose lock is it?',
	answers: [
		{ is: 'Theirs', next: { question: 'Its age', answers: [{ is: 'Over 3 minutes', next: null }] } },
		{ is: 'Nobody’s', next: null },
	],
};

describe('stepsOf', () => {
	test('names each question with the answer chosen', () => {
		expect(stepsOf(tree, [0, 0])).toEqual([
			{ question: 'Whose lock is it?', answer: 'Theirs' },
			{ question: 'Its age', answer: 'Over 3 minutes' },
		]);
	});

	test.each([[[1, 0]], [[1, 5, 0]], [[0, 7]], [[9]], [[-1]], [[0.5]]])('stops where the choices %j lead nowhere', (chosen) => {
		expect(stepsOf(tree, chosen).length).toBeLessThan(chosen.length);
	});
});

describe('keptName', () => {
	test('differs by article, version and place', () => {
		const names = [
			keptName({ id: 'a', version: '1' }, 0),
			keptName({ id: 'a', version: '2' }, 0),
			keptName({ id: 'b', version: '1' }, 0),
			keptName({ id: 'a', version: '1' }, 1),
		];
		expect(new Set(names).size).toBe(4);
	});
});

describe('ticketNote', () => {
	test('says which article, what was answered, and what to do', () => {
		expect(ticketNote({ id: 'KI-0001', version: '1.3.0', title: 'Items stay locked' }, stepsOf(tree, [0, 0]), 'Release it.\n1. Run')).toBe(
			'KI-0001 version 1.3.0: Items stay locked\n\n- Whose lock is it? Theirs\n- Its age: Over 3 minutes\n\nRelease it.\n1. Run',
		);
	});
});
