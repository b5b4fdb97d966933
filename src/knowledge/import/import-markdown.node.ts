import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { dump } from 'js-yaml';
import { readArticle } from '../article.ts';
import { CorpusError } from '../corpus.node.ts';
import { decodeText, listFiles, listPassedOver } from '../files.node.ts';
import type { Finding } from '../finding.ts';
import { splitFrontMatter } from '../front-matter.ts';
import { withinTime } from '../time-limit.node.ts';
import { type ConvertedPage, markdownToMdx, plainTextPage } from './markdown-to-mdx.ts';
import { type ImageSource, linkRewriter, type PageLinks } from './page-links.node.ts';
import { namePages, type PageName, titleFromPath } from './page-names.ts';

/** Far more than the largest page takes; some shapes of brackets or stars take the square of their length. */
const maxConvertingMilliseconds = 60_000;

export interface ImportReport {
	/** Pages found, and of those written, left as they were because nothing changed, and not written. */
	found: number;
	written: number;
	unchanged: number;
	refused: number;
	/** Images copied, and images that could not be because another file stands in their place. */
	images: number;
	refusedImages: number;
	/** What a person should know: pages not written, pages that do not read quite the same, addresses that lead nowhere. */
	findings: Finding[];
}

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
	const report: ImportReport = { found: 0, written: 0, unchanged: 0, refused: 0, images: 0, refusedImages: 0, findings: [] };
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
	const copied = new Set<string>();
	for (const [done, page] of pages.entries()) {
		const links: PageLinks = { images: new Map(), dangling: new Map() };
		await importPage(page, corpus, today, linkRewriter(page, pages, folder, links), links.dangling, report);
		for (const [path, image] of links.images) {
			const source = `${path}\0${'file' in image ? image.file : page.from}`;
			if (!copied.has(source)) await writeImage(path, image, corpus, report);
			copied.add(source);
		}
		onProgress(done + 1, pages.length);
	}
	return report;
}

async function findPages(folder: string, corpus: string): Promise<string[]> {
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
		throw new CorpusError(`${folder}: no such folder. Name a folder of Markdown files.`);
	}
	if (resolve(folder) === resolve(corpus)) {
		throw new CorpusError(`${corpus}: is the folder that is imported. Name another folder with --to.`);
	}
	const ownPath = `${relative(folder, corpus).split(sep).join('/')}/`;
	const paths = await listFiles(folder, isMarkdown);
	const foreign = paths.filter((path) => !path.startsWith(ownPath));
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

function refuse(finding: Finding, report: ImportReport): void {
	report.refused++;
	report.findings.push(finding);
}

async function importPage(
	page: Page,
	corpus: string,
	today: string,
	rewrite: (address: string) => string,
	dangling: ReadonlyMap<string, string>,
	report: ImportReport,
): Promise<void> {
	const { fields, body, bodyLine, finding } = splitPage(page);
	if (finding !== undefined) report.findings.push(finding);
	const converted = withinTime(maxConvertingMilliseconds, () => markdownToMdx(body, rewrite));
	if (converted === null) {
		refuse(
			{
				path: page.from,
				rule: 'import',
				message: `was not imported: it takes more than ${maxConvertingMilliseconds / 1000} seconds to read.`,
				remedy: 'Look for thousands of brackets, stars or quote marks in a row, and take them out.',
			},
			report,
		);
		return;
	}
	const kept = reportLosses(converted, page, body, bodyLine, report);
	for (const [address, why] of dangling) {
		report.findings.push({
			path: page.from,
			rule: 'import',
			message: `refers to ${address}, which ${why}; the address is kept as it was.`,
			remedy: 'Import that file too, or correct the address.',
		});
	}
	const title = titleOf(fields) || kept.heading || titleFromPath(page.from);
	const write = (day: string): string => `---\n${frontMatterFor(page, title, fields, day)}---\n\n${kept.body}`;
	const text = write(today);
	const decoded = decodeText(Buffer.from(text), page.from);
	const read = typeof decoded === 'string' ? readArticle(text, page.to) : { findings: [decoded] };
	if ('findings' in read) {
		report.refused++;
		report.findings.push(...read.findings.map((problem) => ({ ...problem, path: page.from })));
		return;
	}
	await keepOrWrite(page, write, today, corpus, report);
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

/** The page as converted; where it cannot be kept as formatted text, its source as text. Both say what is lost. */
function reportLosses(converted: ConvertedPage, page: Page, body: string, bodyLine: number, report: ImportReport): ConvertedPage {
	const broken = converted.losses.find(({ what }) => what === 'syntax' || what === 'gate');
	if (broken !== undefined) {
		report.findings.push({
			path: page.from,
			rule: 'import',
			message: `could not be kept as formatted text (${broken.detail.replace(/\.$/, '')}) and is shown as its source.`,
			remedy: `Format it by hand in ${page.to}.`,
		});
		return { ...converted, body: plainTextPage(body), losses: [] };
	}
	for (const { what, detail, line } of converted.losses) {
		report.findings.push({
			path: page.from,
			line: bodyLine + (line ?? 1) - 1,
			rule: 'import',
			message: `does not read quite the same: ${what}, ${detail}.`,
			remedy: `Compare it with ${page.to}.`,
		});
	}
	return converted;
}

function titleOf(fields: Record<string, unknown> | null): string {
	const title = fields?.title;
	return typeof title === 'string' || typeof title === 'number' ? String(title).replace(/\s+/g, ' ').trim() : '';
}

function frontMatterFor(page: Page, title: string, fields: Record<string, unknown> | null, day: string): string {
	const frontMatter = {
		id: page.id,
		kind: 'known-issue',
		title,
		version: '0.1.0',
		changelog: [{ version: '0.1.0', date: day, note: `Imported from ${page.from}.` }],
		state: 'not-validated',
		source: { from: page.from, imported: day, ...(fields === null ? {} : { fields }) },
	};
	return dump(frontMatter, { lineWidth: -1, quotingType: '"', noRefs: true });
}

/** `write` gives the article as of a day: one that was imported before and is the same but for the day is the same. */
async function keepOrWrite(page: Page, write: (day: string) => string, today: string, corpus: string, report: ImportReport): Promise<void> {
	const target = join(corpus, page.to);
	if (!existsSync(target)) {
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, write(today), { flag: 'wx' });
		report.written++;
		return;
	}
	const standing = (await readFile(target, 'utf8')).replaceAll('\r\n', '\n');
	const day = /^ {2}imported: ["']?([\d-]+)/m.exec(standing)?.[1] ?? today;
	if (standing === write(day)) report.unchanged++;
	else refuse(standsAlready(page.from, target), report);
}

async function writeImage(path: string, image: ImageSource, corpus: string, report: ImportReport): Promise<void> {
	const target = join(corpus, path);
	const bytes = 'bytes' in image ? image.bytes : await readFile(image.file);
	if (!existsSync(target)) {
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, bytes, { flag: 'wx' });
		report.images++;
	} else if (!(await readFile(target)).equals(bytes)) {
		report.refusedImages++;
		report.findings.push(standsAlready(path, target));
	}
}

function standsAlready(path: string, target: string): Finding {
	return {
		path,
		rule: 'import',
		message: `was not imported: ${target} exists and differs, and is left as it is.`,
		remedy: 'Move that file away to import it anew, or choose another --to.',
	};
}
