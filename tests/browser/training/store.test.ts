import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProgressEvent } from '../../../src/browser/training/progress/events.ts';
import { openProgress } from '../../../src/browser/training/progress/store.ts';

const fail = (id: string, at: number, score = 50): ProgressEvent => ({
	...{ path: 'TP-1', module: 'TM-1', version: '1.0.0' },
	...{ id, at, kind: 'fail', attempt: 'a', score },
});
const ofTomorrow = { id: 'new', kind: 'of tomorrow', at: 1, deep: { list: [1] } };

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
	vi.unstubAllGlobals();
});

/** The ways in which a browser keeps something, and keeps nothing. */
const browsers: [string, boolean, () => unknown][] = [
	['a browser that keeps it', true, () => new IDBFactory()],
	['a browser without indexedDB', false, () => undefined],
	[
		'a browser that blocks it',
		false,
		() => ({
			open: () => {
				throw new DOMException('The operation is insecure.', 'SecurityError');
			},
		}),
	],
];

describe.each(browsers)('in %s', (_, isKept, indexedDB) => {
	beforeEach(() => {
		vi.stubGlobal('indexedDB', indexedDB());
	});

	test('a store says whether it is kept, and gives what is understood, oldest first', async () => {
		const progress = await openProgress();
		expect(progress.isKept).toBe(isKept);
		await progress.addAll([fail('b', 9), ofTomorrow]);
		await progress.add(fail('z', 3));
		expect(await progress.all()).toEqual([fail('z', 3), fail('b', 9)]);
		expect(await progress.stored()).toHaveLength(3);
	});

	test('only what is new is added, and what was there stays as it was', async () => {
		const progress = await openProgress();
		await progress.add(fail('a', 1));
		expect(await progress.addAll([fail('a', 1, 99), fail('b', 2), fail('b', 2)])).toBe(1);
		expect(await progress.addAll([fail('a', 1, 99), fail('b', 2)])).toBe(0);
		expect(await progress.all()).toEqual([fail('a', 1), fail('b', 2)]);
	});

	test('a person has the same id until everything is forgotten, the name too', async () => {
		const progress = await openProgress();
		const { id } = await progress.person();
		expect(await progress.person()).toEqual({ id, name: '' });
		await progress.setPerson({ id, name: 'Ada' });
		expect(await progress.person()).toEqual({ id, name: 'Ada' });
		await progress.add(fail('a', 1));
		await progress.clear();
		expect(await progress.stored()).toEqual([]);
		const after = await progress.person();
		expect(after.name).toBe('');
		expect(after.id).not.toBe(id);
		await progress.add(fail('a', 1));
		expect(await progress.all()).toHaveLength(1);
	});
});

describe('what a device keeps', () => {
	test('is there when the page is opened again, with the person and what only a newer Signpost understands', async () => {
		const first = await openProgress();
		const person = await first.person();
		await first.addAll([fail('a', 1), ofTomorrow]);
		const again = await openProgress();
		expect(await again.all()).toEqual([fail('a', 1)]);
		expect(await again.stored()).toEqual([fail('a', 1), ofTomorrow]);
		expect(await again.person()).toEqual(person);
	});

	test('is told to other tabs when it changes', async () => {
		const [one, other] = [await openProgress(), await openProgress()];
		const told = vi.fn();
		other.onChange(told);
		await one.add(fail('a', 1));
		await expect.poll(() => told.mock.calls.length).toBe(1);
		await one.clear();
		await expect.poll(() => told.mock.calls.length).toBe(2);
		expect(await other.all()).toEqual([]);
	});
});
