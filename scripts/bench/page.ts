import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCorpus } from '../../src/knowledge/corpus.node.ts';
import { articleRoute } from '../../src/knowledge/links.ts';
import { contentFolder, siteBase } from '../../src/knowledge/working-files.node.ts';
import { openEngine } from '../../src/matching/engine.node.ts';
import { openSite } from '../../src/server/build-site.node.ts';
import { launchBrowser } from '../../tests/setup/browser.ts';
import { serveStatic } from '../../tests/setup/static-site.ts';
import { InputError, terminalListener } from '../terminal.ts';
import { load, summarize } from './measure.ts';
import {
	type Measured,
	MissingPart,
	measureByMeaning,
	measureFirstAnswer,
	measureLoading,
	measurePagefind,
	measureSearch,
	welcome,
} from './page-measures.ts';
import { parts } from './page-parts.ts';
import { writeTickets } from './tickets.ts';

/** How often each is measured. */
const runs = 20;
const ticketWords = 60;

interface Row {
	name: string;
	/** What it should take at most, in milliseconds. */
	budget: number | null;
	measure(): Promise<Measured>;
}

/**
 * What a reader waits for, in a real browser on the built site on a plain web host: everything runs in the page. Prints a
 * table; gives a sentence for each measure that could not be taken.
 */
export async function benchPage(print: (line: string) => void): Promise<string[]> {
	const corpus = contentFolder();
	const { articles } = await readCorpus(corpus);
	const shown = articles.filter(({ state, tests }) => state !== 'archived' && tests.length > 0).slice(0, runs);
	const [firstArticle] = shown;
	if (firstArticle === undefined) throw new InputError(`${corpus}: has no article with tests, of which tickets could be made.`);
	const { files } = await openEngine(corpus, terminalListener());
	const site = await openSite(corpus, files, (step) => process.stderr.write(`${step} …\n`));
	// A copy: the folder may go when other sites are built.
	const folder = await mkdtemp(join(tmpdir(), 'signpost-bench-page-'));
	await cp(site.folder, folder, { recursive: true });
	const host = await serveStatic(folder, siteBase());
	const browser = await launchBrowser();
	const problems: string[] = [];
	try {
		const visitor = await welcome(browser, host.address);
		const queries = shown.map(({ title }) => keywordsOf(title));
		const tickets = writeTickets(shown.map(({ tests }) => tests.slice(0, 1))).map((ticket) =>
			ticket.split(/\s+/).slice(0, ticketWords).join(' '),
		);
		const sentences = tickets.map((ticket) => ticket.split(/\s+/).slice(0, 10).join(' '));
		const rows: Row[] = [
			{ name: 'home, loaded', budget: null, measure: () => measureLoading(browser, host.address + parts.home, runs) },
			{ name: 'article, loaded', budget: null, measure: () => measureLoading(browser, host.address + articleRoute(firstArticle.id), runs) },
			{ name: 'match page, loaded', budget: null, measure: () => measureLoading(browser, host.address + parts.match, runs) },
			{ name: 'search box, first keyword result', budget: 150, measure: () => measureSearch(visitor, queries) },
			{ name: 'search box, ten words of a ticket, first result', budget: 150, measure: () => measureSearch(visitor, sentences) },
			{ name: 'Pagefind alone, first result', budget: null, measure: () => measurePagefind(visitor, queries) },
			{ name: 'match page just opened, first ranking', budget: 300, measure: () => measureFirstAnswer(visitor, tickets) },
			{ name: `ticket of ${ticketWords} words, by meaning`, budget: 400, measure: () => measureByMeaning(visitor, tickets) },
		];
		print(`${browser.version()}, ${runs} runs each; load ${load()} before`);
		print('');
		print('| milliseconds | median | p95 | budget | longest task | tasks over 50 | tasks over 100 |');
		print('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
		for (const row of rows) {
			process.stderr.write(`${row.name}\n`);
			try {
				print(describe(row, await row.measure()));
			} catch (error) {
				if (!(error instanceof MissingPart)) throw error;
				problems.push(`${row.name}: ${error.message}`);
				print(`| ${row.name} | not measured | | ${row.budget ?? ''} | | | |`);
			}
		}
		print('');
		print(`Load ${load()} after. Tasks are those of the main thread, all runs together.`);
	} finally {
		await browser.close();
		await host.close();
		await rm(folder, { recursive: true, force: true });
	}
	return problems;
}

function describe({ name, budget }: Row, { times, longTasks }: Measured): string {
	const { median, p95 } = summarize(times);
	const over = (limit: number): number => longTasks.filter((duration) => duration > limit).length;
	const figures = [median.toFixed(0), p95.toFixed(0), budget ?? '', Math.max(0, ...longTasks).toFixed(0), over(50), over(100)];
	return `| ${name} | ${figures.join(' | ')} |`;
}

/** Two telling words of a title: what somebody types who remembers it. */
function keywordsOf(title: string): string {
	const words = title.match(/\p{L}{4,}/gu) ?? [title];
	return words
		.sort((a, b) => b.length - a.length)
		.slice(0, 2)
		.join(' ');
}
