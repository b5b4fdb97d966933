import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { corpusForAudience } from '../src/knowledge/edition.node.ts';
import { type Link, linkSchema } from '../src/knowledge/schemas/link.ts';
import { appendLink, LinkError, linksFile, UnknownArticleError } from '../src/matching/link-store.node.ts';
import { exitCodes, InputError, paint, readArguments, runCommand, UsageError } from './terminal.ts';

const usage = `usage: npm run -s link -- ARTICLE "ticket text" [--outcome resolved|tried|wrong] [--ticket ID] [--corpus DIR]`;

/** `npm run -s link`: tells Signpost which article a ticket belonged to, so that tickets like it are matched better. */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: { outcome: { type: 'string' }, ticket: { type: 'string' }, corpus: { type: 'string' } },
	});
	const [article, ...words] = positionals;
	if (article === undefined || words.length === 0) throw new UsageError(usage);
	const outcome = linkSchema.shape.outcome.safeParse(values.outcome);
	if (!outcome.success) throw new UsageError(`--outcome ${values.outcome}: is no outcome. Use resolved, tried or wrong.`);

	const stored = await store(await corpusForAudience(values.corpus), {
		text: words.join(' '),
		article,
		outcome: outcome.data,
		ticket: values.ticket,
	});
	process.stdout.write(`${paint('green', '✓')} linked to ${stored.article} (${stored.outcome})\n`);
	process.stderr.write('Matching knows it from the next command on; a server that is running, from its next start.\n');
	return exitCodes.fine;
});

async function store(corpus: string, link: Link): Promise<Link> {
	const { articles } = await readCorpus(corpus);
	try {
		if (!articles.some(({ id, state }) => id === link.article && state !== 'archived')) throw new UnknownArticleError(link.article);
		return await appendLink(linksFile(corpus), link);
	} catch (error) {
		throw error instanceof LinkError ? new InputError(`The link was not stored: ${error.message}`) : error;
	}
}
