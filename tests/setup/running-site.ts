import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunningSite {
	/** Address of the home page, with a slash at the end. */
	address: string;
	/** All that the command has printed so far. */
	output(): string;
	/** Sends the signal and gives the exit code. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs the very command behind `npm start` on a free port, and waits until it is open. */
export async function startSite(environment: Record<string, string> = {}): Promise<RunningSite> {
	const child = spawn(process.execPath, ['scripts/start.ts', '--port', '0'], { env: { ...process.env, NO_COLOR: '1', ...environment } });
	let output = '';
	const address = new Promise<string>((resolve, reject) => {
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			const open = /open at (http:\S+)/.exec(output);
			if (open?.[1] !== undefined) resolve(open[1]);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
	});
	return {
		address: await address,
		output: () => output,
		stop: async (signal = 'SIGTERM') => {
			if (child.exitCode === null) {
				child.kill(signal);
				await once(child, 'exit');
			}
			return child.exitCode;
		},
	};
}
