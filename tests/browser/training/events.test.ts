import { array, constantFrom, date, dictionary, assert as holds, jsonValue, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	eventId,
	type ProgressEvent,
	readEvents,
	readProgressFile,
	type StoredEvent,
	writeProgressFile,
} from '../../../src/browser/training/progress/events.ts';

const person = { id: 'p', name: 'Ada' };
const now = new Date('2026-11-24T10:00:00Z');
const fail = (id: string, at: number): ProgressEvent => ({
	...{ path: 'TP-1', module: 'TM-1', version: '1.0.0' },
	...{ id, at, kind: 'fail', attempt: 'a', score: 50 },
});

/** A file whose fields are as written, but for those that are given. */
function fileWith(fields: Record<string, unknown>): string {
	return JSON.stringify({ ...JSON.parse(writeProgressFile(person, [fail('a', 1)], now)), ...fields });
}

describe('a file of progress', () => {
	test('brings back who it is of and every event as it was, whatever it says', () => {
		const text = string({ unit: 'binary' });
		const event = record({ id: text.filter((id) => id !== ''), kind: constantFrom('pass', 'fail', 'of tomorrow') });
		// Without minus zero, which JSON cannot write.
		const more = dictionary(text, jsonValue({ maxDepth: 2, noUnicodeString: false }), { maxKeys: 4 }).map(
			(value) => JSON.parse(JSON.stringify(value)) as object,
		);
		const events = array(record({ event, more }).map(({ event, more }): StoredEvent => ({ ...more, ...event })));
		holds(
			property(record({ id: text, name: text }), events, date({ noInvalidDate: true }), (who, stored, at) => {
				expect(readProgressFile(writeProgressFile(who, stored, at), 'a.json')).toEqual({
					person: who,
					stored,
					exported: at.toISOString(),
					skipped: 0,
				});
			}),
		);
	});

	test.each(['', '{', 'null', 'Ada', writeProgressFile(person, [fail('a', 1)], now).slice(0, -30)])(
		'that is cut off or no JSON is refused with a sentence that names it: %j',
		(text) => {
			const { problem = '' } = { problem: '', ...readProgressFile(text, 'mine.json') };
			expect(problem).toMatch(/^mine\.json is (not JSON, or is cut off|no file of progress)\. /);
		},
	);

	test.each([
		['of another format', { format: 'signpost-board' }],
		['of nobody', { person: undefined }],
		['of somebody without an id', { person: { name: 'Ada' } }],
		['whose events are no list', { events: { a: 1 } }],
	])('%s is refused', (_, fields) => {
		expect(readProgressFile(fileWith(fields), 'mine.json')).toEqual({
			problem: 'mine.json is no file of progress. Choose one that the page “Training” has saved.',
		});
	});

	test('of a newer Signpost is read: another version, fields and kinds that nobody here knows', () => {
		const events = [
			{ id: 'new', kind: 'of tomorrow' },
			{ ...fail('a', 1), mood: 'good' },
		];
		expect(readProgressFile(fileWith({ version: 2, team: 'desk', events }), 'a.json')).toMatchObject({
			person,
			stored: events,
			skipped: 0,
		});
	});

	test('counts entries without an id, and keeps the others', () => {
		const events = [fail('a', 1), { ...fail('', 2) }, { kind: 'fail' }, { ...fail('b', 3), id: 7 }, null, 'b', ['c'], fail('d', 4)];
		expect(readProgressFile(fileWith({ events }), 'a.json')).toMatchObject({ person, stored: [fail('a', 1), fail('d', 4)], skipped: 6 });
	});
});

describe('readEvents', () => {
	test('gives what it understands, oldest first and by id where two are of one moment', () => {
		const stored: StoredEvent[] = [
			fail('a', 5),
			fail('c', 2),
			{ id: 'n', kind: 'of tomorrow', at: 1 },
			{ id: 'x', kind: 'fail' },
			fail('b', 2),
		];
		expect(readEvents(stored).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
	});
});

test('ids of events are of one length, and differ', () => {
	const ids = Array.from({ length: 200 }, eventId);
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
	expect(new Set(ids).size).toBe(200);
});
