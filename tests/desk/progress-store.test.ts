import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openProgressStore, ProgressError } from '../../src/desk/progress-store.node.ts';
import { dataFolder } from '../../src/knowledge/working-files.node.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const home = temporaryFolder();
process.env.SIGNPOST_HOME = home;

const person = { id: 'p', name: 'Ada' };
const event = (id: string) => ({ id, kind: 'of tomorrow', says: { anything: [1] } });

let codes = 0;
/** A store with a corpus and a code of its own. */
function open() {
	const corpus = join(home, `corpus-${++codes}`);
	const code = `k7m2p4x9q3r5t8v1w6z${codes % 10}`;
	const folder = join(dataFolder(corpus), 'progress');
	return { store: openProgressStore(corpus), code, folder };
}

describe('the progress of a trainee on the server', () => {
	test('is what all devices have sent; each is given what it lacks, as it was', async () => {
		const { store, code } = open();
		expect(await store.sync({ code, person, events: [event('a'), event('b')] })).toEqual({ person, events: [] });
		const other = { id: 'other-device', name: '' };
		expect(await store.sync({ code, person: other, events: [event('b'), event('c')] })).toEqual({ person, events: [event('a')] });
		expect(await store.sync({ code, person, events: [event('a'), event('b')] })).toEqual({ person, events: [event('c')] });
	});

	test('loses nothing where two devices send at once', async () => {
		const { store, code } = open();
		await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.sync({ code, person, events: [event(id)] })));
		const { events } = await store.sync({ code, person, events: [] });
		expect(events.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd']);
	});

	test('is for whoever has the code, which is written nowhere', async () => {
		const { store, code, folder } = open();
		await store.sync({ code, person, events: [event('a')] });
		expect(await store.sync({ code: `${code.slice(0, -1)}y`, person, events: [] })).toEqual({ person, events: [] });
		for (const name of readdirSync(folder)) expect(name + readFileSync(join(folder, name), 'utf8')).not.toContain(code);
	});

	test('goes on behind a line that was cut off', async () => {
		const { store, code, folder } = open();
		await store.sync({ code, person, events: [event('a')] });
		for (const name of readdirSync(folder)) appendFileSync(join(folder, name), '{"at": "2026-');
		expect((await store.sync({ code, person, events: [event('b')] })).events).toEqual([event('a')]);
		expect((await store.sync({ code, person, events: [] })).events).toEqual([event('a'), event('b')]);
	});

	test('has an end', async () => {
		const { store, code } = open();
		const large = { id: 'large', text: 'x'.repeat(5_000_000) };
		await store.sync({ code, person, events: [large] });
		await expect(store.sync({ code, person, events: [{ ...large, id: 'more' }] })).rejects.toThrow(ProgressError);
		expect((await store.sync({ code, person, events: [] })).events).toHaveLength(1);
	});

	test('is forgotten when its owner asks for that, and nobody else’s is', async () => {
		const { store, code } = open();
		const other = `${code.slice(0, -1)}y`;
		await store.sync({ code, person, events: [event('a')] });
		await store.sync({ code: other, person, events: [event('b')] });
		await store.forget(code);
		expect((await store.sync({ code, person, events: [] })).events).toEqual([]);
		expect((await store.sync({ code: other, person, events: [] })).events).toEqual([event('b')]);
	});
});
