import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type Article, maxArticleBytes, plainArticle, readArticle } from './article.ts';
import type { Finding } from './finding.ts';
import { checkReferences } from './references.ts';
import { day } from './schemas/article.ts';

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
	if (!existsSync(folder) || !(await stat(folder)).isDirectory()) {
		throw new CorpusError(`${folder}: no such folder. Name a folder with articles (.mdx files, or articles.jsonl).`);
	}
	const findings: Finding[] = [];
	const jsonl = join(folder, 'articles.jsonl');
	const articles = existsSync(jsonl) ? await readPlainArticles(jsonl, findings) : await readArticles(folder, findings);
	if (articles.length === 0 && findings.length === 0) {
		throw new CorpusError(
			`${folder}: holds no article. Put .mdx files or an articles.jsonl there, or make them: npm run import -- markdown DIR --to ${folder}`,
		);
	}
	const linksFile = options.links ?? join(folder, 'links.jsonl');
	const links = options.links !== undefined || existsSync(linksFile) ? await readLinks(linksFile, articles, findings) : [];
	findings.push(...checkReferences(articles));
	const firsts = articles.filter(
		(article, position) => articles.findIndex((other) => other.id.toLowerCase() === article.id.toLowerCase()) === position,
	);
	return { folder, articles: firsts, links, findings, hash: await hashCorpus(folder, options) };
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
		const read = readArticle(text, path);
		if ('article' in read) articles.push(read.article);
		else findings.push(...read.findings);
	}
	return articles;
}

/** Paths of all files below a folder that `wanted` takes, sorted, `/` between parts; dot-folders and node_modules apart. */
export async function listFiles(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && wanted(entry.name))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((path) => !path.split('/').some((part) => part === 'node_modules' || part.startsWith('.')))
		.sort();
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
		const readable = new TextDecoder('utf-8').decode(bytes);
		const line = readable.slice(0, readable.indexOf('\uFFFD')).split('\n').length;
		return {
			path,
			line,
			rule: 'encoding',
			message: 'is not UTF-8 from this line on.',
			remedy: `Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 ${path}`,
		};
	}
}

async function readPlainArticles(file: string, findings: Finding[]): Promise<Article[]> {
	const records = await readJsonLines(file, 'articles.jsonl', plainArticleSchema, findings);
	return records.map(({ value }) => plainArticle(value));
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
