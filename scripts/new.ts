import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { knownSystems, type NewKind, newKinds, pathFor, suggestFor, writeArticle } from '../src/authoring/new-article.ts';
import { nextId } from '../src/authoring/next-id.ts';
import { readContext } from '../src/checks/context.node.ts';
import { readArticle } from '../src/knowledge/article.ts';
import { readCorpus } from '../src/knowledge/corpus.node.ts';
import { contentFolder } from '../src/knowledge/working-files.node.ts';
import { exitCodes, InputError, paint, readArguments, readDay, runCommand, UsageError } from './terminal.ts';

const usage = `usage: npm run new -- ${newKinds.join('|')} "System: problem" [--system NAME] [--severity 1-4] [--owner GROUP] [--phrase TEXT]… [--signature TEXT]… [--today YYYY-MM-DD]
       npm run new -- --next-id ${newKinds.join('|')}`;

/**
 * `npm run new -- known-issue "System: problem"`: begins an article with the next free id, its sections in place and what is
 * known of its system filled in. On a terminal it asks for what was not given; elsewhere it says what is missing.
 */
await runCommand(async () => {
	const { values, positionals } = readArguments({
		allowPositionals: true,
		options: {
			system: { type: 'string' },
			severity: { type: 'string' },
			owner: { type: 'string' },
			phrase: { type: 'string', multiple: true, default: [] },
			signature: { type: 'string', multiple: true, default: [] },
			today: { type: 'string' },
			'next-id': { type: 'boolean', default: false },
		},
	});
	const [given, ...words] = positionals;
	const kind = newKinds.find((one) => one === given);
	const title = words.join(' ').trim();
	if (kind === undefined || (title === '') !== values['next-id']) throw new UsageError(usage);
	const today = readDay(values.today);
	const folder = contentFolder();
	const context = await readContext(await readCorpus(folder), { today });
	const id = nextId(kind, context);
	if (values['next-id']) {
		process.stdout.write(`${id}\n`);
		return exitCodes.fine;
	}
	const ask = openPrompt();
	try {
		const system = await chooseSystem(values.system, title, knownSystems(context.articles), ask);
		const suggested = suggestFor(system, kind, context.articles);
		const severity = kind === 'known-issue' ? await chooseSeverity(values.severity, ask) : 3;
		const owner = values.owner ?? suggested.owner ?? (await ask('owner', 'Which group answers for it?'));
		const phrases =
			values.phrase.length > 0 ? values.phrase : await ask.lines('What did the requester write? One a line, an empty line ends it.');
		const article = {
			id,
			kind: kind satisfies NewKind,
			title,
			system,
			severity,
			owner,
			escalation: suggested.escalation,
			phrases,
			signatures: values.signature,
			today,
		};
		const path = pathFor(article, suggested.folder);
		const file = join(folder, path);
		if (existsSync(file)) throw new InputError(`${file}: is there already.`);
		const text = writeArticle(article);
		const read = readArticle(text, path);
		// A signature of two letters, an owner of none: what was typed is told before it is a file.
		if ('findings' in read) throw new InputError(read.findings.map(({ message, remedy }) => `${message} ${remedy}`).join('\n'));
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text, { flag: 'wx' });
		process.stdout.write(`${paint('green', '✓')} ${file}\n  Replace every TODO in it, then: npm run check -- --changed\n`);
		return exitCodes.fine;
	} finally {
		ask.close();
	}
});

interface Prompt {
	/** Asks until there is an answer; where nobody can be asked, throws UsageError naming the option. */
	(option: string, question: string): Promise<string>;
	/** Asks for lines; none where nobody can be asked. */
	lines(question: string): Promise<string[]>;
	close(): void;
}

function openPrompt(): Prompt {
	const isAsked = process.stdin.isTTY === true && process.stderr.isTTY === true;
	const terminal = isAsked ? createInterface({ input: process.stdin, output: process.stderr }) : null;
	const ask = async (option: string, question: string): Promise<string> => {
		if (terminal === null) throw new UsageError(`--${option} is missing: ${question}\n${usage}`);
		for (;;) {
			const answer = (await terminal.question(`${question} `)).trim();
			if (answer !== '') return answer;
		}
	};
	const lines = async (question: string): Promise<string[]> => {
		if (terminal === null) return [];
		process.stderr.write(`${question}\n`);
		const found: string[] = [];
		for (;;) {
			const answer = (await terminal.question('> ')).trim();
			if (answer === '') return found;
			found.push(answer);
		}
	};
	return Object.assign(ask, { lines, close: () => terminal?.close() });
}

/** The system that was named, or that the title begins with; spelled as its team spells it. */
async function chooseSystem(given: string | undefined, title: string, known: readonly string[], ask: Prompt): Promise<string> {
	const find = (name: string): string | undefined => known.find((system) => system.toLowerCase() === name.trim().toLowerCase());
	const named = given ?? find(title.split(':')[0] ?? '') ?? (await ask('system', `Which system? One of: ${known.join(', ')}.`));
	const system = find(named);
	if (system === undefined && known.length > 0)
		throw new InputError(
			`${named}: no team owns a system of this name. Use one of: ${known.join(', ')}; or add it to an escalation article first.`,
		);
	return system ?? named;
}

async function chooseSeverity(given: string | undefined, ask: Prompt): Promise<number> {
	const text = given ?? (await ask('severity', 'How bad? 1: work stops for many; 2: for some; 3: work is slowed; 4: nuisance.'));
	if (!/^[1-4]$/.test(text)) throw new InputError(`severity ${text}: is not 1, 2, 3 or 4.`);
	return Number(text);
}
