import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changeJsonSchema } from '../src/checks/change-json.ts';
import { openRepository } from '../src/checks/github/api.node.ts';
import { postReport } from '../src/checks/github/sticky-comment.ts';
import { exitCodes, InputError, readArguments, readJson, runCommand, UsageError } from './terminal.ts';

const usage = 'usage: npm run sync-comment -- FOLDER --commit SHA';

/** No report is larger; what is comes from somebody who plays with it. */
const maxReportBytes = 5_000_000;

/**
 * `npm run sync-comment -- FOLDER --commit SHA`: keeps the one comment of a pull request up to date. FOLDER holds what the
 * check has left, `report.json` and `pull-request.txt`: made by a pull request's own code, so nothing in it is believed unseen.
 */
await runCommand(async () => {
	const { values, positionals } = readArguments({ allowPositionals: true, options: { commit: { type: 'string' } } });
	const [folder] = positionals;
	if (folder === undefined || positionals.length > 1 || !/^[0-9a-f]{40}$/.test(values.commit ?? '')) throw new UsageError(usage);
	const number = (await readPlainFile(join(folder, 'pull-request.txt'))).trim();
	if (!/^[1-9]\d{0,8}$/.test(number)) throw new InputError(`${join(folder, 'pull-request.txt')}: holds no number of a pull request.`);
	const file = join(folder, 'report.json');
	const report = readJson(await readPlainFile(file), changeJsonSchema, file);
	const done = await postReport(openRepository(process.env), { number: Number(number), commit: values.commit ?? '', report });
	process.stdout.write(
		done === 'other-commit'
			? `Nothing is written: pull request ${number} does not hold ${values.commit}. It has moved on, and its next report is on the way.\n`
			: `The report on pull request ${number} is ${done}.\n`,
	);
	return exitCodes.fine;
});

/** A file's text. A link is not followed: it could lead to what this run knows and the pull request must not. */
async function readPlainFile(path: string): Promise<string> {
	const found = await lstat(path);
	if (!found.isFile() || found.size > maxReportBytes) throw new InputError(`${path}: is no plain file of at most ${maxReportBytes} bytes.`);
	return readFile(path, 'utf8');
}
