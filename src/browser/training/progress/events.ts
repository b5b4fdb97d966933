// First, for it must come before the first schema.
import '../../without-eval.ts';
import * as z from 'zod/mini';

const taught = z.object({
	article: z.string(),
	version: z.string(),
	sections: z.array(z.object({ anchor: z.string(), heading: z.string(), text: z.string() })),
});

/** What every event has: a random id, and when it was, in milliseconds since 1970. */
const common = { id: z.string(), at: z.number() };
const ofModule = { ...common, path: z.string(), module: z.string(), version: z.string() };

const eventSchema = z.discriminatedUnion('kind', [
	/** The first answer to a question, in an attempt or a repetition; `ms` from when it was looked at. */
	z.object({
		...ofModule,
		kind: z.literal('answer'),
		attempt: z.string(),
		question: z.string(),
		about: z.string(),
		right: z.boolean(),
		ms: z.number(),
	}),
	/** All questions of an attempt are answered; `score` is the percentage of right ones. */
	z.object({ ...ofModule, kind: z.literal('pass'), attempt: z.string(), score: z.number(), taught: z.array(taught) }),
	z.object({ ...ofModule, kind: z.literal('fail'), attempt: z.string(), score: z.number() }),
	/** What changed in an article since has been read, and its questions answered. */
	z.object({ ...ofModule, kind: z.literal('caught-up'), taught: z.array(taught) }),
	z.object({
		...common,
		kind: z.literal('practice'),
		ticket: z.string(),
		article: z.array(z.string()),
		reply: z.number(),
		escalation: z.nullable(z.string()),
		points: z.number(),
		of: z.number(),
		ms: z.number(),
		timed: z.boolean(),
	}),
]);
export type ProgressEvent = z.infer<typeof eventSchema>;
export type EventOf<Kind extends ProgressEvent['kind']> = Extract<ProgressEvent, { kind: Kind }>;

/** Kept though nobody here knows what it says: of a newer Signpost, or broken. */
export type StoredEvent = { id: string } & Record<string, unknown>;

/** Who a file of progress is of. The name is what the person has given. */
export interface Person {
	id: string;
	name: string;
}

const fileSchema = z.object({
	format: z.literal('signpost-progress'),
	version: z.number(),
	person: z.object({ id: z.string(), name: z.string() }),
	exported: z.string(),
	events: z.array(z.unknown()),
});

/** What a file of progress holds. */
export interface ProgressFile {
	person: Person;
	/** When it was saved, ISO 8601. */
	exported: string;
	/** Everything that has an id, to be kept. */
	stored: StoredEvent[];
	/** Entries without an id: they cannot be kept. */
	skipped: number;
}

/** A random id of 24 hexadecimal digits. `crypto.randomUUID` is not there over plain HTTP. */
export function eventId(): string {
	return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The events that can be understood, oldest first. */
export function readEvents(stored: readonly StoredEvent[]): ProgressEvent[] {
	const events = stored.flatMap((one): ProgressEvent[] => {
		const read = eventSchema.safeParse(one);
		return read.success ? [read.data] : [];
	});
	return events.sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}

/** Reads a file of progress; `name` is the file's, for the sentence that says why it cannot be read. */
export function readProgressFile(text: string, name: string): ProgressFile | { problem: string } {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		return { problem: `${name} is not JSON, or is cut off. Save it anew from the page “Training”.` };
	}
	const read = fileSchema.safeParse(data);
	if (!read.success) return { problem: `${name} is no file of progress. Choose one that the page “Training” has saved.` };
	const { person, exported, events } = read.data;
	const stored = events.filter(isStored);
	return { person, exported, stored, skipped: events.length - stored.length };
}

function isStored(value: unknown): value is StoredEvent {
	return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && value.id !== '';
}

/** The text of a file of progress. */
export function writeProgressFile(person: Person, events: readonly StoredEvent[], now: Date): string {
	return `${JSON.stringify({ format: 'signpost-progress', version: 1, person, exported: now.toISOString(), events }, null, '\t')}\n`;
}
