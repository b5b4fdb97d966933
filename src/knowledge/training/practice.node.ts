import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../finding.ts';
import { readJsonLines } from '../json-lines.node.ts';
import { practiceServicesSchema, practiceTicketSchema } from '../schemas/training.ts';
import type { KeyedTicket, PracticeDatabase } from './training.ts';

const ticketsFile = 'training/practice/tickets.jsonl';
export const databaseFile = 'training/practice/database.sql';
const servicesFile = 'training/practice/services.json';

/** Paths of the files to practise on that a knowledge base has. */
export function listPracticeFiles(folder: string): string[] {
	return [ticketsFile, databaseFile, servicesFile].filter((path) => existsSync(join(folder, path)));
}

/** The practice tickets of a knowledge base; none where it has none. What cannot be read is a finding. */
export async function readTickets(folder: string, findings: Finding[]): Promise<KeyedTicket[]> {
	if (!existsSync(join(folder, ticketsFile))) return [];
	const lines = await readJsonLines(join(folder, ticketsFile), ticketsFile, practiceTicketSchema, findings);
	const seen = new Map<string, number>();
	for (const { value, line } of lines) {
		const first = seen.get(value.id);
		if (first === undefined) seen.set(value.id, line);
		else {
			const message = `the id ${value.id} is taken by line ${first}.`;
			findings.push({ path: ticketsFile, line, rule: 'reference', message, remedy: 'Give the newer one another id.' });
		}
	}
	return lines.map(({ value, line }) => ({ ...value, line }));
}

/** The practice database of a knowledge base; null where it has none. */
export async function readDatabase(folder: string, findings: Finding[]): Promise<PracticeDatabase | null> {
	if (!existsSync(join(folder, databaseFile))) return null;
	const sql = await readFile(join(folder, databaseFile), 'utf8');
	if (!existsSync(join(folder, servicesFile))) return { sql, services: [] };
	const report = (rule: string, message: string): void => {
		findings.push({ path: servicesFile, rule, message, remedy: 'Correct it.' });
	};
	try {
		const read = practiceServicesSchema.safeParse(JSON.parse(await readFile(join(folder, servicesFile), 'utf8')));
		if (read.success) return { sql, services: read.data };
		report('schema', `${z.prettifyError(read.error).replace(/\s+/g, ' ')}.`);
	} catch {
		report('json', 'is not JSON.');
	}
	return { sql, services: [] };
}
