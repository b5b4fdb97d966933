import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { splitJsonLines } from '../src/knowledge/json-lines.ts';
import { openEngine } from '../src/matching/engine.node.ts';
import { evaluateResults, type JudgedResult } from '../src/matching/evaluation.ts';
import { ticketSchema } from '../src/matching/ticket.ts';
import { exitCodes, InputError, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

const judgedTicket = ticketSchema.and(z.object({ relevant: z.array(z.string()) }));

/** `npm run -s eval -- DIR [--json]`: how well the engine finds what is known to be right. */
await runCommand(async () => {
	const { values, positionals } = readArguments({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
	const [folder] = positionals;
	if (folder === undefined || positionals.length > 1)
		throw new UsageError('usage: npm run -s eval -- DIR [--json]   (DIR holds articles.jsonl, links.jsonl, tickets.jsonl)');
	const listener = terminalListener();
	const tickets = await readTickets(join(folder, 'tickets.jsonl'));
	const engine = await openEngine(folder, listener);
	const judged: JudgedResult[] = [];
	for (const { relevant, ...ticket } of tickets) {
		judged.push({ relevant, result: await engine.match(ticket) });
		listener.progress('matching', judged.length, tickets.length);
	}
	const report = evaluateResults(judged);
	if (values.json) {
		process.stdout.write(`${JSON.stringify({ set: folder, ...report })}\n`);
	} else {
		process.stdout.write(`${folder}\n`);
		for (const [name, value] of Object.entries(report))
			process.stdout.write(`  ${name.padEnd(18)} ${Number.isInteger(value) ? value : (value?.toFixed(3) ?? '-')}\n`);
	}
	return exitCodes.fine;
});

async function readTickets(file: string): Promise<z.infer<typeof judgedTicket>[]> {
	const tickets = splitJsonLines(await readFile(file)).map(({ number, text }) => {
		try {
			return judgedTicket.parse(JSON.parse(text ?? ''));
		} catch {
			throw new InputError(
				`${file}:${number}: is no judged ticket. Write {"id", "text", "relevant": [article ids]} on that line, in UTF-8.`,
			);
		}
	});
	if (tickets.length === 0) throw new InputError(`${file}: holds no ticket. Write one {"id", "text", "relevant": [article ids]} a line.`);
	return tickets;
}
