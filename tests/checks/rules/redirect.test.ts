import { describe, expect, test } from 'vitest';
import { redirect } from '../../../src/checks/rules/redirect.ts';
import { baseOf, checked, contextOf, deletedOn, fileText, type Known, written } from '../../setup/check-articles.ts';

const gone = written({ id: 'KI-0007', title: 'Paper jams' });
const other = written({ id: 'KI-0002' });

function askOf(articles: Parameters<typeof contextOf>[0], known: Known): ReturnType<typeof redirect.check> {
	return redirect.check(known.past?.deleted ?? [], contextOf(articles, known));
}

describe('redirect', () => {
	test.each<[string, Parameters<typeof contextOf>[0], Known]>([
		['everything that still stands', [gone, other], { past: baseOf([gone, other]) }],
		['an article that was moved', [checked(gone.text, 'elsewhere/moved.mdx'), other], { past: baseOf([gone, other]) }],
		['one that another replaces', [written({ id: 'KI-0002', replaces: ['KI-0007'] })], { past: baseOf([gone]) }],
		['one that is retired', [other], { past: baseOf([gone]), settings: { retired: { 'KI-0007': 'why' } } }],
		['one that is retired in another case', [other], { past: baseOf([gone]), settings: { retired: { 'ki-0007': 'why' } } }],
		['an id whose case has changed', [written({ id: 'ki-0007' })], { past: baseOf([gone]) }],
		['one that was deleted and is back', [gone], { past: { deleted: [deletedOn('2026-01-01', gone)] } }],
	])('takes %s', (_, articles, known) => {
		expect(askOf(articles, known)).toEqual([]);
	});

	test('finds an article that is gone, once, whether by this change or long ago', () => {
		const found = {
			path: 'known-issues/KI-0007.mdx',
			problem: {
				found: 'KI-0007 "Paper jams" is gone, and nothing leads on from it.',
				remedy:
					'Add "replaces: [KI-0007]" to the article that it went into; or bring it back with "state: archived"; or name it under "retired" in checks.json.',
			},
		};
		const deleted = [deletedOn('2026-01-01', gone)];
		expect(askOf([other], { past: baseOf([gone, other]) })).toEqual([found]);
		expect(askOf([other], { past: { deleted } })).toEqual([found]);
		expect(askOf([other], { past: { ...baseOf([gone, other]), deleted: [...deleted, ...deleted] } })).toEqual([found]);
	});

	test('finds an id that was changed in its file', () => {
		const renamed = checked(fileText({ id: 'KI-0070', title: 'Paper jams' }), 'known-issues/KI-0007.mdx');
		expect(askOf([renamed], { past: baseOf([gone]) })).toEqual([
			{
				path: 'known-issues/KI-0007.mdx',
				problem: {
					found: 'the id was KI-0007 and is KI-0070 now; nothing leads on from KI-0007.',
					remedy: 'Change the id back to KI-0007; where it must change, add "replaces: [KI-0007]".',
				},
			},
		]);
	});
});
