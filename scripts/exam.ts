import { passMarks, sitExam } from '../src/checks/exam.ts';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { openEngine } from '../src/matching/engine.node.ts';
import { exitCodes, InputError, readArguments, runCommand, terminalListener } from './terminal.ts';

/** `npm run -s exam [-- --json]`: does every article's own `tests` ticket find it? Whether the tests are honest is for the content rules. */
await runCommand(async () => {
	const { values } = readArguments({ options: { json: { type: 'boolean', default: false } } });
	const listener = terminalListener();
	const corpus = contentFolder();
	const { articles, findings } = await readCorpus(corpus);
	if (findings.length > 0) throw new InputError(`${findings.length} problems in ${corpus}: see npm run check, and mend them first.`);
	const engine = await openEngine(corpus, listener);
	const report = await sitExam(articles, engine.match, (done, total) => listener.progress('exam', done, total));
	if (values.json) {
		process.stdout.write(`${JSON.stringify(report)}\n`);
	} else {
		for (const { article, rank, first, ticket } of report.missed)
			process.stdout.write(`${article} came ${rank === 0 ? 'not at all' : rank}, ${first} first: ${ticket.slice(0, 90)}\n`);
		const { tickets, top1, top3, meanOverlap, maxOverlap } = report;
		process.stdout.write(
			`${tickets} tests: first ${percent(top1)}, first three ${percent(top3)}; word overlap with the nearest phrase or title: mean ${percent(meanOverlap)}, most ${percent(maxOverlap)}\n`,
		);
	}
	const passed = report.tickets > 0 && report.top1 >= passMarks.top1 && report.top3 >= passMarks.top3;
	if (!passed)
		process.stderr.write(
			`not passed: at least one test, ${percent(passMarks.top1)} first and ${percent(passMarks.top3)} in the first three are asked for\n`,
		);
	return passed ? exitCodes.fine : exitCodes.problems;
});

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}
