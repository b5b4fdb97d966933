import { describe, expect, test } from 'vitest';
import { successorsOf } from '../../src/knowledge/successors.ts';

describe('successorsOf', () => {
	const successor = successorsOf([{ id: 'KI-0002', replaces: ['KI-0001', 'old/Page'] }, { id: 'KI-0003' }]);

	test('leads from an id that was merged to the article that has it now, whatever its case', () => {
		expect(['KI-0001', 'ki-0001', 'OLD/page'].map(successor)).toEqual(['KI-0002', 'KI-0002', 'KI-0002']);
	});

	test('leaves every other id as it is', () => {
		expect(['KI-0002', 'KI-0003', 'KI-0009'].map(successor)).toEqual(['KI-0002', 'KI-0003', 'KI-0009']);
	});

	test('an article that is there stands for itself', () => {
		expect(successorsOf([{ id: 'KI-0001' }, { id: 'KI-0002', replaces: ['KI-0001'] }])('KI-0001')).toBe('KI-0001');
	});
});
