import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { checkFolder } from '../../src/checks/check-content.node.ts';
import { listFiles } from '../../src/knowledge/files.node.ts';
import { exitCodes, InputError, runCommand, UsageError } from '../terminal.ts';
import { count } from './build.ts';
import { load, peakMemory, type Report, summarize } from './measure.ts';

/** The check as `npm run check` makes it, and its peer: the same files parsed as plain Markdown, without a rule. */
const subjects = ['check', 'remark'] as const;
type Subject = (typeof subjects)[number];

/** The first run of a process also compiles: it is not counted. */
const runs = 5;

/** What the content rules cost, beside parsing alone; each in a process of its own, after one run to warm up. */
export async function benchCheck(folder: string, print: (line: string) => void): Promise<void> {
	print(`${folder} (load ${load()} before)`);
	const reports = new Map<Subject, Report>();
	for (const subject of subjects) reports.set(subject, await runSubject(subject, folder));
	for (const { facts } of reports.values()) print(`  ${facts.join('; ')}`);
	print(`\n  ${`milliseconds, ${runs} runs`.padEnd(42)}${['median', 'most', 'peak MB'].map((head) => head.padStart(10)).join('')}`);
	for (const { timings, peakMemory: memory } of reports.values()) {
		for (const [name, { median, p95 }] of Object.entries(timings)) {
			const figures = [median, p95, memory / 1e6].map((figure) => Math.round(figure).toString().padStart(10)).join('');
			print(`  ${name.padEnd(42)}${figures}`);
		}
	}
}

async function runSubject(subject: Subject, folder: string): Promise<Report> {
	const child = spawn(process.execPath, [import.meta.filename, subject, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [output, [code]] = await Promise.all([readAll(child.stdout), once(child, 'close')]);
	if (code !== exitCodes.fine) throw new InputError(`measuring ${subject} of ${folder} failed; the reason stands above.`);
	return JSON.parse(output);
}

/** `node scripts/bench/check.ts SUBJECT FOLDER`: the report as JSON on standard output. */
if (import.meta.main) {
	await runCommand(async () => {
		const [, , name, folder] = process.argv;
		const subject = subjects.find((one) => one === name);
		if (subject === undefined || folder === undefined) throw new UsageError('usage: npm run bench -- --check [DIR]');
		process.stdout.write(JSON.stringify(await (subject === 'check' ? measureCheck(folder) : measureRemark(folder))));
		return exitCodes.fine;
	});
}

async function measureCheck(folder: string): Promise<Report> {
	const today = new Date().toISOString().slice(0, 10);
	const { corpus, findings } = await checkFolder(folder, { today });
	const facts = [`${count(corpus.articles.length)} articles`, `${count(findings.length)} findings`];
	return measure('check: read, gate and every rule', facts, () => checkFolder(folder, { today }));
}

async function measureRemark(folder: string): Promise<Report> {
	const parser = unified().use(remarkParse).freeze();
	const parseAll = async (): Promise<number> => {
		const paths = await listFiles(folder, (name) => name.endsWith('.mdx'));
		for (const path of paths) parser.parse(await readFile(join(folder, path), 'utf8'));
		return paths.length;
	};
	return measure('remark-parse of the same files, no rules', [`${count(await parseAll())} files`], parseAll);
}

/** Of five runs, the 95th percentile is the slowest. */
async function measure(name: string, facts: string[], run: () => Promise<unknown>): Promise<Report> {
	const times: number[] = [];
	for (let at = 0; at < runs; at++) {
		const start = performance.now();
		await run();
		times.push(performance.now() - start);
	}
	return { facts, timings: { [name]: summarize(times) }, peakMemory: peakMemory() };
}
