import { describe, expect, test } from 'vitest';
import { addressVersions, addToldVersions, textAsOf, type Version } from '../../src/knowledge/versions.ts';

function version(fields: Partial<Version>): Version {
	const state = fields.state ?? 'committed';
	return { state, version: null, commit: null, at: null, author: '', reason: '', path: 'a.mdx', text: 'Text.', address: null, ...fields };
}

describe('addToldVersions', () => {
	const changelog = ['3.0.0', '2.0.0', '1.1.0', '1.0.0'].map((number) => ({ version: number, date: '2026-11-01', note: `Note ${number}` }));
	const merge = (numbers: string[]) =>
		addToldVersions(
			numbers.map((number) => version({ version: number })),
			changelog,
			'a.mdx',
		).map((one) => `${one.state} ${one.version}`);

	test('puts what only the changelog tells behind what it has above it', () => {
		expect(merge(['3.0.0', '1.1.0', '1.1.0'])).toEqual([
			'committed 3.0.0',
			'told 2.0.0',
			'committed 1.1.0',
			'committed 1.1.0',
			'told 1.0.0',
		]);
	});

	test('never before the text that stands, though the changelog is ahead of it', () => {
		expect(merge(['2.0.0', '1.0.0']).slice(0, 2)).toEqual(['committed 2.0.0', 'told 3.0.0']);
	});
});

describe('textAsOf', () => {
	const lived = [
		version({ state: 'pending' }),
		version({ at: '2026-11-05T00:30:00+02:00' }),
		version({ state: 'deleted', at: '2026-11-03T10:00:00Z' }),
		version({ at: '2026-11-01T23:59:59Z' }),
		version({ state: 'told', at: '2026-10-01' }),
	];

	test('goes by the end of the day in UTC, whatever the offset of who committed', () => {
		const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
		expect(days.map((day) => textAsOf(lived, day).standing)).toEqual([3, 3, 2, 1, 1].map((at) => lived[at]));
	});

	test('goes by commits alone: not by what a changelog tells, nor by what is not committed', () => {
		expect(textAsOf(lived, '2026-10-31')).toEqual({ standing: null, why: 'before' });
		expect(textAsOf([version({ state: 'pending' }), version({ state: 'told', at: '2026-10-01' })], '2026-11-01')).toEqual({
			standing: null,
			why: 'unknown',
		});
	});
});

test('addressVersions tells texts of one version apart by their commit, where seven digits do not by all of them', () => {
	const commits = ['aaaaaaa1', 'aaaaaaa2', 'bbbbbbb1', 'aaaaaaa3'];
	const versions = commits.map((commit) => version({ commit, version: '1.0.0' }));
	expect(addressVersions([...versions, version({ commit: 'cccccccc' }), version({ text: null })]).map(({ address }) => address)).toEqual([
		'1.0.0',
		'1.0.0-aaaaaaa',
		'1.0.0-bbbbbbb',
		'1.0.0-aaaaaaa3',
		'unversioned-ccccccc',
		null,
	]);
});
