import { type ParseArgsConfig, parseArgs, styleText } from 'node:util';
import { z } from 'zod';
import { GitHubError } from '../src/checks/github/api.node.ts';
import { CorpusError } from '../src/knowledge/corpus.node.ts';
import type { Listener } from '../src/knowledge/listener.ts';
import { BaseError } from '../src/knowledge/past.node.ts';
import { SettingError } from '../src/knowledge/working-files.node.ts';
import { IndexError } from '../src/search/index-files.node.ts';

/** Exit codes of every command. */
export const exitCodes = { fine: 0, problems: 1, usage: 2 } as const;

/** The command was called in a way it does not know; `message` shows the right one. */
export class UsageError extends Error {}

/** What was given cannot be worked with; `message` says why and what to do. */
export class InputError extends Error {}

/** Text in a style where the stream is a terminal, else plain. */
export function paint(style: Parameters<typeof styleText>[0], text: string, stream: NodeJS.WriteStream = process.stdout): string {
	return styleText(style, text, { stream });
}

/** The options and arguments of a command. Throws for unknown ones, and for an option whose value is empty, as an unset variable leaves it. */
export function readArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
	const parsed = parseArgs(config);
	for (const [name, value] of Object.entries(parsed.values)) {
		if (value === '') throw new UsageError(`--${name} is empty. Give it a value, or leave it out.`);
	}
	return parsed;
}

/** The day that a command is to judge by: the one that was given, else today's. Throws UsageError for what is no day. */
export function readDay(given: string | undefined): string {
	const day = given ?? new Date().toISOString().slice(0, 10);
	const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
	if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
		throw new UsageError(`${day}: is no day. Write it as YYYY-MM-DD.`);
	return day;
}

/** JSON in the shape of `schema`. Throws InputError, naming its file, for what is none. */
export function readJson<T>(text: string, schema: z.ZodType<T>, file: string): T {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new InputError(`${file}: is not JSON (${error instanceof Error ? error.message : error}).`);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new InputError(`${file}: is not what was expected.\n${z.prettifyError(parsed.error)}`);
}

/** Progress and notices on standard error: a bar that redraws on a terminal, a line every tenth elsewhere. */
export function terminalListener(): Listener {
	const { stderr } = process;
	let last = '';
	return {
		progress(step, done, total) {
			const share = total === 0 ? 1 : Math.min(1, done / total);
			if (stderr.isTTY) {
				const filled = Math.round(share * 30);
				stderr.write(
					`\r\u001b[K${step} ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.round(share * 100)} %${share === 1 ? '\n' : ''}`,
				);
			} else {
				const line = `${step}: ${Math.floor(share * 10) * 10} %`;
				if (line !== last) stderr.write(`${line}\n`);
				last = line;
			}
		},
		notice(text) {
			// On a terminal a bar may stand on the line.
			stderr.write(`${stderr.isTTY ? '\r\u001b[K' : ''}${paint('yellow', '!', stderr)} ${text}\n`);
		},
	};
}

/** Runs a command and turns what goes wrong into a sentence and an exit code; a stack only for what is our own fault. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
	try {
		process.exitCode = await command();
	} catch (error) {
		const known = explainError(error);
		process.stderr.write(`${paint('red', 'error', process.stderr)} ${known ?? (error instanceof Error ? error.stack : String(error))}\n`);
		process.exitCode =
			error instanceof UsageError || error instanceof SettingError || isArgumentError(error) ? exitCodes.usage : exitCodes.problems;
	}
}

function isArgumentError(error: unknown): error is Error {
	return String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
}

function explainError(error: unknown): string | null {
	if (
		error instanceof UsageError ||
		error instanceof SettingError ||
		error instanceof InputError ||
		error instanceof BaseError ||
		error instanceof GitHubError ||
		error instanceof CorpusError ||
		error instanceof IndexError ||
		isArgumentError(error)
	)
		return error.message;
	const { code, path, port, syscall } = error as { code?: string; path?: string; port?: number; syscall?: string };
	if (syscall === 'listen' || syscall === 'getaddrinfo') return explainListening(error as NodeJS.ErrnoException, port);
	switch (code) {
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
		case 'ENOTDIR':
		case 'EEXIST':
			return `${path}: cannot be read or written (${code}). Check the path and your rights to it; working files go where SIGNPOST_HOME says.`;
		case 'ENOENT':
			return `${path}: no such file. Check the path.`;
		case 'EISDIR':
			return `${path === undefined ? '' : `${path}: `}is a folder where a file is needed. Check the paths.`;
		case 'ENOSPC':
			return 'the disk is full. Free some space (.signpost/cache may be deleted) and try again.';
		case 'ERR_SQLITE_ERROR':
			return `${error instanceof Error ? error.message : code}: the embedding cache cannot be used. Delete .signpost/cache/embeddings.sqlite, or set SIGNPOST_HOME to a folder that you can write.`;
		default:
			return null;
	}
}

function explainListening({ code }: NodeJS.ErrnoException, port = 4321): string {
	switch (code) {
		case 'EADDRINUSE':
			return `port ${port} is in use. Stop the other program, or choose a port: npm start -- --port ${port + 1}`;
		case 'EACCES':
			return `port ${port} may not be used by you. Choose one above 1023: npm start -- --port 4321`;
		default:
			return `the host is no address of this machine (${code}). Use --host 127.0.0.1 for this machine alone, or 0.0.0.0 for all its addresses.`;
	}
}
