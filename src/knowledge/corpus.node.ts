import { createHash } from 'node:crypto';
import { type Dirent, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type Article, maxArticleBytes, plainArticle, readArticle } from './article.ts';
import type { Finding } from './finding.ts';
import { checkReferences } from './references.ts';
import { day } from './schemas/article.ts';
import { withinTime } from './time-limit.node.ts';

/**
 * Ten times what a megabyte of prose takes on two cores. Markdown has shapes that cost the square of their length:
 * a hundred kilobytes of `{`}}}…` would hold every command for twenty minutes.
 */
const maxReadingMilliseconds = 60_000;

/** A ticket that somebody linked to an article, with what came of it. */
export const linkSchema = z.object({
	text: z.string().min(1),
	article: z.string().min(1),
	outcome: z.enum(['resolved', 'tried', 'wrong']).default('resolved'),
	created: z.union([day, z.iso.datetime({ offset: true })]).optional(),
	ticket: z.string().optional(),
});
export type Link = z.infer<typeof linkSchema>;

/** Everything that a folder knows. */
export interface Corpus {
	folder: string;
	articles: Article[];
	links: Link[];
	/** What could not be read, and references that lead nowhere. Articles that are unreadable, or the second of an id, are left out. */
	findings: Finding[];
	/** SHA-256 over the paths and bytes of all files read: two corpora with one hash are the same. */
	hash: string;
}

/** The folder is not a corpus at all; `message` says what to do. */
export class CorpusError extends Error {}

const plainArticleSchema = z.object({ id: z.string().min(1), title: z.string(), body: z.string() });

/**
 * Reads a corpus: `articles.jsonl` where there is one, else every `.mdx` file below the folder, and `links.jsonl`.
 * A file that cannot be read becomes a finding and the rest goes on; a folder that is absent or empty throws.
 */
export async function readCorpus(folder: string, options: { links?: string } = {}): Promise<Corpus> {
	if (!(await isFolder(folder))) {
		throw new CorpusError(`${folder}: no such folder. Name a folder with articles (.mdx files, or articles.jsonl).`);
	}
	const findings: Finding[] = [];
	const jsonl = join(folder, 'articles.jsonl');
	const articles = existsSync(jsonl) ? await readPlainArticles(jsonl, findings) : await readArticles(folder, findings);
	findings.push(...(await findUnreadFiles(folder, existsSync(jsonl))));
	if (articles.length === 0 && findings.length === 0) {
		throw new CorpusError(
			`${folder}: holds no article. Put .mdx files or an articles.jsonl there, or make them: npm run import -- markdown DIR --to ${folder}`,
		);
	}
	const linksFile = options.links ?? join(folder, 'links.jsonl');
	const links = options.links !== undefined || existsSync(linksFile) ? await readLinks(linksFile, articles, findings) : [];
	findings.push(...checkReferences(articles));
	const firsts = new Map<string, Article>();
	for (const article of articles) if (!firsts.has(article.id.toLowerCase())) firsts.set(article.id.toLowerCase(), article);
	return { folder, articles: [...firsts.values()], links, findings, hash: await hashCorpus(folder, options) };
}

/** SHA-256 over paths and bytes of all that `readCorpus` reads, without parsing it: tells whether an index is stale. */
export async function hashCorpus(folder: string, options: { links?: string } = {}): Promise<string> {
	const jsonl = join(folder, 'articles.jsonl');
	const articles = existsSync(jsonl) ? [jsonl] : (await listFiles(folder, isArticle)).map((path) => join(folder, path));
	const links = options.links ?? join(folder, 'links.jsonl');
	const hash = createHash('sha256');
	for (const file of existsSync(links) ? [...articles, links] : articles) {
		const bytes = await readFile(file);
		hash.update(`${relative(folder, file)}\0${bytes.length}\0`).update(bytes);
	}
	return hash.digest('hex');
}

function isArticle(name: string): boolean {
	return name.endsWith('.mdx');
}

async function readArticles(folder: string, findings: Finding[]): Promise<Article[]> {
	const articles: Article[] = [];
	for (const path of await listFiles(folder, isArticle)) {
		const bytes = await readFile(join(folder, path));
		const text = decodeText(bytes, path);
		if (typeof text !== 'string') {
			findings.push(text);
			continue;
		}
		const read = withinTime(maxReadingMilliseconds, () => readArticle(text, path));
		if (read === null) {
			findings.push({
				path,
				rule: 'size',
				message: `takes more than ${maxReadingMilliseconds / 1000} seconds to read.`,
				remedy: 'Look for thousands of brackets, stars, braces or lines without a blank line between them, and take them out.',
			});
		} else if ('article' in read) articles.push(read.article);
		else findings.push(...read.findings);
	}
	return articles;
}

/**
 * Articles that a site built from the folder would show and `readCorpus` has not read, so that no gate has seen them:
 * what lies behind a symbolic link, and `.mdx` files beside an `articles.jsonl`.
 */
