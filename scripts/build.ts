import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { buildSite } from '../src/server/build-site.node.ts';
import { exitCodes, paint, readArguments, runCommand } from './terminal.ts';

/** `npm run build`: the static site into `dist/`, for any web host. */
await runCommand(async () => {
	readArguments({ options: {} });
	const built = await buildSite(contentFolder(), 'dist', (step) => process.stderr.write(`${step} …\n`));
	process.stdout.write(`${paint('green', '✓')} dist/ ${built ? 'is built' : 'is up to date'}\n`);
	return exitCodes.fine;
});
