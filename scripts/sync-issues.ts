import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openRepository } from '../src/checks/github/api.node.ts';
import { dueIssueSchema, syncIssues } from '../src/checks/github/due-issues.ts';
import { quote } from '../src/checks/parts.ts';
import { exitCodes, readArguments, readJson, runCommand, UsageError } from './terminal.ts';

/** `npm run sync-issues -- FILE`: makes the repository's open issues those that `npm run due -- --format issues` has written to FILE. */
await runCommand(async () => {
	const { positionals } = readArguments({ allowPositionals: true, options: {} });
	const [file] = positionals;
	if (file === undefined || positionals.length > 1) throw new UsageError('usage: npm run sync-issues -- FILE');
	const wanted = readJson(await readFile(file, 'utf8'), z.array(dueIssueSchema), file);
	const changes = await syncIssues(openRepository(process.env), wanted);
	for (const { done, number, owner } of changes) process.stdout.write(`${done} #${number} ${quote(owner)}\n`);
	process.stdout.write(`${changes.length} ${changes.length === 1 ? 'issue' : 'issues'} looked at\n`);
	return exitCodes.fine;
});
