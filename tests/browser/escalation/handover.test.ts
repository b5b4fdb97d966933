import { expect, test } from 'vitest';
import { nameArticle, writeHandover } from '../../../src/browser/escalation/handover.ts';

test('writeHandover writes a line a field, and says what is not known', () => {
	const block = writeHandover({
		team: 'Media Infrastructure',
		tier: 1,
		contact: '#media-oncall (chat)',
		ticket: ' T-1 ',
		article: nameArticle({ id: 'KI-0025', version: '1.2.0', title: 'Without blur' }),
		facts: [
			{ fact: 'Media id:', value: 'med-1' },
			{ fact: 'Player version.', value: '' },
		],
	});
	expect(block.split('\n')).toEqual([
		'Escalation to Media Infrastructure, tier 1: #media-oncall (chat)',
		'Ticket: T-1',
		'Article: KI-0025 v1.2.0, Without blur',
		'Media id: med-1',
		'Player version: unknown',
	]);
});
