import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { dump } from 'js-yaml';
import { readArticle } from '../article.ts';
import { CorpusError } from '../corpus.node.ts';
import { decodeText } from '../files.node.ts';
import type { Finding } from '../finding.ts';
import { withinTime } from '../time-limit.node.ts';
import { type ConvertedPage, plainTextPage } from './markdown-to-mdx.ts';
import type { ImageSource, PageLinks } from './page-links.node.ts';
import type { PageName } from './page-names.ts';

/** Far more than the largest page takes; some shapes of brackets or stars take the square of their length. */
export const maxConvertingMilliseconds = 60_000;

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

/** One page of any source, read but not converted. */
export interface SourcePage extends PageName {
	/** The title that the source gives it; where that is empty, its first heading, or else `untitled`. */
	title: string;
	untitled: string;
	state: 'not-validated' | 'work-in-progress';
	/** What the source knows of it beside title and text; null where that is nothing. */
	fields: Record<string, unknown> | null;
	/** The text as it is in the source, and the line of the file where it begins, where that is known. */
	source: string;
	language: 'md' | 'html';
	line?: number;
	/** What reading it has met. */
	notes: readonly Finding[];
	convert: (rewrite: (address: string) => string) => ConvertedPage;
	/** Gives the address in the article for one in the page, and takes down in `links` what that led to. */
	rewriter: (links: PageLinks) => (address: string) => string;
}

export function emptyReport(): ImportReport {
	return { found: 0, written: 0, unchanged: 0, refused: 0, images: 0, refusedImages: 0, findings: [] };
}

/** Counts a page as not written, and says why. */
export function refuse(finding: Finding, report: ImportReport): void {
	report.refused++;
	report.findings.push(finding);
}

/** Throws a CorpusError where articles would be written into the very folder that is read. */
export function expectOtherFolder(folder: string, corpus: string): void {
	if (resolve(folder) === resolve(corpus)) {
		throw new CorpusError(`${corpus}: is the folder that is imported. Name another folder with --to.`);
	}
}

/** Whether a path within `folder` is one of the corpus, where the corpus lies in the folder that is read. */
export function isOwnPath(folder: string, corpus: string): (path: string) => boolean {
	const ownPath = `${relative(folder, corpus).split(sep).join('/')}/`;
	return (path) => path.startsWith(ownPath);
}

/**
 * Makes each page a known issue in `corpus`, with the images it shows, and takes down in `report` what came of it. Never
 * overwrites a file that differs from what it would write. `today` is the day recorded, YYYY-MM-DD.
 */
export async function importPages(
	pages: readonly SourcePage[],
	corpus: string,
	today: string,
	report: ImportReport,
	onProgress: (done: number, total: number) => void,
): Promise<void> {
	const copied = new Set<string>();
	for (const [done, page] of pages.entries()) {
		const links: PageLinks = { images: new Map(), dangling: new Map() };
		await importPage(page, corpus, today, links, report);
		for (const [path, image] of links.images) {
			const source = `${path}\0${'file' in image ? image.file : page.from}`;
			if (!copied.has(source)) await writeImage(path, image, corpus, report);
			copied.add(source);
		}
		onProgress(done + 1, pages.length);
	}
}

async function importPage(page: SourcePage, corpus: string, today: string, links: PageLinks, report: ImportReport): Promise<void> {
	report.findings.push(...page.notes);
	const rewrite = page.rewriter(links);
	const converted = withinTime(maxConvertingMilliseconds, () => page.convert(rewrite));
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
	report.findings.push(...converted.notes.map((note) => ({ path: page.from, rule: 'import', ...note })));
	const kept = reportLosses(converted, page, report);
	for (const [address, why] of links.dangling) {
		report.findings.push({
			path: page.from,
			rule: 'import',
			message: `refers to ${address}, which ${why}; the address is kept as it was.`,
			remedy: 'Import that file too, or correct the address.',
		});
	}
	const title = page.title || kept.heading || page.untitled;
	const write = (day: string): string => `---\n${frontMatterFor(page, title, day)}---\n\n${kept.body}`;
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

/** The page as converted; where it cannot be kept as formatted text, its source as text. Both say what is lost. */
function reportLosses(converted: ConvertedPage, page: SourcePage, report: ImportReport): ConvertedPage {
	const broken = converted.losses.find(({ what }) => what === 'syntax' || what === 'gate');
	if (broken !== undefined) {
		report.findings.push({
			path: page.from,
			rule: 'import',
			message: `could not be kept as formatted text (${broken.detail.replace(/\.$/, '')}) and is shown as its source.`,
			remedy: `Format it by hand in ${page.to}.`,
		});
		return { ...converted, body: plainTextPage(page.source, page.language), losses: [] };
	}
	for (const { what, detail, line } of converted.losses) {
		report.findings.push({
			path: page.from,
			line: page.line === undefined ? undefined : page.line + (line ?? 1) - 1,
			rule: 'import',
			message: `does not read quite the same: ${what}, ${detail}.`,
			remedy: `Compare it with ${page.to}.`,
		});
	}
	return converted;
}

function frontMatterFor(page: SourcePage, title: string, day: string): string {
	const frontMatter = {
		id: page.id,
		kind: 'known-issue',
		title,
		version: '0.1.0',
		changelog: [{ version: '0.1.0', date: day, note: `Imported from ${page.from}.` }],
		state: page.state,
		source: { from: page.from, imported: day, ...(page.fields === null ? {} : { fields: page.fields }) },
	};
	return dump(frontMatter, { lineWidth: -1, quotingType: '"', noRefs: true });
}

/** `write` gives the article as of a day: one that was imported before and is the same but for the day is the same. */
async function keepOrWrite(
	page: PageName,
	write: (day: string) => string,
	today: string,
	corpus: string,
	report: ImportReport,
): Promise<void> {
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
