import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Article, maxArticleBytes, plainArticle, readArticle } from './article.ts';
import { decodeText, isApart, isFolder, listFiles, pathWithin } from './files.node.ts';
import type { Finding } from './finding.ts';
import { readJsonLines } from './json-lines.node.ts';
import { checkReferences } from './references.ts';
import { type Link, linkSchema } from './schemas/link.ts';
import { plainArticleSchema } from './schemas/plain-article.ts';
import { successorsOf } from './successors.ts';
import { withinTime } from './time-limit.node.ts';
import { listTrainingFiles, readTraining } from './training/read.node.ts';
import type { Training } from './training/training.ts';

/**
 * Ten times what a megabyte of prose takes on two cores. Markdown has shapes that cost the square of their length:
 * a hundred kilobytes of `{`}}}…` would hold every command for twenty minutes.
 */
const maxReadingMilliseconds = 60_000;

const tooCostly = {
	rule: 'size',
	message: `is over ${maxArticleBytes / 1e6} MB or takes more than ${maxReadingMilliseconds / 1000} seconds to read.`,
	remedy: 'Split it; look for thousands of brackets, stars, braces or lines without a blank line between them, and take them out.',
};

/** Everything that a folder knows. */
export interface Corpus {
	folder: string;
	articles: Article[];
	links: Link[];
	/** What new hires follow; no part of what tickets are matched with. */
	training: Training;
	/** What could not be read, and references that lead nowhere. Articles that are unreadable, or the second of an id, are left out. */
	findings: Finding[];
	/** SHA-256 over the paths and bytes of articles and links: of one hash, tickets are answered in the same way. */
	hash: string;
}

/** The folder is not a corpus at all; `message` says what to do. */
export class CorpusError extends Error {}

/**
 * Reads a corpus: `articles.jsonl` where there is one, else every `.mdx` file below the folder, `links.jsonl` and training.
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
	const training = await readTraining(folder);
	findings.push(...training.findings);
	return { folder, articles: [...firsts.values()], links, training, findings, hash: await hashCorpus(folder, options) };
}

/** SHA-256 over paths and bytes of articles and links, without parsing them: tells whether an index is stale. */
export async function hashCorpus(folder: string, options: { links?: string } = {}): Promise<string> {
	const jsonl = join(folder, 'articles.jsonl');
	const articles = existsSync(jsonl) ? [jsonl] : (await listArticles(folder)).map((path) => join(folder, path));
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

/** Paths of the folder's articles: its `.mdx` files but for those of training. */
async function listArticles(folder: string): Promise<string[]> {
	const training = new Set(await listTrainingFiles(folder));
	return (await listFiles(folder, isArticle)).filter((path) => !training.has(path));
}

async function readArticles(folder: string, findings: Finding[]): Promise<Article[]> {
	const articles: Article[] = [];
	for (const path of await listArticles(folder)) {
		if (/[#?%\\\p{Cc}]/u.test(path)) {
			findings.push({
				path,
				rule: 'path',
				message: 'has a "#", "?", "%", "\\" or control character in its path, which no address on the site can carry.',
				remedy: 'Rename the file or folder.',
			});
			continue;
		}
		const bytes = await readFile(join(folder, path));
		const text = decodeText(bytes, path);
		if (typeof text !== 'string') {
			findings.push(text);
			continue;
		}
		const read = withinTime(maxReadingMilliseconds, () => readArticle(text, path));
		if (read === null) {
			findings.push({ path, ...tooCostly });
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

async function readPlainArticles(file: string, findings: Finding[]): Promise<Article[]> {
	const records = await readJsonLines(file, 'articles.jsonl', plainArticleSchema, findings);
	const seen = new Map<string, number>();
	return records.flatMap(({ value, line }) => {
		const first = seen.get(value.id.toLowerCase());
		if (first === undefined) {
			seen.set(value.id.toLowerCase(), line);
			const article = value.body.length > maxArticleBytes ? null : withinTime(maxReadingMilliseconds, () => plainArticle(value));
			if (article === null) findings.push({ path: 'articles.jsonl', line, ...tooCostly });
			return article === null ? [] : [article];
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
	const successor = successorsOf(articles);
	const records = await readJsonLines(file, 'links.jsonl', linkSchema, findings);
	for (const { value, line } of records) {
		value.article = successor(value.article);
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
