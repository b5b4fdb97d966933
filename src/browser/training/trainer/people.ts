import { type Person, type ProgressEvent, readEvents, readProgressFile, type StoredEvent } from '../progress/events.ts';

/** What one person has done, of all files that were read of them. */
export interface Trainee extends Person {
	/** Oldest first. */
	events: ProgressEvent[];
	/** Entries that this edition does not understand. */
	strange: number;
}

/** What was read of files of progress. */
export interface Readings {
	people: Trainee[];
	/** Files that were read. */
	files: number;
	/** Those that could not be, each with a sentence that says why. */
	broken: { name: string; problem: string }[];
	/** Entries that cannot be used: without an id, or of another edition. */
	strange: number;
}

/** Reads files of progress into what was read before. A person's files are one; an entry counts once, wherever it stands. */
export class ProgressFiles {
	readonly #people = new Map<string, { name: string; exported: string; stored: Map<string, StoredEvent> }>();
	readonly #broken = new Map<string, string>();
	#files = 0;
	#skipped = 0;

	/** Takes in one file; `name` is the file's. A broken one leaves everything else as it was. */
	add(name: string, text: string): void {
		const read = readProgressFile(text, name);
		if ('problem' in read) {
			this.#broken.set(name, read.problem);
			return;
		}
		this.#broken.delete(name);
		this.#files++;
		this.#skipped += read.skipped;
		const known = this.#people.get(read.person.id) ?? { name: '', exported: '', stored: new Map<string, StoredEvent>() };
		for (const event of read.stored) if (!known.stored.has(event.id)) known.stored.set(event.id, event);
		// Somebody may have mended the name since.
		if (read.exported >= known.exported) Object.assign(known, { name: read.person.name, exported: read.exported });
		this.#people.set(read.person.id, known);
	}

	get(): Readings {
		const people = [...this.#people].map(([id, { name, stored }]): Trainee => {
			const events = readEvents([...stored.values()]);
			return { id, name: name === '' ? `unnamed (${id.slice(0, 6)})` : name, events, strange: stored.size - events.length };
		});
		return {
			people: people.sort((a, b) => a.name.localeCompare(b.name)),
			files: this.#files,
			broken: [...this.#broken].map(([name, problem]) => ({ name, problem })),
			strange: people.reduce((sum, { strange }) => sum + strange, this.#skipped),
		};
	}
}
