import { describe, expect, test } from 'vitest';
import { composeNote } from '../../../src/browser/article/note-text.ts';

const about = { id: 'KI-1', version: '1.2.0', title: 'Item locked', address: 'https://kb.example/articles/ki-1/' };

describe('composeNote', () => {
	test('says article, version, address, ticket, result, steps and values', () => {
		const note = composeNote({
			about,
			result: 'resolved',
			steps: { count: 3, done: [{ section: 'Workaround', number: 2, text: 'Release the lease:' }] },
			values: new Map([
				['ticket_id', ' T-1 '],
				['lease_id', 'a\nb'],
				['name', ' '],
			]),
		});
		expect(note.split('\n')).toEqual([
			'KI-1 version 1.2.0: Item locked',
			'https://kb.example/articles/ki-1/',
			'Ticket: T-1',
			'Result: resolved',
			'Steps done: 1 of 3',
			'- Workaround 2: Release the lease:',
			'Values: lease_id = a b',
		]);
	});

	test('leaves out what there is not, and says that the result is open', () => {
		expect(
			composeNote({ about, result: null, steps: { count: 0, done: [] }, values: new Map() })
				.split('\n')
				.slice(2),
		).toEqual(['Result: open']);
	});
});
