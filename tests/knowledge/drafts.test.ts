import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepNewest, makeOnce, replaceFolder } from '../../src/knowledge/drafts.node.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const temporary = temporaryFolder();
let home: string;
let folder: string;

beforeEach(async () => {
	home = await mkdtemp(join(temporary, 'home-'));
	folder = join(home, 'made');
});

describe('replaceFolder', () => {
	test('shows the old one until the new one is whole, and leaves nothing of the old one', async () => {
		await replaceFolder(folder, (draft) => writeFile(join(draft, 'old'), ''));
		await replaceFolder(folder, async (draft) => {
			await writeFile(join(draft, 'new'), '');
			expect(await readdir(folder)).toEqual(['old']);
		});
		expect([await readdir(folder), await readdir(home)]).toEqual([['new'], ['made']]);
	});

	test('leaves what stands where the new one fails', async () => {
		await replaceFolder(folder, (draft) => writeFile(join(draft, 'old'), ''));
		const failed = replaceFolder(folder, async (draft) => {
			await writeFile(join(draft, 'half'), '');
			throw new Error('the disk is full');
		});
		await expect(failed).rejects.toThrow('the disk is full');
		expect([await readdir(folder), await readdir(home)]).toEqual([['old'], ['made']]);
	});
});

describe('makeOnce', () => {
	/** Four commands that need the folder at the same time; the first `failures` fillings fail. */
	async function needFourTimes(failures = 0): Promise<{ results: PromiseSettledResult<boolean>[]; filled: number; waited: number }> {
		let [filled, waited] = [0, 0];
		const making = {
			isMade: async () => existsSync(join(folder, 'file')),
			async fill(draft: string) {
				filled++;
				const own = filled;
				await setTimeout(50);
				if (own <= failures) throw new Error('the disk is full');
				await writeFile(join(draft, 'file'), String(own));
			},
			onWait: () => void waited++,
		};
		const results = await Promise.allSettled([1, 2, 3, 4].map(() => makeOnce(folder, making)));
		return { results, filled, waited };
	}

	test('lets one of several commands make it, and the others take what it made', async () => {
		const { results, filled, waited } = await needFourTimes();
		expect([filled, waited]).toEqual([1, 3]);
		expect(results.filter((result) => result.status === 'fulfilled' && result.value)).toHaveLength(1);
		expect(await readFile(join(folder, 'file'), 'utf8')).toBe('1');
		expect(await readdir(home)).toEqual(['made']);
	});

	test('lets the next one try where the first one fails', async () => {
		const { results, filled } = await needFourTimes(1);
		expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
		expect(filled).toBe(2);
	});
});

describe('keepNewest', () => {
	test('keeps the newest folders, drafts and the locks of those who are at work', async () => {
		for (const [at, name] of ['a', 'b', 'c', 'd.building-1'].entries()) {
			await mkdir(join(home, name));
			await utimes(join(home, name), at + 1, at + 1);
		}
		await writeFile(join(home, 'd.lock'), '');
		await utimes(join(home, 'd.lock'), 1, 1);
		await keepNewest(home, 2);
		expect((await readdir(home)).sort()).toEqual(['b', 'c', 'd.building-1', 'd.lock']);
	});
});
