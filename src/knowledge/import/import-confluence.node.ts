import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorpusError } from '../corpus.node.ts';
import { decodeUtf8 } from '../files.node.ts';
import type { Finding } from '../finding.ts';
import { withinTime } from '../time-limit.node.ts';
import { type ConfluenceContent, readAnswers } from './confluence-answers.ts';
import { type SpacePage, spaceRewriter } from './confluence-links.node.ts';
import { storageToHtml } from './confluence-storage.ts';
import { type ExportedPage, readExportedPage, replaceRenderedMacros } from './confluence-view.ts';
import { fragmentsOf, htmlSource } from './html-source.ts';
import { emptyReport, type ImportReport, importPages, maxConvertingMilliseconds, refuse, type SourcePage } from './import-pages.node.ts';
import { type ExportFolder, openExport, readJsonFiles } from './json-export.node.ts';
import type { PageNote } from './losses.ts';
import { nameByStem, type PageName, pathPartFrom } from './page-names.ts';

/** A page of either form of export, before it has a name. */
interface FoundPage {
	pageId: string;
	space: string;
	title: string;
	from: string;
	base: string;
	/** Titles of the pages above it, from the outermost on. */
	above: string[];
	html: string;
	isRendered: boolean;
	line?: number;
	isDraft: boolean;
	fields: Record<string, unknown>;
	/** What the export says that the article will not. */
	notes: PageNote[];
}

/**
 * Makes every page of a Confluence space a known issue in `corpus`, in folders of the pages above it. `path` is an
 * unpacked HTML export of the space, or a .json file, or a folder of them, as the REST API answers with the body in
 * storage format or as a view. Who wrote a page stays behind. Never overwrites a file that differs from what it would
 * write. `today` is the day recorded, YYYY-MM-DD.
 */
export async function importConfluence(
	path: string,
	corpus: string,
	today: string,
	onProgress: (done: number, total: number) => void,
): Promise<ImportReport> {
	const report = emptyReport();
	const source = await openExport(path, corpus);
	const answers = readAnswers(await readJsonFiles(source, report.findings), report.findings);
	report.refused += answers.unreadable;
	const found = [...pagesOfAnswers(answers.pages, report), ...(await pagesOfFolder(source, report))];
	report.found = found.length + report.refused;
	if (report.found === 0) throw new CorpusError(nothingFound(path, source, report.findings));

	const shared = sharedRoot(found);
	const names = nameByStem(found.map((page) => ({ from: page.from, stem: stemOf(page, shared) })));
	const pages = found.map((page, index): SpacePage => ({ ...page, name: names[index] as PageName }));
	const fragments = fragmentsOf(found.map(({ html }) => html));
	const sources = found.map((page, index) => sourceOf(page, pages[index] as SpacePage, pages, fragments, source));
	await importPages(sources, corpus, today, report, onProgress);
	return report;
}

function nothingFound(path: string, source: ExportFolder, findings: readonly Finding[]): string {
	if (source.paths.includes('entities.xml')) return `${path}: is an XML export. Export the space as HTML, and name the unpacked folder.`;
	const [first] = findings;
	const why =
		first === undefined ? '' : ` (${first.path}${first.line === undefined ? '' : `:${first.line}`} ${first.message.replace(/\.$/, '')})`;
	return `${path}: holds no page of a Confluence space${why}. Give it an unpacked HTML export, or what the REST API answers, as .json files.`;
}

function pagesOfAnswers(contents: readonly ConfluenceContent[], report: ImportReport): FoundPage[] {
	const newest = new Map<string, ConfluenceContent>();
	for (const content of contents) {
		const other = newest.get(content.id);
		if (other !== undefined) {
			const message = `the page ${content.id} stands twice in the export (${other.file}, ${content.file}); the newer one was taken.`;
			report.findings.push({
				path: content.file,
				rule: 'import',
				message,
				remedy: 'Nothing needs to be done, unless both are the same version.',
			});
		}
		if (other === undefined || (content.version?.number ?? 0) > (other.version?.number ?? 0)) newest.set(content.id, content);
	}
	return [...newest.values()].flatMap((content) => {
		const { storage, export_view, view, styled_view } = content.body ?? {};
		const html = storage ?? export_view ?? view ?? styled_view;
		if (html !== null && html !== undefined) return [foundAnswer(content, html, storage == null, newest)];
		const message = `the page ${content.id} (${content.title}) has no body, and was not imported.`;
		refuse({ path: content.file, rule: 'import', message, remedy: 'Export it with expand=body.storage, or body-format=storage.' }, report);
		return [];
	});
}

function foundAnswer(
	content: ConfluenceContent,
	html: string,
	isRendered: boolean,
	all: ReadonlyMap<string, ConfluenceContent>,
): FoundPage {
	const { id, title, status, version, base, file, _links } = content;
	const space = content.space?.key ?? content.spaceId ?? '';
	const labels = [...(content.metadata?.labels?.results ?? []), ...(content.labels?.results ?? [])].map(({ name }) => name);
	const webui = _links?.webui ?? '';
	const body = isRendered ? { html, notes: [] } : storageInHtml(html, id, space);
	return {
		pageId: id,
		space,
		title,
		from: (webui === '' ? '' : `${base}${webui}`.replace(/\s+/g, ' ').trim()) || `${file}#${id}`,
		base,
		above: content.ancestors?.map((ancestor) => ancestor.title ?? ancestor.id) ?? parentsOf(content, all),
		...body,
		isRendered,
		isDraft: status === 'draft',
		fields: {
			id,
			space,
			status: status === 'current' ? '' : status,
			labels,
			version: version?.number,
			changed: version?.when ?? version?.createdAt,
		},
	};
}