async function findUnreadFiles(folder: string, isPlain: boolean): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = pathWithin(folder, entry);
		if (!entry.isSymbolicLink() || isApart(path) || !(isArticle(entry.name) || (await isFolder(join(folder, path))))) continue;
		findings.push({
			path,
			rule: 'corpus',
			message: 'is a symbolic link, and what it leads to is not read.',
			remedy: 'Put the file or folder itself there.',
		});
	}
	const [article] = isPlain ? await listFiles(folder, isArticle) : [];
	if (article !== undefined) {
		findings.push({
			path: article,
			rule: 'corpus',
			message: 'stands beside an articles.jsonl, which is read in its place.',
			remedy: 'Keep either the .mdx files or articles.jsonl in this folder.',
		});
	}
	return findings;
}

async function isFolder(path: string): Promise<boolean> {
	return existsSync(path) && (await stat(path)).isDirectory();
}

function pathWithin(folder: string, entry: Dirent): string {
	return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
}

/** Paths of all files below a folder that `wanted` takes, sorted, `/` between parts; dot-folders and node_modules apart. */
export async function listFiles(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && wanted(entry.name))
		.map((entry) => pathWithin(folder, entry))
		.filter((path) => !isApart(path))
		.sort();
}

function isApart(path: string): boolean {
	return path.split('/').some((part) => part === 'node_modules' || part.startsWith('.'));
}

/** Text of a file, or the finding that says why it has none: too large, or not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): string | Finding {
	if (bytes.length > maxArticleBytes) {
		return {
			path,
			rule: 'size',
			message: `is ${(bytes.length / 1e6).toFixed(1)} MB; an article has at most ${maxArticleBytes / 1e6} MB.`,
			remedy: 'Split it into articles that each solve one problem, and link what is data.',
		};
	}
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		const encoding = bytes[0] === 0xff || bytes[0] === 0xfe ? 'UTF-16' : 'WINDOWS-1252';
		return {
			path,
			line: firstLineNotUtf8(bytes),
			rule: 'encoding',
			message: 'is not UTF-8 from this line on.',
			remedy: `Save it as UTF-8, for example: iconv -f ${encoding} -t UTF-8 ${path}`,
		};
	}
}

/** A line feed is never part of another character, so each line can be tried by itself. */
function firstLineNotUtf8(bytes: Uint8Array): number {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let line = 1;
	for (let from = 0; from < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, from);
		const to = end === -1 ? bytes.length : end + 1;
		try {
			decoder.decode(bytes.subarray(from, to));
		} catch {
			return line;
		}
		from = to;
	}
	return line;
}

async function readPlainArticles(file: string, findings: Finding[]): Promise<Article[]> {
	const records = await readJsonLines(file, 'articles.jsonl', plainArticleSchema, findings);
	const seen = new Map<string, number>();
	return records.flatMap(({ value, line }) => {
		const first = seen.get(value.id.toLowerCase());
		if (first === undefined) {
			seen.set(value.id.toLowerCase(), line);
			return [plainArticle(value)];
		}
		findings.push({
			path: 'articles.jsonl',
			line,
			rule: 'duplicate-id',
			message: `the id ${value.id} is taken by line ${first}; ids differ in more than case.`,
			remedy: 'Give the newer article another id, or remove the line.',
		});
		return [];
	});
}

async function readLinks(file: string, articles: Article[], findings: Finding[]): Promise<Link[]> {
	if (!existsSync(file)) throw new CorpusError(`${file}: no such file. Name a links file, one {"text", "article"} a line.`);
	const known = new Set(articles.map((article) => article.id));
	const records = await readJsonLines(file, 'links.jsonl', linkSchema, findings);
	for (const { value, line } of records) {
		if (!known.has(value.article)) {
			findings.push({
				path: 'links.jsonl',
				line,
				rule: 'reference',
				message: `links to ${value.article}, which is no article here.`,
				remedy: 'Correct the id, or remove the line.',
			});
		}
	}
	return records.map(({ value }) => value).filter((link) => known.has(link.article));
}

/** Reads a file of one JSON object a line; a bad line becomes a finding and the rest goes on. */
async function readJsonLines<T>(
	file: string,
	path: string,
	schema: z.ZodType<T>,
	findings: Finding[],
): Promise<{ value: T; line: number }[]> {
	const bytes = await readFile(file);
	const records: { value: T; line: number }[] = [];
	for (const [index, content] of new TextDecoder().decode(bytes).split(/\r?\n/).entries()) {
		if (content.trim() === '') continue;
		const line = index + 1;
		try {
			const parsed = schema.safeParse(JSON.parse(content));
			if (parsed.success) records.push({ value: parsed.data, line });
			else
				findings.push({
					path,
					line,
					rule: 'schema',
					message: `${z.prettifyError(parsed.error).replace(/\s+/g, ' ')}.`,
					remedy: 'Correct that line.',
				});
		} catch (error) {
			findings.push({
				path,
				line,
				rule: 'json',
				message: `is not JSON: ${error instanceof Error ? error.message : error}.`,
				remedy: 'Write one JSON object a line.',
			});
		}
	}
	return records;
}
