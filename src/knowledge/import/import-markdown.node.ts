import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { readArticle } from '../article.ts';
import { CorpusError, decodeText, listFiles } from '../corpus.node.ts';
import type { Finding } from '../finding.ts';
import { splitFrontMatter } from '../front-matter.ts';
import { findLinkedFile, resolveRelative } from '../links.ts';
import { markdownToMdx, plainTextPage } from './markdown-to-mdx.ts';

export interface ImportReport {
	/** Pages found, and of those written, left as they were because nothing changed, and not written. */
	found: number;
	written: number;
	unchanged: number;
	refused: number;
	images: number;
	/** What a person should know: pages not written, pages that do not read quite the same, addresses that lead nowhere. */
	findings: Finding[];
}

interface Page {
	/** Path of the original and of the article, within their folders. */
	from: string;
	to: string;
	id: string;
	text: string;
}

/**
 * Makes every Markdown file below `folder` a known issue in `corpus`, path and file stem kept. Never overwrites a file
 * that differs from what it would write. `today` is the day recorded, YYYY-MM-DD.
 */
export async function importMarkdown(
	folder: string,
	corpus: string,
	today: string,
	onProgress: (done: number, total: number) => void,
): Promise<ImportReport> {
	if (!existsSync(folder)) throw new CorpusError(`${folder}: no such folder. Name a folder of Markdown files.`);
	const report: ImportReport = { found: 0, written: 0, unchanged: 0, refused: 0, images: 0, findings: [] };
	const paths = await listFiles(folder, (name) => /\.(md|markdown|mdx)$/i.test(name));
	report.found = paths.length;
	if (paths.length === 0) throw new CorpusError(`${folder}: holds no Markdown file (.md, .markdown, .mdx).`);
	const pages = await readPages(folder, paths, report);
	const targets = new Set(pages.map((page) => page.to));
	const images = new Set<string>();
	for (const [done, page] of pages.entries()) {
		await writePage(page, { folder, corpus, today, targets, images }, report);
		onProgress(done + 1, pages.length);
	}
	for (const image of images) {
		const target = join(corpus, image);
		if (existsSync(target)) continue;
		await mkdir(dirname(target), { recursive: true });
		await copyFile(join(folder, image), target);
		report.images++;
	}
	return report;
}

/** Reads the pages and gives each its place and id; two that would meet, such as README.md and readme.md, are told apart by a number. */
async function readPages(folder: string, paths: readonly string[], report: ImportReport): Promise<Page[]> {
	const pages: Page[] = [];
	const taken = new Set<string>();
	for (const from of paths) {
		const text = decodeText(await readFile(join(folder, from)), from);
		if (typeof text !== 'string') {
			report.refused++;
			report.findings.push(text);
			continue;
		}
		const stem = from.replace(/\.(md|markdown|mdx)$/i, '');
		let to = stem;
		let id = articleIdFrom(stem);
		for (let number = 2; taken.has(to.toLowerCase()) || taken.has(id.toLowerCase()); number++) {
			to = `${stem}-${number}`;
			id = `${articleIdFrom(stem)}-${number}`;
		}
		taken.add(to.toLowerCase()).add(id.toLowerCase());
		pages.push({ from, to: `${to}.mdx`, id, text });
	}
	return pages;
}

/** An id from a path: what an id may not hold becomes a hyphen. */
function articleIdFrom(stem: string): string {
	const parts = stem.split('/').map((part) =>
		part
			.normalize('NFKD')
			.replace(/\p{M}/gu, '')
			.replace(/[^A-Za-z0-9._-]+/g, '-')
			.replace(/^[^A-Za-z0-9]+/, ''),
	);
	return parts.map((part) => part || 'page').join('/');
}

interface ImportContext {
	folder: string;
	corpus: string;
	today: string;
	/** Paths of all articles of this import. */
	targets: ReadonlySet<string>;
	/** Paths of images to copy, filled here. */
	images: Set<string>;
}

