import { openDesk } from '../src/desk/desk.node.ts';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { corpusForAudience } from '../src/knowledge/edition.node.ts';
import { formatFinding } from '../src/knowledge/finding.ts';
import { siteBase } from '../src/knowledge/working-files.node.ts';
import { openEngine } from '../src/matching/engine.node.ts';
import { openSite } from '../src/server/build-site.node.ts';
import { startServer } from '../src/server/server.node.ts';
import { exitCodes, InputError, paint, readArguments, runCommand, terminalListener, UsageError } from './terminal.ts';

/** `npm start [-- --port N --host NAME]`: index, site and server of the knowledge base; what has not changed is kept. */
await runCommand(async () => {
	const { values } = readArguments({
		options: { port: { type: 'string', default: '4321' }, host: { type: 'string', default: '127.0.0.1' } },
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new UsageError(`--port ${values.port}: is not a port. Give a number from 1 to 65535.`);
	const listener = terminalListener();
	const base = siteBase();

	const server = await startServer({
		host: values.host,
		port,
		base,
		allowedHosts: (process.env.SIGNPOST_ALLOWED_HOSTS ?? '').split(',').filter((name) => name !== ''),
		log: (line) => process.stdout.write(`${paint('dim', new Date().toISOString())} ${line}\n`),
	});
	let isOpen = false;
	const stopped = new Promise<void>((resolve) => {
		const stop = (): void => {
			if (isOpen) {
				resolve();
				return;
			}
			// Nothing that a person wrote is under way: what is half built is put in no place.
			process.stderr.write('stopped before it was open\n');
			process.exit(exitCodes.fine);
		};
		for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
	});
	const step = (text: string): void => {
		server.setStep(text);
		process.stderr.write(`${text} …\n`);
	};
	try {
		step('checking the articles');
		const corpus = await corpusForAudience();
		const { articles, findings } = await readCorpus(corpus);
		if (findings.length > 0) {
			throw new InputError(`${findings.length} problems in ${corpus}; nothing was built.\n${findings.map(formatFinding).join('\n')}`);
		}
		if (articles.some((article) => article.frontMatter === undefined)) {
			throw new InputError(
				`${corpus}: is an articles.jsonl corpus, which can be matched (npm run match -- --corpus ${corpus}) but not shown. Name a folder of MDX articles.`,
			);
		}
		step('opening the index');
		const engine = await openEngine(corpus, listener);
		const desk = await openDesk(corpus, articles);
		const site = await openSite(corpus, engine.files, step);
		const { match, answer, learn, countLinks, base: knowledge } = engine;
		const { articles: indexed, model } = knowledge.index;
		server.open({ match, answer, learn, countLinks, articles: indexed.length, model }, site.folder, desk);
		isOpen = true;
		const name = values.host === '127.0.0.1' ? 'localhost' : values.host;
		const how = `${indexed.length} articles${model === null ? ', KEYWORDS ONLY' : ''}${site.built ? '' : ', site unchanged'}`;
		process.stdout.write(
			`${paint('green', '✓')} Signpost is open at ${paint('bold', `http://${name}:${server.port}${base}`)} (${how}). Stop it with Ctrl+C.\n`,
		);
	} catch (error) {
		await server.close(0);
		throw error;
	}
	await stopped;
	process.stderr.write('stopping: requests under way get up to 5 seconds\n');
	await server.close();
	return exitCodes.fine;
});
