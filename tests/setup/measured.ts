import { execFile } from 'node:child_process';

export interface Measured {
	code: number;
	stdout: string;
	stderr: string;
	/** How long it ran, and the most memory that the process itself held. */
	seconds: number;
	megabytes: number;
}

const usageLine = /\nusage (\d+)\n?$/;
const tellUsage = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nusage '+process.resourceUsage().maxRSS))`;

/** Runs Node with these arguments, as a shell would and not as a test does. */
export function runMeasured(args: readonly string[], environment: Record<string, string>): Promise<Measured> {
	const { FORCE_COLOR, NODE_ENV, VITEST, SIGNPOST_CONTENT, ...inherited } = process.env;
	const start = performance.now();
	return new Promise((done) => {
		const env = { ...inherited, ...environment };
		execFile(process.execPath, ['--import', tellUsage, ...args], { env, maxBuffer: 64e6 }, (error, stdout, stderr) => {
			done({
				code: error === null ? 0 : Number(error.code),
				stdout,
				stderr: stderr.replace(usageLine, ''),
				seconds: (performance.now() - start) / 1000,
				megabytes: Number(usageLine.exec(stderr)?.[1] ?? Number.NaN) / 1000,
			});
		});
	});
}

/** Builds the site of a corpus into `folder/site`, matched by keywords, with its working files beside it; prints the steps. */
export function buildMeasured(corpus: string, folder: string, environment: Record<string, string> = {}): Promise<Measured> {
	const program = `const { openEngine } = await import('./src/matching/engine.node.ts');
const { buildSite } = await import('./src/server/build-site.node.ts');
const [, corpus, site] = process.argv;
const { files } = await openEngine(corpus, { progress() {}, notice() {} });
await buildSite(corpus, files, site, (step) => console.log(step));`;
	return runMeasured(['--eval', program, corpus, `${folder}/site`], {
		SIGNPOST_HOME: `${folder}/home`,
		SIGNPOST_CONTENT: corpus,
		SIGNPOST_MODEL_SOURCE: 'none',
		...environment,
	});
}
