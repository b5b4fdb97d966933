import { existsSync } from 'node:fs';
import { type FileHandle, lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { corpusForAudience } from '../src/knowledge/edition.node.ts';
import { splitJsonLines } from '../src/knowledge/json-lines.ts';
import type { Listener } from '../src/knowledge/listener.ts';
import { matchLine } from '../src/matching/batch.ts';
import { type Engine, openEngine } from '../src/matching/engine.node.ts';
import type { Candidate, MatchResult } from '../src/matching/result.ts';
import { refuseTicket } from '../src/matching/ticket.ts';
import { describeConfidence, formatPercent, reasons, verdicts } from '../src/matching/wording.ts';
import { exitCodes, InputError, paint, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

const usage = `usage: npm run -s match -- "ticket text" [--json] [--corpus DIR] [--links FILE]
       npm run -s match -- --tickets FILE.jsonl --out FILE.jsonl [--corpus DIR] [--links FILE]`;

const styles = { match: 'green', suggest: 'yellow', none: 'red' } as const;

/** `npm run -s match`: finds the article for a ticket, or for every ticket of a file. */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: {
			json: { type: 'boolean', default: false },
			corpus: { type: 'string' },
			links: { type: 'string' },
			tickets: { type: 'string' },
			out: { type: 'string' },
		},
	});
	const batch = values.tickets !== undefined;
	if (batch !== (values.out !== undefined) || batch === positionals.length > 0) throw new UsageError(usage);
	const listener = terminalListener();
	const text = positionals.join(' ');
	const refusal = batch ? null : refuseTicket({ text });
	if (refusal !== null) throw new InputError(refusal);
	const start = async (): Promise<Engine> =>
		openEngine(await corpusForAudience(values.corpus), listener, values.links === undefined ? {} : { links: values.links });
	if (values.tickets !== undefined && values.out !== undefined) return matchFile(values.tickets, values.out, start, listener);
	const engine = await start();
	const result = await engine.match({ text });
	process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : describeResult(result));
	return exitCodes.fine;
});

/** One result a line, in input order; written beside its place and renamed at the end, so that `out` is never half. */
async function matchFile(tickets: string, out: string, start: () => Promise<Engine>, listener: Listener): Promise<number> {
	const lines = splitJsonLines(await readFile(tickets));
	if (existsSync(out) && (await realpath(out)) === (await realpath(tickets))) {
		throw new UsageError(`--out ${out} is the tickets file itself, which would be lost. Name another file.`);
	}
	const draft = `${out}.${process.pid}.part`;
	// Opened before the model is loaded and the index built: that nothing can be written is told at once.
	const file = await openDraft(draft, out);
	let errors = 0;
	try {
		const engine = await start();
		for (const [position, line] of lines.entries()) {
			const result = await matchLine(line, engine.match);
			if ('error' in result) {
				errors++;
				listener.notice(result.error);
			}
			await file.write(`${JSON.stringify(result)}\n`);
			listener.progress('matching', position + 1, lines.length);
		}
		await file.close();
		await rename(draft, out);
	} catch (error) {
		await file.close();
		await rm(draft, { force: true });
		throw error;
	}
	process.stderr.write(`${lines.length} tickets, ${errors} line${errors === 1 ? '' : 's'} with an error\n`);
	return errors > 0 ? exitCodes.problems : exitCodes.fine;
}

async function openDraft(draft: string, out: string): Promise<FileHandle> {
	const standing = await lstat(out).catch(() => null);
	if (standing?.isDirectory()) throw new InputError(`${out}: is a folder. Name a file for the results.`);
	if (standing !== null && !standing.isFile())
		throw new InputError(`${out}: is a link or a device, which would be replaced. Name a plain file.`);
	return open(draft, 'w').catch((error: NodeJS.ErrnoException) => {
		throw new InputError(`${out}: cannot be written (${error.code}). Name a file in a folder that is there and that you can write.`);
	});
}

function describeResult({ decision, confidence, reason, candidates, escalation }: MatchResult): string {
	const lines = [`${paint(['bold', styles[decision]], verdicts[decision])} ${paint('dim', `${describeConfidence(confidence)}`)}`];
	if (reason !== undefined) lines.push(reasons[reason]);
	const shown = decision === 'match' ? 3 : 5;
	for (const candidate of candidates.slice(0, shown)) lines.push('', ...describeCandidate(candidate));
	if (escalation !== null) {
		lines.push(
			'',
			`${paint('bold', decision === 'match' ? 'If it does not help, escalate to' : 'Escalate to')} ${escalation.team}, tier ${escalation.tier}: ${escalation.contact}`,
		);
		for (const fact of escalation.facts) lines.push(`  - ${fact}`);
	}
	return `${lines.join('\n')}\n`;
}

function describeCandidate({ article, path, title, section, probability, evidence }: Candidate): string[] {
	return [
		`${paint('bold', article)}  ${title}  ${paint('dim', formatPercent(probability))}`,
		`  ${path}${section.anchor === '' ? '' : `#${section.anchor}`}`,
		...evidence.map(({ kind, text, source }) => `  ${paint('cyan', kind.padEnd(8))} ${text} ${paint('dim', `(${source})`)}`),
	];
}
