import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../knowledge/finding.ts';
import { appendJsonLine, readJsonLines } from '../knowledge/json-lines.node.ts';
import { dataFolder } from '../knowledge/working-files.node.ts';

/** Codes at most, so that nobody can fill the disk with new ones. */
const mostCodes = 2_000;
/** Bytes that are kept under one code at most. */
const mostBytes = 8 * 1024 * 1024;

/** The code under which progress lies: 20 letters and digits of Crockford's base 32, in groups. Whoever has it may read and add. */
const codeSchema = z
	.string()
	.transform((code) => code.toLowerCase().replace(/[\s-]/g, ''))
	.pipe(z.string().regex(/^[0-9a-hjkmnp-tv-z]{20}$/, { error: 'must be the 20 letters and digits that the page “Training” shows' }));

/** Whatever else it says: only the pages know what an event means, and a newer page may know more. */
const eventSchema = z.looseObject({ id: z.string().min(1).max(100) });
type Event = z.infer<typeof eventSchema>;

const personSchema = z.object({ id: z.string().min(1).max(100), name: z.string().max(200) });

/** What a device sends to be in step with the others of the same person. */
export const progressSchema = z.object({ code: codeSchema, person: personSchema, events: z.array(eventSchema).max(50_000) });
export type SentProgress = z.infer<typeof progressSchema>;

/** What a device lacks, and who the person was on the first device: several files of one person count as one. */
export type KeptProgress = Pick<SentProgress, 'person' | 'events'>;

/** Names the progress that is to be forgotten. */
export const forgottenProgressSchema = z.object({ code: codeSchema });

/** Progress that is not stored; `message` says why. */
export class ProgressError extends Error {}

/** The progress of trainees who have asked for it to be kept here, by their code. */
export interface ProgressStore {
	/** Adds what is not there yet, and gives what the device lacks. Throws ProgressError. */
	sync(sent: SentProgress): Promise<KeptProgress>;
	/** Forgets everything under a code. */
	forget(code: string): Promise<void>;
}

/** Keeps a file for each code in the data folder of a corpus, named by the code's SHA-256: who reads the folder has no code. */
export function openProgressStore(corpus: string): ProgressStore {
	const folder = join(dataFolder(corpus), 'progress');
	const fileOf = (code: string): string => join(folder, `${createHash('sha256').update(code).digest('hex')}.jsonl`);
	return {
		async sync({ code, person, events }) {
			const file = fileOf(code);
			const kept = await readKept(file);
			const known = new Set(kept?.events.map(({ id }) => id));
			const fresh = new Map(events.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
			if (kept === null || fresh.size > 0) {
				const line = { at: new Date().toISOString(), person, events: [...fresh.values()] };
				await refuseTooMuch(folder, file, JSON.stringify(line).length);
				await mkdir(folder, { recursive: true });
				await appendJsonLine(file, line);
			}
			const sent = new Set(events.map(({ id }) => id));
			return { person: kept?.person ?? person, events: (kept?.events ?? []).filter(({ id }) => !sent.has(id)) };
		},
		forget: (code) => rm(fileOf(code), { force: true }),
	};
}

const lineSchema = z.object({ at: z.string(), person: personSchema, events: z.array(eventSchema) });

/** Everything under a code; of an event that two devices wrote at once, one. Null where there is nothing. */
async function readKept(file: string): Promise<KeptProgress | null> {
	if (!existsSync(file)) return null;
	// A line that was cut off is left out: the device still has what it said, and sends it again.
	const findings: Finding[] = [];
	const lines = await readJsonLines(file, file, lineSchema, findings);
	const [first] = lines;
	if (first === undefined) return null;
	const events = new Map(lines.flatMap(({ value }) => value.events.map((event): [string, Event] => [event.id, event])));
	return { person: first.value.person, events: [...events.values()] };
}

async function refuseTooMuch(folder: string, file: string, bytes: number): Promise<void> {
	if (existsSync(file)) {
		if ((await stat(file)).size + bytes > mostBytes)
			throw new ProgressError('There is more progress under this code than is kept here. Save it to a file, and begin with a new code.');
		return;
	}
	const codes = existsSync(folder) ? (await readdir(folder)).length : 0;
	if (codes >= mostCodes)
		throw new ProgressError('No more codes are kept here. Ask the maintainers to remove old ones, or save your progress to a file.');
}
