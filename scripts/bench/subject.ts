import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedder } from '../../src/matching/engine.node.ts';
import { exitCodes, runCommand, terminalListener, UsageError } from '../terminal.ts';
import { measureAnswers } from './answer.ts';
import { measureBuilding } from './build.ts';
import type { Report } from './measure.ts';
import { type EmbeddedTicket, measureMinisearch, measureOrama } from './peers.ts';

/** What `npm run bench` measures, each in a process of its own so that its peak of memory is its own. */
export const subjects = ['build', 'answer', 'minisearch', 'orama'] as const;
export type Subject = (typeof subjects)[number];

/** Beside the index: the tickets with their vectors. */
export const ticketsFile = 'tickets.json';

/** `node scripts/bench/subject.ts SUBJECT SIZE FOLDER`: the report as JSON on standard output. */
if (import.meta.main) {
	await runCommand(async () => {
		const [subject, size, folder] = process.argv.slice(2);
		if (subject === undefined || size === undefined || folder === undefined) throw new UsageError('usage: npm run bench');
		process.stdout.write(JSON.stringify(await measure(subject, Number(size), folder)));
		return exitCodes.fine;
	});
}

async function measure(subject: string, size: number, folder: string): Promise<Report> {
	const index = join(folder, 'index');
	const tickets: EmbeddedTicket[] = JSON.parse(await readFile(join(folder, ticketsFile), 'utf8'));
	if (subject === 'minisearch') return measureMinisearch(index, tickets);
	if (subject === 'orama') return measureOrama(index, tickets);
	const listener = terminalListener();
	const embedder = await openEmbedder(listener);
	if (embedder === null) throw new Error('the model was there a moment ago');
	if (subject === 'build') return measureBuilding(size, index, embedder, listener);
	return measureAnswers(
		index,
		embedder,
		tickets.map(({ text }) => text),
	);
}
