import { describe, expect, test } from 'vitest';
import { loadOnce } from '../../../src/search/static/load-once.ts';

describe('loadOnce', () => {
	test('loads a thing once, also for those who ask while it is on its way', async () => {
		const asked: string[] = [];
		const load = loadOnce(async (key: string) => {
			asked.push(key);
			return key.toUpperCase();
		});
		expect(await Promise.all(['a', 'b', 'a'].map(load))).toEqual(['A', 'B', 'A']);
		expect(await load('b')).toBe('B');
		expect(asked).toEqual(['a', 'b']);
	});

	test('tries again after it could not be had', async () => {
		let isDown = true;
		const load = loadOnce(async () => {
			if (isDown) throw new Error('gone');
			return 'there';
		});
		await expect(load('a')).rejects.toThrow('gone');
		isDown = false;
		expect(await load('a')).toBe('there');
	});
});
