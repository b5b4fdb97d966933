import { expect, test } from 'vitest';
import { countLinks } from '../../src/knowledge/link-counts.ts';

test('countLinks counts by article and outcome', () => {
	const counts = countLinks([
		{ article: 'KI-1', outcome: 'resolved' },
		{ article: 'KI-1', outcome: 'resolved' },
		{ article: 'KI-2', outcome: 'wrong' },
	]);
	expect([...counts]).toEqual([
		['KI-1', { resolved: 2, tried: 0, wrong: 0 }],
		['KI-2', { resolved: 0, tried: 0, wrong: 1 }],
	]);
});
