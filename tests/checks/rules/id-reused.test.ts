import { describe, expect, test } from 'vitest';
import { idReused } from '../../../src/checks/rules/id-reused.ts';
import { ask, baseOf, checked, deletedOn, fileText, lineOf, written } from '../../setup/check-articles.ts';

const former = written({ title: 'Printers: paper jams on the third floor' }, 'Open the tray.');
const deleted = [deletedOn('2026-05-04', former)];
const remedy = 'Give it the next free id: npm run new -- --next-id shows it.';

describe('id-reused', () => {
	test('takes an id that no article had, one that came back, and one that stands on the base', () => {
		const other = written({ id: 'KI-0002', title: 'Tunnel drops' });
		expect(ask(idReused, other, { past: { deleted } })).toEqual([]);
		expect(ask(idReused, written({ title: 'Printers: paper jams on all floors' }), { past: { deleted } })).toEqual([]);
		const retitled = written({ title: 'Tunnel drops' });
		expect(ask(idReused, retitled, { past: { deleted, ...baseOf([retitled]) } })).toEqual([]);
	});

	test('finds the id of a deleted article of another problem', () => {
		const article = written({ id: 'ki-0001', title: 'Tunnel drops every hour' });
		expect(ask(idReused, article, { past: { deleted } })).toEqual([
			{
				line: lineOf(article, 'id:'),
				found: 'the id ki-0001 belonged to "Printers: paper jams on the third floor", deleted on 2026-05-04.',
				remedy,
			},
		]);
	});

	test('finds the id of an article that this very change takes away', () => {
		const taken = checked(fileText({ title: 'Tunnel drops every hour' }, 'Dial in again.'), 'known-issues/tunnel.mdx');
		expect(ask(idReused, taken, { past: baseOf([former]) })).toMatchObject([
			{ found: 'the id KI-0001 belongs to "Printers: paper jams on the third floor", which this change takes away.', remedy },
		]);
	});

	test('takes an article that was moved, with another title or with another text', () => {
		const retitled = checked(fileText({ title: 'Tray does not close' }, 'Open the tray.'), 'known-issues/tray.mdx');
		const rewritten = checked(fileText({ title: former.title }, 'All new.'), 'known-issues/tray.mdx');
		expect(ask(idReused, retitled, { past: baseOf([former]) })).toEqual([]);
		expect(ask(idReused, rewritten, { past: baseOf([former]) })).toEqual([]);
	});

	test('finds an id that checks.json has retired, in whatever case', () => {
		const settings = { retired: { 'KI-0001': 'a duplicate of a vendor page' } };
		for (const id of ['KI-0001', 'ki-0001'])
			expect(ask(idReused, written({ id }), { settings })).toMatchObject([
				{ found: `the id ${id} is retired: a duplicate of a vendor page`, remedy },
			]);
	});
});
