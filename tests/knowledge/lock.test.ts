import { mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withLock } from '../../src/knowledge/lock.node.ts';

const lockFile = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'signpost-lock-')), 'a.lock');

describe('withLock', () => {
	test('lets one work at a time, and the next as soon as it fails or ends', async () => {
		const file = await lockFile();
		const order: string[] = [];
		const begun = Promise.withResolvers<void>();
		const waited = Promise.withResolvers<void>();
		const first = withLock(
			file,
			() => {},
			async () => {
				order.push('a begins');
				begun.resolve();
				await waited.promise;
				order.push('a ends');
				throw new Error('failed');
			},
		).catch(() => {});
		await begun.promise;
		const onWait = (): void => {
			order.push('b waits');
			waited.resolve();
		};
		await withLock(file, onWait, async () => void order.push('b begins', 'b ends'));
		await first;
		expect(order).toEqual(['a begins', 'b waits', 'a ends', 'b begins', 'b ends']);
		await expect(readFile(file)).rejects.toThrow();
	});

	test.each([
		['has died', '999999999'],
		['had the number of this one, as in a container that was stopped', String(process.pid)],
		['lost its power before it wrote its number', ''],
	])('takes over from a process that %s', async (_, written) => {
		const file = await lockFile();
		await writeFile(file, written);
		if (written === '') await utimes(file, new Date('2026-01-01'), new Date('2026-01-01'));
		expect(
			await withLock(
				file,
				() => {},
				async () => 'done',
			),
		).toBe('done');
	});
});
