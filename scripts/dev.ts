import { dev } from 'astro';
import { contentFolder, siteBase } from '../src/knowledge/working-files.node.ts';
import { exitCodes, paint, readArguments, runCommand, UsageError } from './terminal.ts';

/**
 * `npm run dev [-- --port N]`: the site while it is being written. Every saved file is checked at once and what the rules
 * find is shown on the page. Search and matching are those of `npm start`.
 */
await runCommand(async () => {
	const { values } = readArguments({ options: { port: { type: 'string', default: '4322' } } });
	if (!/^\d{1,5}$/.test(values.port)) throw new UsageError(`--port ${values.port}: is no port.\nusage: npm run dev [-- --port N]`);
	const root = process.cwd();
	const server = await dev({ root, logLevel: 'warn', server: { port: Number(values.port) } });
	const { port } = server.address;
	process.stdout.write(
		`${paint('green', '✓')} ${contentFolder()} is open at http://localhost:${port}${siteBase()} and checked whenever a file is saved; Ctrl+C stops\n`,
	);
	await new Promise<void>((stopped) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped());
	});
	await server.stop();
	return exitCodes.fine;
});
