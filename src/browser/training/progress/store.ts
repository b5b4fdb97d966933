import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { eventId, type Person, type ProgressEvent, readEvents, type StoredEvent } from './events.ts';

const databaseName = 'signpost-training';
const databaseVersion = 1;

interface Kept extends DBSchema {
	events: { key: string; value: StoredEvent };
	/** One entry, under `me`. */
	person: { key: string; value: Person };
}

/** What a trainee has done, on this device. */
export interface ProgressStore {
	/** Whether it outlives the page: storage may be blocked or full. */
	readonly isKept: boolean;
	/** All events that are understood, oldest first. */
	all(): Promise<ProgressEvent[]>;
	/** All events as they are kept, for a file. */
	stored(): Promise<StoredEvent[]>;
	add(event: ProgressEvent): Promise<void>;
	/** Adds what is not there yet; gives how many those were. */
	addAll(events: readonly StoredEvent[]): Promise<number>;
	person(): Promise<Person>;
	setPerson(person: Person): Promise<void>;
	/** Forgets everything. */
	clear(): Promise<void>;
	/** Told when another tab has written. */
	onChange(listener: () => void): void;
}

/** Opens what this device keeps of a trainee; where it can keep nothing, a store that lives as long as the page. */
export async function openProgress(): Promise<ProgressStore> {
	let database: IDBPDatabase<Kept>;
	try {
		database = await openDB<Kept>(databaseName, databaseVersion, {
			upgrade(fresh, from) {
				if (from < 1) {
					fresh.createObjectStore('events', { keyPath: 'id' });
					fresh.createObjectStore('person');
				}
			},
			// A newer page in another tab needs the database: it is let go, and this page reads on when it is loaded anew.
			blocking: (_, __, event) => (event.target as IDBDatabase | null)?.close(),
		});
	} catch {
		return openInMemory();
	}
	const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(databaseName);
	const stored = (): Promise<StoredEvent[]> => database.getAll('events');
	const addAll = async (events: readonly StoredEvent[]): Promise<number> => {
		const writing = database.transaction('events', 'readwrite');
		const known = new Set(await writing.store.getAllKeys());
		const fresh = new Map(events.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
		for (const event of fresh.values()) void writing.store.put(event);
		await writing.done;
		channel?.postMessage('written');
		return fresh.size;
	};
	return {
		isKept: true,
		stored,
		addAll,
		all: async () => readEvents(await stored()),
		// Without looking first: who goes on to the next page at once loses no answer.
		async add(event) {
			const writing = database.transaction('events', 'readwrite');
			void writing.store.put(event);
			writing.commit();
			await writing.done;
			channel?.postMessage('written');
		},
		async person() {
			const known = await database.get('person', 'me');
			if (known !== undefined) return known;
			const person = { id: eventId(), name: '' };
			await database.put('person', person, 'me');
			return person;
		},
		async setPerson(person) {
			await database.put('person', person, 'me');
			channel?.postMessage('written');
		},
		async clear() {
			await Promise.all([database.clear('events'), database.clear('person')]);
			channel?.postMessage('written');
		},
		onChange: (listener) => channel?.addEventListener('message', listener),
	};
}

function openInMemory(): ProgressStore {
	const events = new Map<string, StoredEvent>();
	let me: Person = { id: eventId(), name: '' };
	const addAll = async (more: readonly StoredEvent[]): Promise<number> => {
		const before = events.size;
		for (const event of more) if (!events.has(event.id)) events.set(event.id, event);
		return events.size - before;
	};
	return {
		isKept: false,
		stored: async () => [...events.values()],
		all: async () => readEvents([...events.values()]),
		addAll,
		add: async (event) => void (await addAll([event])),
		person: async () => me,
		setPerson: async (person) => {
			me = person;
		},
		async clear() {
			events.clear();
			me = { id: eventId(), name: '' };
		},
		onChange() {},
	};
}
