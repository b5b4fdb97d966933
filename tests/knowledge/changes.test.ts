import { describe, expect, test } from 'vitest';
import { type Change, type History, listChanges } from '../../src/knowledge/changes.ts';
import { article } from '../setup/articles.ts';

const changelog = [
	{ version: '1.1.0', date: '2026-11-12', note: 'Evict before rescore.' },
	{ version: '1.0.0', date: '2026-10-06', note: 'First published.' },
];
const issue = article({ id: 'KI-1', title: 'Jam', version: '1.1.0', changelog });

function change(fields: Partial<Change>): Change {
	return { commit: 'abcdef0123456789', at: '2026-11-13T08:00:00+01:00', subject: 'a subject', kind: 'changed', version: null, ...fields };
}

function history(changes: Change[], more: Partial<History> = {}): History {
	return { changes: new Map(changes.length === 0 ? [] : [['KI-1.mdx', changes]]), uncommitted: [], limits: [], ...more };
}

describe('listChanges', () => {
	test("notes the changelog's line of the version that came, else the commit's subject", () => {
		const { changes } = listChanges(
			[issue],
			history([change({ version: '1.1.0' }), change({ commit: '22', version: '9.9.9' }), change({ commit: '33' })]),
		);
		expect(changes.map(({ note }) => note)).toEqual(['Evict before rescore.', 'a subject', 'a subject']);
		expect(changes[0]).toMatchObject({
			key: 'abcdef0123:KI-1',
			article: 'KI-1',
			title: 'Jam',
			kind: 'changed',
			at: '2026-11-13T08:00:00+01:00',
		});
	});

	test('sorts by instant, whatever the offset it is written in', () => {
		const other = article({ id: 'KI-2', title: 'Other' });
		const changes = new Map([
			['KI-1.mdx', [change({ at: '2026-11-13T08:00:00+09:00' })]],
			['KI-2.mdx', [change({ at: '2026-11-13T01:00:00+01:00' })]],
		]);
		expect(listChanges([issue, other], { changes, uncommitted: [], limits: [] }).changes.map((one) => one.article)).toEqual([
			'KI-2',
			'KI-1',
		]);
	});

	test('goes by the changelog of an article that git does not know, and says so', () => {
		const { changes, notices } = listChanges([issue], history([]));
		expect(changes.map(({ key, kind, at }) => [key, kind, at])).toEqual([
			['KI-1@1.1.0', 'changed', '2026-11-12'],
			['KI-1@1.0.0', 'new', '2026-10-06'],
		]);
		expect(notices).toEqual(['1 article is not in git and dated by the changelog.']);
		expect(listChanges([issue], history([], { limits: ['No git.'] })).notices).toEqual(['No git.']);
	});

	test('shows the newest version of an article that is not committed, and names it', () => {
		const first = change({ kind: 'new', version: '1.0.0' });
		const pending = listChanges([issue], history([first], { uncommitted: ['KI-1.mdx'] }));
		expect(pending.changes.map(({ key }) => key).sort()).toEqual(['KI-1@1.1.0', 'abcdef0123:KI-1']);
		expect(pending.notices).toEqual(['Not committed yet, so dated by the changelog: KI-1.']);
		const wording = listChanges([issue], history([change({ version: '1.1.0' }), first], { uncommitted: ['KI-1.mdx'] }));
		expect(wording.changes).toHaveLength(2);
	});
});
