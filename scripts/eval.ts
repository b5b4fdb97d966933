import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hashCorpus } from '../src/knowledge/corpus.node.ts';
import type { Listener } from '../src/knowledge/listener.ts';
import { type Engine, openEngine } from '../src/matching/engine.node.ts';
import { type BaselineReport, measureBaseline } from '../src/matching/evaluation/baselines.ts';
import { compareRuns, type SavedReport, savedReportSchema } from '../src/matching/evaluation/compare.ts';
import type { JudgedTicket, TicketResult } from '../src/matching/evaluation/judged.ts';
import { buildReport } from '../src/matching/evaluation/report.ts';
import { reportMarkdown } from '../src/matching/evaluation/report-markdown.ts';
import { runTickets } from '../src/matching/evaluation/run.ts';
import { learnCorpus, weightsSchema } from '../src/matching/learning/learn.ts';
import { ticketText } from '../src/matching/ticket.ts';
import { openBaselines, rankAll } from './baselines.ts';
import { describeUnknownArticles, readJudgedTickets } from './judged-tickets.ts';
import { exitCodes, InputError, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

const usage = `usage: npm run -s eval -- DIR [--json] [--out FOLDER] [--compare OLD.json] [--half tuning|held-out|all] [--links FILE] [--sample N] [--no-baselines] [--weights FILE.json] [--tickets FILE.jsonl]
  DIR          holds articles.jsonl or .mdx files, links.jsonl, tickets.jsonl
  --tickets    takes the tickets of another file, such as tests/sets/desk-mails.jsonl for content
  --json       prints the report as JSON instead of Markdown; --out writes both, as report.json and report.md
  --compare    tells ticket by ticket what moved since OLD.json, an earlier report
  --half       which tickets: tuning where the first byte of the SHA-256 of the id is even, held-out where it is odd
  --sample     how many tickets are matched again with typos and as mails (300; 0 for none)
  --no-baselines  leaves the other ways to search out
  --weights    takes FILE.json of npm run fit in place of the shipped weights`;

/** What `npm run fit` prints. */
const fittedSchema = z.object({ defaultWeights: weightsSchema, proseWeights: weightsSchema });

/** `npm run -s eval -- DIR`: how well the engine finds what is known to be right, as Markdown or as JSON. */
await runCommand(async () => {
	const { folder, tickets: ticketsFile, half, sample, json, out, compare, links, weights, 'no-baselines': alone } = readOptions();
	const listener = terminalListener();
	const file = ticketsFile ?? join(folder, 'tickets.jsonl');
	const bytes = await readFile(file);
	const tickets = readJudgedTickets(bytes, file, half);
	const earlier = compare === undefined ? null : await readEarlier(compare);
	if (out !== undefined) await mkdir(out, { recursive: true });

	const engine = await openEngine(folder, listener, { links });
	if (weights !== undefined) {
		const fitted = await readWeights(weights);
		engine.base.learned = learnCorpus(engine.base.index, fitted.defaultWeights, fitted.proseWeights);
	}
	const unknown = describeUnknownArticles(tickets, engine.base.index.articles, file);
	if (unknown !== null) listener.notice(unknown);
	const run = await runTickets(engine.match, tickets, sample, listener.progress);
	const baselines = alone ? {} : await measureBaselines(engine, tickets, run.results, listener);
	const subject = {
		date: new Date().toISOString(),
		corpus: await hashCorpus(folder, { links }),
		ticketsFile: createHash('sha256').update(bytes).digest('hex'),
		model: engine.embedder === null ? null : engine.base.index.model,
		articles: engine.base.index.articles.length,
		links: engine.base.index.passages.filter(({ kind }) => kind === 'ticket').length,
		half,
	};
	const report = buildReport(folder, subject, tickets, run, baselines);
	if (earlier !== null) report.comparison = compareRuns(earlier, report.results);

	const [asJson, asMarkdown] = [`${JSON.stringify(report)}\n`, reportMarkdown(report)];
	if (out !== undefined) {
		await writeFile(join(out, 'report.json'), asJson);
		await writeFile(join(out, 'report.md'), asMarkdown);
	}
	process.stdout.write(json ? asJson : asMarkdown);
	return exitCodes.fine;
});

function readOptions() {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: {
			json: { type: 'boolean', default: false },
			out: { type: 'string' },
			compare: { type: 'string' },
			half: { type: 'string', default: 'all' },
			links: { type: 'string' },
			weights: { type: 'string' },
			tickets: { type: 'string' },
			sample: { type: 'string', default: '300' },
			'no-baselines': { type: 'boolean', default: false },
		},
	});
	const [folder] = positionals;
	const { half, sample } = values;
	if (folder === undefined || positionals.length > 1) throw new UsageError(usage);
	if (half !== 'tuning' && half !== 'held-out' && half !== 'all') throw new UsageError(`--half ${half}: is none of them.\n${usage}`);
	if (!/^\d{1,6}$/.test(sample)) throw new UsageError(`--sample ${sample}: is no count of tickets.\n${usage}`);
	return { ...values, folder, half, sample: Number(sample) } as const;
}

async function readEarlier(file: string): Promise<SavedReport> {
	const text = await readFile(file, 'utf8');
	try {
		return savedReportSchema.parse(JSON.parse(text));
	} catch {
		throw new InputError(`${file}: is no report with results for each ticket. Make one: npm run -s eval -- DIR --json > ${file}`);
	}
}

async function readWeights(file: string): Promise<z.infer<typeof fittedSchema>> {
	const text = await readFile(file, 'utf8');
	try {
		return fittedSchema.parse(JSON.parse(text));
	} catch {
		throw new InputError(`${file}: holds no weights. Make them: npm run -s fit -- DIR > ${file}`);
	}
}

/** Lets the other ways to search rank the same tickets. */
async function measureBaselines(
	engine: Engine,
	tickets: readonly JudgedTicket[],
	results: readonly TicketResult[],
	listener: Listener,
): Promise<Record<string, BaselineReport>> {
	const baselines = await openBaselines(engine);
	const texts = tickets.map(({ ticket }) => ticketText(ticket));
	const rankings = await rankAll(baselines, texts, engine.embedder, listener);
	return Object.fromEntries(
		Object.entries(baselines).map(([name, { about }]) => [name, measureBaseline(about, tickets, rankings[name] ?? [], results)]),
	);
}