async function writePage(page: Page, context: ImportContext, report: ImportReport): Promise<void> {
	const { fields, body, bodyLine } = splitPage(page);
	const dangling = new Set<string>();
	const rewrite = (address: string): string => rewriteAddress(address, page, context, dangling);
	let converted = markdownToMdx(body, rewrite);
	const [syntax] = converted.losses.filter(({ what }) => what === 'syntax' || what === 'gate');
	if (syntax !== undefined) {
		report.findings.push({
			path: page.from,
			rule: 'import',
			message: `could not be kept as formatted text (${syntax.detail}) and is shown as its source.`,
			remedy: `Format it by hand in ${page.to}.`,
		});
		converted = { ...converted, body: plainTextPage(body), losses: [] };
	}
	for (const { what, detail } of converted.losses) {
		report.findings.push({
			path: page.from,
			line: bodyLine,
			rule: 'import',
			message: `does not read quite the same: ${what}, ${detail}.`,
			remedy: `Compare it with ${page.to}.`,
		});
	}
	for (const address of dangling) {
		report.findings.push({
			path: page.from,
			rule: 'import',
			message: `refers to ${address}, which is not in ${context.folder}; it is kept as it was.`,
			remedy: 'Import that file too, or correct the address.',
		});
	}
	const title = (typeof fields?.title === 'string' && fields.title.trim()) || converted.heading || titleFromPath(page.from);
	const text = `---\n${frontMatterFor(page, title, fields, context.today)}---\n\n${converted.body}`;
	const read = readArticle(text, page.to);
	if ('findings' in read) {
		// Cannot happen for what markdownToMdx has verified; if it does, the page is reported rather than written broken.
		report.refused++;
		report.findings.push(...read.findings.map((finding) => ({ ...finding, path: page.from })));
		return;
	}
	await keepOrWrite(page, text, context, report);
}

/** A page's own front matter is kept as fields of its source; what only looks like front matter is part of the page. */
function splitPage(page: Page): { fields: Record<string, unknown> | null; body: string; bodyLine: number } {
	const split = splitFrontMatter(page.text, page.from);
	if ('rule' in split || Object.keys(split.data).length === 0) return { fields: null, body: page.text.replace(/^\uFEFF/, ''), bodyLine: 1 };
	return { fields: split.data, body: split.body, bodyLine: split.bodyLine };
}

function frontMatterFor(page: Page, title: string, fields: Record<string, unknown> | null, today: string): string {
	const source: Record<string, unknown> = { from: page.from, imported: today };
	if (fields !== null) source.fields = fields;
	const changelog = [{ version: '0.1.0', date: today, note: `Imported from ${page.from}.` }];
	const frontMatter = {
		id: page.id,
		kind: 'known-issue',
		title: title.trim(),
		version: '0.1.0',
		changelog,
		state: 'not-validated',
		source,
	};
	return dump(frontMatter, { lineWidth: -1, quotingType: '"' });
}

function titleFromPath(path: string): string {
	const parts = path.replace(/\.\w+$/, '').split('/');
	const name = /^(readme|index)$/i.test(parts.at(-1) ?? '') && parts.length > 1 ? parts.at(-2) : parts.at(-1);
	const words = (name ?? '').replace(/[-_]+/g, ' ').trim();
	return words === '' ? path : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function rewriteAddress(address: string, page: Page, context: ImportContext, dangling: Set<string>): string {
	const target = resolveRelative(page.from, address);
	if (target === null || target.path === '') return address;
	const article = findLinkedFile(target.path, (path) => context.targets.has(path));
	if (article !== null) return address.replace(/\.(md|markdown)(?=$|[?#])/i, '.mdx');
	if (/\.(png|jpe?g|gif|webp|svg|avif)$/i.test(target.path) && existsSync(join(context.folder, target.path)))
		context.images.add(target.path);
	else dangling.add(address);
	return address;
}

async function keepOrWrite(page: Page, text: string, context: ImportContext, report: ImportReport): Promise<void> {
	const target = join(context.corpus, page.to);
	if (existsSync(target)) {
		const standing = await readFile(target, 'utf8');
		// The day of the import is no difference.
		const undated = (content: string): string => content.replace(/^( *(- )?(date|imported):).*$/gm, '$1');
		if (undated(standing) === undated(text)) {
			report.unchanged++;
		} else {
			report.refused++;
			report.findings.push({
				path: page.from,
				rule: 'import',
				message: `was not imported: ${target} exists and differs, and is left as it is.`,
				remedy: 'Move that file away to import the page anew, or choose another --to.',
			});
		}
		return;
	}
	await mkdir(dirname(target), { recursive: true });
	await writeFile(target, text, { flag: 'wx' });
	report.written++;
}
