import { corpusForAudience } from '../src/knowledge/edition.node.ts';
import { openEngine } from '../src/matching/engine.node.ts';
import { buildSite } from '../src/server/build-site.node.ts';
import { exitCodes, paint, readArguments, runCommand, terminalListener } from './terminal.ts';

/** `npm run build`: the static site into `dist/`, with index and model, for any web host. */
await runCommand(async () => {
	readArguments({ options: {} });
	const corpus = await corpusForAudience();
	const { files } = await openEngine(corpus, terminalListener());
	const built = await buildSite(corpus, files, 'dist', (step) => process.stderr.write(`${step} …\n`));
	process.stdout.write(`${paint('green', '✓')} dist/ ${built ? 'is built' : 'is up to date'}\n`);
	return exitCodes.fine;
});
