import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorpusError } from '../corpus.node.ts';
import { decodeText, isFolder, listFiles, listPassedOver } from '../files.node.ts';
import type { Finding } from '../finding.ts';
import { splitFrontMatter } from '../front-matter.ts';
import { emptyReport, expectOtherFolder, type ImportReport, importPages, isOwnPath, refuse, type SourcePage } from './import-pages.node.ts';
import { markdownToMdx } from './markdown-to-mdx.ts';
import { linkRewriter } from './page-links.node.ts';
import { namePages, type PageName, titleFromPath } from './page-names.ts';

interface Page extends PageName {
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
	const report = emptyReport();
	const paths = await findPages(folder, corpus);
	for (const path of await listPassedOver(folder, isMarkdown)) {
		const message = 'is hidden or a symbolic link, and was not imported.';
		report.findings.push({
			path,
			rule: 'import',
			message,
			remedy: 'Put the file itself into the folder, under a name without a leading dot.',
		});
	}
	report.found = paths.length;
	const pages = await readPages(folder, namePages(paths), report);
	const sources = pages.map((page) => sourceOf(page, pages, folder));
	await importPages(sources, corpus, today, report, onProgress);
	return report;
}

async function findPages(folder: string, corpus: string): Promise<string[]> {
	if (!(await isFolder(folder))) throw new CorpusError(`${folder}: no such folder. Name a folder of Markdown files.`);
	expectOtherFolder(folder, corpus);
	const isOwn = isOwnPath(folder, corpus);
	const foreign = (await listFiles(folder, isMarkdown)).filter((path) => !isOwn(path));
	if (foreign.length === 0) throw new CorpusError(`${folder}: holds no Markdown file (.md, .markdown, .mdx).`);
	return foreign;
}

function isMarkdown(name: string): boolean {
	return /\.(md|markdown|mdx)$/i.test(name);
}

async function readPages(folder: string, names: readonly PageName[], report: ImportReport): Promise<Page[]> {
	const pages: Page[] = [];
	for (const name of names) {
		const text = decodeText(await readFile(join(folder, name.from)), name.from);
		if (typeof text === 'string') pages.push({ ...name, text });
		else refuse(text, report);
	}
	return pages;
}

function sourceOf(page: Page, pages: readonly PageName[], folder: string): SourcePage {
	const { fields, body, bodyLine, finding } = splitPage(page);
	return {
		from: page.from,
		to: page.to,
		id: page.id,
		title: titleOf(fields),
		untitled: titleFromPath(page.from),
		state: 'not-validated',
		fields,
		source: body,
		language: 'md',
		line: bodyLine,
		notes: finding === undefined ? [] : [finding],
		convert: (rewrite) => markdownToMdx(body, rewrite),
		rewriter: (links) => linkRewriter(page, pages, folder, links),
	};
}

/** A page's own front matter is kept as fields of its source; what only looks like front matter is part of the page. */
function splitPage(page: Page): { fields: Record<string, unknown> | null; body: string; bodyLine: number; finding?: Finding } {
	const text = page.text.replace(/^\uFEFF/, '');
	const whole = { fields: null, body: text, bodyLine: 1 };
	if (text.trim() === '') {
		const message = 'is empty; the article has a title and nothing else.';
		return { ...whole, finding: { path: page.from, rule: 'import', message, remedy: `Write the page, or delete ${page.to}.` } };
	}
	const split = splitFrontMatter(text, page.from);
	if (!('rule' in split)) {
		const fields = Object.keys(split.data).length === 0 ? null : split.data;
		return { fields, body: split.body, bodyLine: split.bodyLine };
	}
	const isOther = /^(\+\+\+|\{|---[a-z]+)[ \t]*\r?\n/.test(text);
	if (!isOther && !/^---[ \t]*\r?\n/.test(text)) return whole;
	return {
		...whole,
		finding: {
			path: page.from,
			line: isOther ? 1 : split.line,
			rule: 'import',
			message: isOther
				? 'its front matter is not YAML; it is shown as part of the page.'
				: `${split.message.replace(/\.$/, '')}; it is shown as part of the page.`,
			remedy: isOther ? 'Write it as YAML between lines of "---".' : split.remedy,
		},
	};
}

function titleOf(fields: Record<string, unknown> | null): string {
	const title = fields?.title;
	return typeof title === 'string' || typeof title === 'number' ? String(title).replace(/\s+/g, ' ').trim() : '';
}
