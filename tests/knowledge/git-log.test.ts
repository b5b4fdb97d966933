import { describe, expect, test } from 'vitest';
import { followFiles, type LoggedFile, parseLog } from '../../src/knowledge/git-log.ts';

function commit(hash: string, ...files: (Pick<LoggedFile, 'status' | 'from'> & { to?: string })[]) {
	return {
		hash,
		parents: [],
		author: '',
		at: '',
		subject: '',
		files: files.map(({ to, ...file }) => ({ ...file, blob: '', before: '', to: to ?? file.from })),
	};
}

describe('parseLog', () => {
	test('reads commits with and without files', () => {
		const output = [
			'a1',
			'a2 a0',
			'Ana',
			'2026-11-01T00:00Z',
			'One',
			'Body\n',
			'\n:1 1 b0 b1 R087',
			'old',
			'new',
			':1 1 00 b2 M',
			'file',
			'a2',
			'',
			'Ben',
			't',
			'Two',
			'',
			'',
		].join('\0');
		expect(parseLog(output)).toEqual([
			{
				hash: 'a1',
				parents: ['a2', 'a0'],
				author: 'Ana',
				at: '2026-11-01T00:00Z',
				subject: 'One',
				files: [
					{ status: 'R', blob: 'b1', before: 'b0', from: 'old', to: 'new' },
					{ status: 'M', blob: 'b2', before: '00', from: 'file', to: 'file' },
				],
			},
			{ hash: 'a2', parents: [], author: 'Ben', at: 't', subject: 'Two', files: [] },
		]);
		expect(parseLog('')).toEqual([]);
	});
});

describe('followFiles', () => {
	const hashes = (steps: ReturnType<typeof followFiles>, path: string) => steps.get(path)?.map((step) => step.commit.hash);

	test('keeps files apart that changed places in one commit', () => {
		const steps = followFiles([
			commit('3', { status: 'R', from: 'a', to: 'b' }, { status: 'R', from: 'b', to: 'a' }),
			commit('2', { status: 'M', from: 'a' }),
			commit('1', { status: 'A', from: 'b' }),
		]);
		expect([hashes(steps, 'a'), hashes(steps, 'b')]).toEqual([
			['3', '1'],
			['3', '2'],
		]);
	});

	test('follows a file through several names, and gives what had its name before to nobody', () => {
		const steps = followFiles([
			commit('4', { status: 'R', from: 'b', to: 'c' }),
			commit('3', { status: 'R', from: 'a', to: 'b' }),
			commit('2', { status: 'D', from: 'c' }),
			commit('1', { status: 'A', from: 'a' }),
		]);
		expect(hashes(steps, 'c')).toEqual(['4', '3', '1']);
	});
});
