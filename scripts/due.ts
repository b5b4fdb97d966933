import { formatDue, listDue } from '../src/checks/due.ts';
import { dueIssues } from '../src/checks/github/due-issues.ts';
import { readCheckSettings } from '../src/checks/settings.node.ts';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { exitCodes, InputError, readArguments, readDay, runCommand, UsageError } from './terminal.ts';

const formats = ['text', 'json', 'issues'] as const;
const usage = `usage: npm run due [-- --within DAYS] [--today YYYY-MM-DD] [--format ${formats.join('|')}]`;

/** `npm run due`: which articles must be verified again within two weeks, or should have been, by owner. */
await runCommand(async () => {
	const { values } = readArguments({
		options: { within: { type: 'string' }, today: { type: 'string' }, format: { type: 'string', default: 'text' } },
	});
	const format = formats.find((name) => name === values.format);
	if (format === undefined || (values.within !== undefined && !/^\d{1,5}$/.test(values.within))) throw new UsageError(usage);
	const today = readDay(values.today);
	const corpus = contentFolder();
	const [{ articles, findings }, settings] = await Promise.all([readCorpus(corpus), readCheckSettings(corpus)]);
	if (findings.length > 0) throw new InputError(`${findings.length} problems in ${corpus}: see npm run check, and mend them first.`);
	const within = values.within === undefined ? settings.verification.warnDays : Number(values.within);
	const list = listDue(articles, { today, within, reviewers: settings.owners });
	if (format === 'text') {
		const count = list.owners.reduce((sum, owner) => sum + owner.articles.length, 0);
		process.stdout.write(formatDue(list));
		process.stdout.write(`${corpus}: ${count} ${count === 1 ? 'article' : 'articles'} to verify by ${within} days after ${today}\n`);
	} else process.stdout.write(`${JSON.stringify(format === 'json' ? list : dueIssues(list))}\n`);
	return exitCodes.fine;
});
