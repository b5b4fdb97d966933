import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { cacheFolder } from '../../src/knowledge/working-files.node.ts';
import { model } from '../../src/search/embedder.ts';

export interface Outcome {
	code: number;
	stdout: string;
	stderr: string;
}

/** The folder of the model that the setup has fetched, so that no test fetches it again. */
export const modelFolder = resolve(cacheFolder(), 'models', model.name);

/** Runs a command as its user does, in a process of its own, with its output piped. */
export function runScript(script: string, args: readonly string[], environment: Record<string, string>): Promise<Outcome> {
	const { FORCE_COLOR: _, SIGNPOST_CONTENT: __, ...inherited } = process.env;
	const env = { ...inherited, SIGNPOST_MODEL_DIR: modelFolder, ...environment };
	return new Promise((done) => {
		execFile(process.execPath, [`scripts/${script}.ts`, ...args], { env, maxBuffer: 64e6 }, (error, stdout, stderr) => {
			done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
		});
	});
}