/** Left as it is where it is nested too deeply, so that it is shown as its source. */
function storageInHtml(storage: string, pageId: string, space: string): { html: string; notes: PageNote[] } {
	try {
		return storageToHtml(storage, pageId, space);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { html: storage, notes: [] };
	}
}

/** The second version of the API names the page above each page only. */
function parentsOf(content: ConfluenceContent, all: ReadonlyMap<string, ConfluenceContent>): string[] {
	const titles: string[] = [];
	const met = new Set([content.id]);
	let parent = all.get(content.parentId ?? '');
	while (parent !== undefined && !met.has(parent.id)) {
		met.add(parent.id);
		titles.unshift(parent.title);
		parent = all.get(parent.parentId ?? '');
	}
	return titles;
}

async function pagesOfFolder(source: ExportFolder, report: ImportReport): Promise<FoundPage[]> {
	const pages: FoundPage[] = [];
	for (const path of source.paths.filter((name) => /\.html?$/i.test(name) && !/(^|\/)index\.html$/i.test(name))) {
		const text = decodeUtf8(await readFile(join(source.folder, path)), path);
		if (typeof text !== 'string') {
			refuse(text, report);
			continue;
		}
		const read = readInTime(text);
		if (read === null) {
			const message = 'is no page of a Confluence export (it has no #title-text and #main-content), and was not imported.';
			report.findings.push({ path, rule: 'import', message, remedy: 'Import it as Markdown, where it is to be an article.' });
		} else if ('message' in read) refuse({ path, rule: 'import', ...read }, report);
		else pages.push(foundFile(path, read));
	}
	return pages;
}

function readInTime(html: string): ExportedPage | PageNote | null {
	try {
		const read = withinTime(maxConvertingMilliseconds, () => ({ page: readExportedPage(html) }));
		if (read !== null) return read.page;
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
	}
	return {
		message: 'was not imported: it is nested too deeply, or takes too long to read.',
		remedy: 'Take elements out of one another in it.',
	};
}

function foundFile(path: string, page: ExportedPage): FoundPage {
	const [space, ...above] = page.breadcrumbs;
	const others = [...page.attachments].filter(([address]) => !page.body.includes(address)).map(([, name]) => name);
	const notes: PageNote[] = [];
	if (others.length > 0) {
		const message = `has files attached that its text does not show, and that stay behind: ${others.join(', ')}.`;
		notes.push({ message, remedy: 'Keep those that are needed elsewhere, and link to them.' });
	}
	if (page.hasComments)
		notes.push({ message: 'has comments, which were not imported.', remedy: 'Take into the article what is true of them.' });
	return {
		pageId: /(\d+)\.html?$/i.exec(path)?.[1] ?? '',
		space: '',
		title: page.title,
		from: path,
		base: '',
		above: above.map(({ title }) => title),
		html: page.body,
		isRendered: true,
		line: page.line,
		isDraft: false,
		fields: { space: space?.title, changed: page.changed },
		notes,
	};
}

/** The home page, where all other pages lie below it: it would be the folder of everything. */
function sharedRoot(pages: readonly FoundPage[]): string | null {
	const roots = new Set(pages.flatMap(({ above }) => above.slice(0, 1)));
	const [root] = roots;
	return roots.size === 1 && root !== undefined && pages.every(({ above, title }) => above[0] === root || title === root) ? root : null;
}

function stemOf(page: FoundPage, shared: string | null): string {
	const above = page.above[0] === shared ? page.above.slice(1) : page.above;
	return [...above.map((title) => pathPartFrom(title, 'page')), pathPartFrom(page.title, `page-${page.pageId}`)].join('/');
}

function sourceOf(
	page: FoundPage,
	named: SpacePage,
	pages: readonly SpacePage[],
	fragments: ReadonlySet<string>,
	source: ExportFolder,
): SourcePage {
	const { name } = named;
	const empty = { message: 'is empty; the article has a title and nothing else.', remedy: `Write the page, or delete ${name.to}.` };
	const all = page.html.trim() === '' ? [empty, ...page.notes] : page.notes;
	return {
		...name,
		...htmlSource(page.html, fragments, page.isRendered ? replaceRenderedMacros : undefined),
		title: page.title,
		untitled: `Page ${page.pageId}`,
		state: page.isDraft ? 'work-in-progress' : 'not-validated',
		fields: Object.fromEntries(
			Object.entries(page.fields).filter(([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0)),
		),
		line: page.line,
		notes: all.map((note) => ({ path: name.from, rule: 'import', ...note })),
		rewriter: (links) => spaceRewriter(named, pages, source, links),
	};
}
