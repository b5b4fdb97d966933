import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { openEmbedder } from '../src/matching/engine.node.ts';
import { countWords } from '../src/matching/evaluation/mail.ts';
import { count } from './bench/build.ts';
import { benchCheck } from './bench/check.ts';
import { load, type Report } from './bench/measure.ts';
import type { EmbeddedTicket } from './bench/peers.ts';
import { type Subject, ticketsFile } from './bench/subject.ts';
import { writeTickets } from './bench/tickets.ts';
import { exitCodes, InputError, paint, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

const usage = 'usage: npm run bench [-- --size SECTIONS | --page | --check [DIR]]';

/** Sections; 0 stands for the articles as they are. */
const sizes = [0, 10_000, 100_000];
/** Orama's hybrid search takes most of a second at 10,000 sections, and more than in proportion above: its 200 rounds would be the whole bench. */
const oramaUpTo = 20_000;

/**
 * `npm run bench`: tickets of 100 words against the articles of the corpus as they are, and against ten and a hundred
 * thousand sections made of them; beside Orama and minisearch on the same texts. With `--page`: what a reader waits for in a
 * browser, beside Pagefind. With `--check`: how long the content rules take, beside parsing alone.
 */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: { size: { type: 'string' }, page: { type: 'boolean' }, check: { type: 'boolean' } },
	});
	if (positionals.length > (values.check === true ? 1 : 0)) throw new UsageError(usage);
	if (values.size !== undefined && !/^\d{1,6}$/.test(values.size))
		throw new UsageError(`--size ${values.size}: is no number of sections.\n${usage}`);
	if (values.page === true) {
		// Only here is a browser needed.
		const { benchPage } = await import('./bench/page.ts');
		const problems = await benchPage(print);
		if (problems.length > 0) throw new InputError(problems.join('\n'));
		return exitCodes.fine;
	}
	if (values.check === true) {
		printMachine();
		await benchCheck(positionals[0] ?? contentFolder(), print);
		return exitCodes.fine;
	}
	const folder = await mkdtemp(join(tmpdir(), 'signpost-bench-'));
	try {
		const tickets = await embedTickets();
		await writeFile(join(folder, ticketsFile), JSON.stringify(tickets));
		printMachine(`; ${tickets.length} tickets of ${meanWords(tickets)} words`);
		for (const size of values.size === undefined ? sizes : [Number(values.size)]) await benchSize(size, folder);
		return exitCodes.fine;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});

function printMachine(further = ''): void {
	const processor = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`;
	print(`Node ${process.version}, ${process.platform} ${process.arch}, ${processor}${further}`);
}

async function embedTickets(): Promise<EmbeddedTicket[]> {
	const embedder = await openEmbedder(terminalListener());
	if (embedder === null) throw new InputError('there is nothing to measure without the model.');
	const { articles } = await readCorpus(contentFolder());
	const texts = writeTickets(articles.map(({ tests }) => tests));
	if (texts.length === 0) throw new InputError(`${contentFolder()}: has no article with tests, of which tickets could be made.`);
	const vectors = await embedder.embed(texts);
	return texts.map((text, at) => ({ text, vector: Array.from(vectors[at] ?? []) }));
}

async function benchSize(size: number, folder: string): Promise<void> {
	const before = load();
	const reports = new Map<Subject, Report>();
	const peers: Subject[] = size > oramaUpTo ? ['minisearch'] : ['orama', 'minisearch'];
	for (const subject of ['build', 'answer', ...peers] satisfies Subject[]) {
		process.stderr.write(`${nameOf(size)}: ${subject}\n`);
		reports.set(subject, await runSubject(subject, size, folder));
	}
	await rm(join(folder, 'index'), { recursive: true });

	print(`\n${paint('bold', nameOf(size))} (load ${before} before, ${load()} after)`);
	for (const { facts } of reports.values()) print(`  ${facts.join('; ')}`);
	if (size > oramaUpTo) print(`  Orama is measured up to ${count(oramaUpTo)} sections only`);
	print(
		`\n  ${'milliseconds a ticket, warm'.padEnd(42)}${['median', 'p95', 'tickets/s', 'peak MB'].map((head) => head.padStart(10)).join('')}`,
	);
	for (const report of reports.values()) printTimings(report);
	print(`  ${'building the index'.padEnd(72)}${megabytes(reports.get('build'))}`);
}

function nameOf(size: number): string {
	return size === 0 ? 'articles as they are' : `${count(size)} sections`;
}

async function runSubject(subject: Subject, size: number, folder: string): Promise<Report> {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'bench', 'subject.ts'), subject, String(size), folder], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [output, [code]] = await Promise.all([readAll(child.stdout), once(child, 'close')]);
	if (code !== exitCodes.fine) throw new InputError(`measuring ${subject} at ${nameOf(size)} failed; the reason stands above.`);
	return JSON.parse(output);
}

/** Memory and throughput are the whole program's, so they stand in its first line. */
function printTimings(report: Report): void {
	for (const [at, [name, { median, p95 }]] of Object.entries(report.timings).entries()) {
		const throughput = at === 0 && report.throughput !== undefined ? report.throughput.toFixed(0) : '';
		const figures = [median.toFixed(1), p95.toFixed(1), throughput].map((figure) => figure.padStart(10)).join('');
		print(`  ${name.padEnd(42)}${figures}${at === 0 ? megabytes(report) : ''}`.trimEnd());
	}
}

function megabytes(report: Report | undefined): string {
	return Math.round((report?.peakMemory ?? 0) / 1e6)
		.toString()
		.padStart(10);
}

function meanWords(tickets: readonly EmbeddedTicket[]): number {
	return Math.round(tickets.reduce((sum, { text }) => sum + countWords(text), 0) / tickets.length);
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
