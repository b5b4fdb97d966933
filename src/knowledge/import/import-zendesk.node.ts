import { basename, join } from 'node:path';
import { CorpusError } from '../corpus.node.ts';
import type { Finding } from '../finding.ts';
import { fragmentsOf, htmlSource } from './html-source.ts';
import { emptyReport, type ImportReport, importPages, type SourcePage } from './import-pages.node.ts';
import { openExport, readJsonFiles } from './json-export.node.ts';
import { nameByStem, type PageName, pathPartFrom } from './page-names.ts';
import { type HelpCenter, type HelpCenterArticle, readHelpCenter } from './zendesk-export.ts';
import { gatherTargets, helpCenterRewriter } from './zendesk-links.node.ts';

type Entry = HelpCenter['articles'][number];

/**
 * Makes every article of a Zendesk help center a known issue in `corpus`, in a folder of its category and section; drafts
 * as work in progress. `path` is a .json file, or a folder of what the Help Center API answers, in any arrangement, with
 * the attachments beside it. A translation is an article of its own, in a folder of its locale. Never overwrites a file
 * that differs from what it would write. `today` is the day recorded, YYYY-MM-DD.
 */
export async function importZendesk(
	path: string,
	corpus: string,
	today: string,
	onProgress: (done: number, total: number) => void,
): Promise<ImportReport> {
	const report = emptyReport();
	const source = await openExport(path, corpus);
	const center = readHelpCenter(await readJsonFiles(source, report.findings), report.findings);
	const entries = newestOf(center.articles, report.findings);
	if (entries.length + center.unreadable === 0) throw new CorpusError(nothingFound(path, report.findings));
	report.found = entries.length + center.unreadable;
	report.refused = center.unreadable;
	const originals = new Set(center.articles.map(({ id }) => id)).size + center.unreadable;
	if (center.count > originals) {
		report.findings.push({
			path: basename(path),
			rule: 'import',
			message: `holds ${originals} articles, and the help center says that it has ${center.count}.`,
			remedy: 'Export the other pages too: each names the following one in next_page.',
		});
	}
	const names = nameByStem(entries.map((entry) => ({ from: originOf(entry), stem: stemOf(entry, center) })));
	const pages = entries.map((entry, index) => ({ entry, name: names[index] as PageName }));
	const files = source.paths.map((file) => ({ path: file, file: join(source.folder, file) }));
	const targets = gatherTargets(pages, center.attachments, files, path);
	const fragments = fragmentsOf(entries.map(({ body }) => body));
	const sources = pages.map(({ entry, name }): SourcePage => {
		return {
			...name,
			...htmlSource(entry.body, fragments),
			title: entry.title.toWellFormed().replace(/\s+/g, ' ').trim(),
			untitled: `Article ${entry.id}`,
			state: entry.draft === true ? 'work-in-progress' : 'not-validated',
			fields: fieldsOf(entry, center),
			notes: notesOf(entry, name, center),
			rewriter: (links) => helpCenterRewriter({ entry, name }, targets, links),
		};
	});
	await importPages(sources, corpus, today, report, onProgress);
	return report;
}

function nothingFound(path: string, findings: readonly Finding[]): string {
	const [first] = findings;
	const why =
		first === undefined ? '' : ` (${first.path}${first.line === undefined ? '' : `:${first.line}`} ${first.message.replace(/\.$/, '')})`;
	return `${path}: holds no article of a help center${why}. Give it what /api/v2/help_center/articles.json answers, as .json files.`;
}

/** Pages of a list that changed while it was exported hold an article twice: the newer one counts, wherever it stands. */
function newestOf(entries: readonly Entry[], findings: Finding[]): Entry[] {
	const newest = new Map<string, Entry>();
	for (const entry of entries) {
		const key = `${entry.id}\0${entry.locale}`;
		const other = newest.get(key);
		const isNewer = other === undefined || (entry.updated_at ?? '') > (other.updated_at ?? '');
		if (other !== undefined && (other.title !== entry.title || other.body !== entry.body)) {
			const message = `stands twice in the export and differs (${other.file}, ${entry.file}); the newer one was taken.`;
			findings.push({ path: originOf(entry), rule: 'import', message, remedy: 'Compare them, where both have no date.' });
		}
		if (isNewer) newest.set(key, entry);
	}
	// In the order of their ids, so that of two with one title the older keeps its name when there are more some day.
	return [...newest.values()].sort((a, b) => Number(a.id) - Number(b.id) || (a.locale < b.locale ? -1 : 1));
}

function originOf(entry: Entry): string {
	return entry.html_url?.replace(/\s+/g, ' ').trim() || `${entry.file}#${entry.id}${entry.locale === '' ? '' : `-${entry.locale}`}`;
}

function stemOf(entry: HelpCenterArticle, center: HelpCenter): string {
	const folders = placeOf(entry, center).map(({ id, name }) => pathPartFrom(name, `section-${id}`));
	const isTranslation = entry.source_locale != null && entry.locale !== '' && entry.locale !== entry.source_locale;
	const locale = isTranslation ? [pathPartFrom(entry.locale, 'translation')] : [];
	return [...locale, ...folders, pathPartFrom(entry.title, `article-${entry.id}`)].join('/');
}

/** Category, section, and the sections within it, from the outermost on, by the names in the article's locale. */
function placeOf(entry: HelpCenterArticle, center: HelpCenter): { id: string; name: string }[] {
	const nameIn = <T extends { id: string; locale: string }>(list: readonly T[], id: string | null | undefined): T | undefined =>
		list.find((item) => item.id === id && item.locale === (entry.source_locale ?? entry.locale)) ?? list.find((item) => item.id === id);
	const place: { id: string; name: string }[] = [];
	const met = new Set<string>();
	let next = entry.section_id;
	let categoryId: string | null | undefined;
	while (next != null && !met.has(next)) {
		met.add(next);
		const section = nameIn(center.sections, next);
		place.unshift({ id: next, name: section?.name ?? '' });
		categoryId = section?.category_id ?? categoryId;
		next = section?.parent_section_id;
	}
	const category = nameIn(center.categories, categoryId);
	return category === undefined ? place : [category, ...place];
}

/** What the article carries of itself, by the names of the API; who wrote it stays behind. */
function fieldsOf(entry: Entry, center: HelpCenter): Record<string, unknown> {
	const { id, locale, label_names, draft, outdated, promoted, created_at, updated_at, edited_at } = entry;
	const names = placeOf(entry, center)
		.map(({ name }) => name)
		.filter((name) => name !== '');
	const fields = { id, locale, place: names.join(' / '), label_names, draft, outdated, promoted, created_at, updated_at, edited_at };
	return Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value != null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
		),
	);
}

function notesOf(entry: Entry, name: PageName, center: HelpCenter): Finding[] {
	const note = (message: string, remedy: string): Finding => ({ path: name.from, rule: 'import', message, remedy });
	const notes: Finding[] = [];
	if (entry.body.trim() === '')
		notes.push(note('is empty; the article has a title and nothing else.', `Write the page, or delete ${name.to}.`));
	if (entry.outdated === true) notes.push(note('is marked as outdated.', `Check what ${name.to} says before anyone acts on it.`));
	const attached = center.attachments.filter(({ article_id, inline }) => article_id === entry.id && inline !== true);
	const others = attached.filter(({ id }) => !entry.body.includes(id));
	if (others.length > 0) {
		const files = others.map(({ file_name, id }) => file_name || id).join(', ');
		notes.push(
			note(
				`has files attached that its text does not show, and that stay behind: ${files}.`,
				'Keep those that are needed elsewhere, and link to them.',
			),
		);
	}
	return notes;
}
